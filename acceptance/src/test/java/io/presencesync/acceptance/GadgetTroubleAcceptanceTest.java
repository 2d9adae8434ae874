package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.finesse.LoggedRequest;
import io.presencesync.simulators.finesse.ReasonCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What gadget mode does when something around it is missing, dies or is there twice.
class GadgetTroubleAcceptanceTest extends GadgetAcceptance {
    @Test
    void a_meeting_that_ends_while_the_service_is_dead_is_released_after_its_restart() {
        Desktop desktop = connected("1001");
        world.meeting("1001");
        world.awaitShown("1001", MEETING);
        desktop.awaitGadget("Not Ready – ");
        product.kill();
        desktop.awaitGadget("Disconnected");
        world.presence("1001", "active");
        product.launchAgain().awaitReady();
        world.awaitShown("1001", "READY");
        desktop.awaitConnected();
        assertThat(world.puts("1001"))
                .hasSize(2)
                .extracting(LoggedRequest::user)
                .containsOnly("1001");
    }

    @Test
    void two_desktops_of_one_agent_the_newest_acts_and_the_older_is_told() {
        Desktop older = connected("1001");
        Desktop newer = connected("1001");
        older.awaitGadget("You opened this gadget somewhere else");
        world.meeting("1001");
        newer.awaitBar("NOT_READY", "Webex Meeting");
        world.presence("1001", "active");
        newer.awaitBar("READY", "");
        Await.quiet(LONG);
        older.awaitGadget("You opened this gadget somewhere else");
        newer.awaitConnected();
        assertThat(world.puts("1001")).hasSize(2);
        assertThat(product.log().lines().filter(line -> line.contains("1001's gadget is connected")))
                .hasSize(2);
    }

    @Test
    void without_finesse_accounts_of_its_own_it_knows_an_agent_when_his_gadget_signs_in() {
        product.close();
        world.finesse.requests().clear();
        Map<String, String> env = world.gadgetMode();
        env.remove("FINESSE_ADMIN_TOKEN");
        env.remove("FINESSE_SUPERVISOR_TOKEN");
        product = Product.start(env);
        connected("1001").awaitGadget("Available");
        world.meeting("1001");
        world.awaitShown("1001", MEETING);
        world.presence("1001", "active");
        world.awaitShown("1001", "READY");
        world.presence("1002", "dnd");
        Await.quiet(LONG);
        assertThat(world.puts("1002")).isEmpty();
        assertThat(world.finesse.requests().all())
                .filteredOn(request -> !request.path().equals("/finesse/api/SystemInfo"))
                .extracting(LoggedRequest::user)
                .containsOnly("1001");
    }

    @Test
    void a_missing_reason_is_said_and_shown_and_stops_no_other_presence() throws Exception {
        deleteReason(world, "Webex DND");
        Desktop desktop = connected("1001");
        connected("1002");
        world.presence("1001", "dnd");
        desktop.awaitGadget("Finesse offers you no Not Ready reason “Webex DND”");
        awaitDecided();
        assertThat(world.shown("1001")).isEqualTo("READY");
        assertThat(world.puts("1001")).isEmpty();
        assertThat(product.log()).contains("no Not Ready reason").contains("Webex DND");
        world.meeting("1001");
        world.awaitShown("1001", MEETING);
        world.presence("1001", "active");
        world.awaitShown("1001", "READY");
        world.finesse.addReasonCode(ReasonCode.Category.NOT_READY, 101, "Webex DND", true);
        desktop.reload();
        desktop.awaitConnected();
        world.presence("1001", "dnd");
        world.awaitShown("1001", DND);
    }

    static void deleteReason(World world, String label) throws IOException, InterruptedException {
        int id = world.finesse
                .reasonCodes()
                .byLabel(ReasonCode.Category.NOT_READY, label)
                .orElseThrow()
                .id();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(world.finesse.baseUrl() + "/finesse/api/ReasonCode/" + id))
                .header("Authorization", "Basic " + Product.credentials("administrator", "admin-secret"))
                .DELETE()
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
