package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two sites with gadgets on one port: desktops of two pretend Finesses whose agents have the same ids.
class TwoSitesGadgetAcceptanceTest {
    private static final String MEETING = "NOT_READY Webex Meeting";

    @SuppressWarnings("NullAway.Init")
    private Browser browser;

    private World main;
    private World emea;
    private Product product;

    @BeforeEach
    void start() {
        browser = Browser.start();
        main = new World(1);
        emea = new World(1);
        Map<String, String> env = World.ofSites("main,emea");
        site(env, "main", main);
        site(env, "emea", emea);
        product = Product.start(env);
    }

    private static void site(Map<String, String> env, String name, World world) {
        world.addTo(env, name);
        env.put(World.ofSite(name, "FINESSE_ADMIN_TOKEN"), Product.credentials("administrator", "admin-secret"));
        env.put(World.ofSite(name, "GADGET_ORIGINS"), world.finesse.baseUrl());
    }

    @AfterEach
    void stop() {
        browser.close();
        product.close();
        main.close();
        emea.close();
    }

    private Desktop open(World world, String query) {
        return Desktop.open(browser, world, product, "1001", query);
    }

    @Test
    void a_gadget_belongs_to_the_site_of_its_desktop() {
        open(main, "").awaitConnected();
        open(emea, "").awaitConnected();
        emea.meeting("1001");
        emea.awaitShown("1001", MEETING);
        assertThat(main.shown("1001")).isEqualTo("READY");
        assertThat(emea.puts("1001"))
                .singleElement()
                .satisfies(put -> assertThat(put.user()).isEqualTo("1001"));
        main.meeting("1001");
        main.awaitShown("1001", MEETING);
        emea.presence("1001", "active");
        emea.awaitShown("1001", "READY");
        assertThat(main.shown("1001")).isEqualTo(MEETING);
        assertThat(product.log()).contains("emea/1001's gadget is connected");
    }

    @Test
    void a_gadget_may_name_its_site_and_a_wrong_name_gets_no_gadget() {
        open(emea, "?site=emea").awaitConnected();
        emea.meeting("1001");
        emea.awaitShown("1001", MEETING);
        assertThat(product.get("/WebexPresenceConnector_1.xml?site=emea").body())
                .contains("PRESENCE_SYNC_SITE = \"emea\"");
        assertThat(product.get("/WebexPresenceConnector_1.xml").body()).contains("PRESENCE_SYNC_SITE = \"\"");
        assertThat(product.get("/WebexPresenceConnector_1.xml?site=%22%3Cb%3E").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_gadget_of_the_other_site_is_not_believed() {
        main.finesse.addAgents(World.TEAM, 1077, 1);
        Desktop stranger = Desktop.open(browser, main, product, "1077", "?site=emea");
        stranger.awaitGadget("Your Finesse sign-in was not accepted");
        assertThat(emea.finesse.requests().all())
                .as("the Finesse of the site he named was asked, and refused him")
                .anyMatch(request -> request.path().endsWith("/User/1077") && request.status() == 401);
        assertThat(product.log()).doesNotContain("1077's gadget is connected");
    }
}
