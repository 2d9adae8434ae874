package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.finesse.FinesseSimulator;
import io.presencesync.simulators.finesse.FinesseSimulatorOptions;
import io.presencesync.simulators.webex.WebexSimulator;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The packaged product starts, answers and ends as an operator expects.
class ProductTest {
    @Test
    void it_becomes_ready_and_ends_with_0_when_told() {
        try (WebexSimulator webex = WebexSimulator.start();
                FinesseSimulator finesse = FinesseSimulator.start(new FinesseSimulatorOptions());
                Product product = Product.start(settings(webex, finesse))) {
            assertThat(product.get("/health").statusCode()).isEqualTo(200);
            assertThat(product.get("/users").statusCode()).isEqualTo(401);
            assertThat(product.getAsAdmin("/users").statusCode()).isEqualTo(200);
            assertThat(product.log()).doesNotContain(product.adminPassword(), webex.botToken());
            assertThat(product.terminate()).isEqualTo(143);
        }
    }

    private static Map<String, String> settings(WebexSimulator webex, FinesseSimulator finesse) {
        finesse.addTeam("1", "Sales").addAgents("1", 1001, 1);
        webex.addPerson("agent1001@example.com", "Agent One");
        return Map.of(
                "WEBEX_ACCESS_TOKEN", webex.botToken(),
                "WEBEX_DOMAIN", "example.com",
                "U2C_SERVICE_URL", webex.u2cServiceUrl(),
                "HYDRA_SERVICE_URL", webex.hydraServiceUrl(),
                "FINESSE_BASE_URL", finesse.baseUrl(),
                "FINESSE_USERS", "agent1001",
                "FINESSE_ORIGIN", finesse.baseUrl(),
                "FINESSE_ADMIN_TOKEN", Product.credentials("administrator", "admin-secret"),
                "GADGET_MODE", "true");
    }
}
