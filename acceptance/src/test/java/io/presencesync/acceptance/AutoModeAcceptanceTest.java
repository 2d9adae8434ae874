package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.presencesync.simulators.finesse.Fault;
import io.presencesync.simulators.finesse.LoggedRequest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Mode auto: the agent's own gadget while it is there and answers, else the supervisor.
class AutoModeAcceptanceTest extends GadgetAcceptance {
    private static final String BY_SUPERVISOR = "NOT_READY Supervisor Initiated";

    @Override
    Map<String, String> settings() {
        return world.autoMode();
    }

    private void byWhom(String id, String... users) {
        assertThat(world.puts(id)).extracting(LoggedRequest::user).containsExactly(users);
    }

    @Test
    void whoever_has_a_gadget_acts_himself_and_the_supervisor_acts_for_the_others() {
        product.awaitReady();
        connected("1001").awaitGadget("Available");
        world.meeting("1001");
        world.meeting("1002");
        world.awaitShown("1001", MEETING);
        world.awaitShown("1002", BY_SUPERVISOR);
        world.presence("1001", "active");
        world.presence("1002", "active");
        world.awaitShown("1001", "READY");
        world.awaitShown("1002", "READY");
        byWhom("1001", "1001", "1001");
        byWhom("1002", World.SUPERVISOR, World.SUPERVISOR);
    }

    @Test
    void a_hold_of_the_gadget_is_ended_by_the_supervisor_when_the_desktop_was_closed() {
        product.awaitReady();
        Desktop desktop = connected("1001").awaitGadget("Available");
        world.meeting("1001");
        desktop.awaitBar("NOT_READY", "Webex Meeting");
        desktop.close();
        Await.until("the gadget is gone", () -> product.log().contains("1001's gadget is gone"), product::log);
        world.presence("1001", "active");
        world.awaitShown("1001", "READY");
        byWhom("1001", "1001", World.SUPERVISOR);
    }

    @Test
    void a_hold_of_the_supervisor_gets_its_reason_once_when_the_gadget_comes_and_the_gadget_ends_it() {
        product.awaitReady();
        world.meeting("1001");
        world.awaitShown("1001", BY_SUPERVISOR);
        Desktop desktop = connected("1001");
        desktop.awaitBar("NOT_READY", "Webex Meeting");
        world.presence("1001", "active");
        desktop.awaitBar("READY", "");
        byWhom("1001", World.SUPERVISOR, "1001", "1001");
    }

    @Test
    void for_a_gadget_that_cannot_read_its_agent_the_supervisor_acts() {
        product.awaitReady();
        Desktop desktop = connected("1001").awaitGadget("Available");
        Fault.Effect broken = new Fault.Status(500, null);
        world.finesse.faults().add(new Fault("GET", "/finesse/api/User/1001", "1001", Fault.UNTIL_CLEARED, broken));
        desktop.connection("failing");
        desktop.connection("recovered");
        desktop.awaitGadget("Finesse does not tell your state (error 500)");
        world.meeting("1001");
        world.awaitShown("1001", BY_SUPERVISOR);
        byWhom("1001", World.SUPERVISOR);
        assertThat(product.log()).contains("the supervisor acts for them until");
        assertThat(product.log()).doesNotContain("1001's gadget does not answer");
    }

    @Test
    void a_gadget_that_does_not_answer_is_cut_off_before_the_supervisor_acts() {
        product.awaitReady();
        NodeProject project = NodeProject.prepared(Path.of("node-socketio"));
        try (NodeDialog mute =
                new NodeDialog(project.start(Map.of(), "gadget.mjs", "socket.io-client-4-8", product.url()))) {
            var hello = new ObjectMapper().createObjectNode().put("do", "connect");
            hello.putObject("auth")
                    .put("protocol", 1)
                    .put("id", "1001")
                    .put("authorization", "Basic " + Product.credentials("1001", "secret-1001"));
            mute.send(hello.toString());
            mute.expect("welcome");
            world.meeting("1001");
            mute.expect("command");
            assertThat(world.puts("1001")).isEmpty();
            mute.expect("disconnected");
            world.awaitShown("1001", BY_SUPERVISOR);
            byWhom("1001", World.SUPERVISOR);
        }
        assertThat(product.log()).contains("1001's gadget does not answer; the supervisor acts for them");
    }
}
