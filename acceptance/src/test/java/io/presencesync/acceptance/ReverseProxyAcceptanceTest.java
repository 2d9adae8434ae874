package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.FreePort;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A real gadget in a real browser, which reaches the product through nginx below a path prefix.
class ReverseProxyAcceptanceTest {
    @Test
    void behind_nginx_with_a_path_prefix_the_gadget_loads_connects_by_websocket_and_acts() throws Exception {
        int port = FreePort.lasting();
        try (World world = new World(1);
                Nginx nginx = new Nginx(port);
                Browser browser = Browser.start()) {
            Map<String, String> env = world.gadgetMode();
            env.put("PORT", Integer.toString(port));
            env.put("PRESENCE_SYNC_PUBLIC_URL", nginx.url());
            try (Product product = Product.launchAt(port, env).awaitReady();
                    Desktop desktop =
                            Desktop.openWith(browser, world, nginx.url() + "/WebexPresenceConnector_1.xml", "1001")) {
                desktop.awaitConnected().awaitGadget("Available");
                world.meeting("1001");
                desktop.awaitBar("NOT_READY", "Webex Meeting");
                world.presence("1001", "active");
                desktop.awaitBar("READY", "");
                assertThat(desktop.window().errors()).isEmpty();
                assertThat(desktop.window().sockets())
                        .as("upgraded from polling, through nginx")
                        .anyMatch(url -> url.contains("/presence/socket.io/"));
                assertThat(product.log()).doesNotContain("ERROR");
            }
        }
    }
}
