package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.finesse.Fault;
import io.presencesync.simulators.finesse.LoggedRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The gadget in a desktop that has its troubles: with Finesse, with its own hub, or with another desktop. On the
/// stand-in of the library, and on Cisco's own where `FINESSE_JS` names it.
class GadgetDesktopAcceptanceTest extends GadgetAcceptance {
    private static final Duration LATE = Duration.ofSeconds(4);
    private static final String USER = "/finesse/api/User/1001";

    @Test
    void an_event_that_an_older_answer_overwrote_is_healed_so_that_do_not_disturb_still_holds_the_agent() {
        world.agent("1001").notReady("Lunch");
        Desktop desktop = connected("1001");
        long before = reads(USER);
        int late = world.finesse.faults().add(new Fault("GET", USER, "1001", 1, new Fault.AnswerLate(LATE)));
        desktop.connection("failing");
        desktop.connection("recovered");
        Await.until("the desktop reads", () -> !world.finesse.faults().all().containsKey(late), () -> "it does not");
        world.agent("1001").ready();
        desktop.awaitBar("READY", "");
        Await.until("the older answer is there", () -> reads(USER) > before, () -> reads(USER) + " reads");
        world.presence("1001", "dnd");
        world.awaitShown("1001", DND);
    }

    @Test
    void a_user_that_cannot_be_read_is_said_with_finesses_error_and_named_in_the_log_until_it_can() {
        Desktop desktop = connected("1001");
        int broken = world.finesse.faults().add(answering(new Fault.Status(500, null)));
        desktop.connection("failing");
        desktop.connection("recovered");
        desktop.awaitGadget("Finesse does not tell your state (error 500)");
        Await.until(
                "the log names the agent",
                () -> product.log().contains("cannot read its agent from Finesse (500"),
                product::log);
        world.finesse.faults().clear(broken);
        desktop.awaitConnected();
        Await.until("it is over", () -> product.log().contains("reads its agent from Finesse again"), product::log);
        world.meeting("1001");
        world.awaitShown("1001", MEETING);
    }

    @Test
    void a_desktop_that_another_one_replaced_says_so_and_carries_out_nothing_until_it_is_loaded_anew() {
        Desktop desktop = connected("1001");
        connected("1002");
        desktop.connection("conflict");
        desktop.awaitGadget("which replaced this one");
        world.meeting("1001");
        awaitDecided();
        assertThat(world.puts("1001")).isEmpty();
        assertThat(product.log()).contains("1001's gadget is gone");
        desktop.reload();
        world.awaitShown("1001", MEETING);
    }

    @Test
    void a_container_that_does_not_connect_its_hub_is_named_and_waited_for() {
        Desktop desktop = openOptional("1001", "&hubConnect=never");
        desktop.awaitGadget("The Finesse desktop has not connected this gadget yet");
        assertThat(product.log()).doesNotContain("1001's gadget is connected");
        desktop.page().frames().getLast().evaluate("gadgets.HubSettings.onConnect()");
        desktop.awaitConnected();
    }

    @Test
    void a_refused_sign_in_is_said_and_told_and_not_sent_again_whatever_is_commanded() {
        world.finesse
                .faults()
                .add(new Fault("GET", USER + "/ReasonCodes", "1001", Fault.UNTIL_CLEARED, new Fault.Status(401, null)));
        Desktop desktop = open("1001");
        connected("1002");
        desktop.awaitGadget("Finesse did not accept your sign-in here");
        Await.until(
                "the log names the agent",
                () -> product.log().contains("cannot read its agent from Finesse (401"),
                product::log);
        long asked = reads(USER) + reads(USER + "/ReasonCodes");
        world.presence("1001", "dnd");
        awaitDecided();
        assertThat(reads(USER) + reads(USER + "/ReasonCodes")).isEqualTo(asked);
        assertThat(world.puts("1001")).isEmpty();
    }

    private static Fault answering(Fault.Effect effect) {
        return new Fault("GET", USER, "1001", Fault.UNTIL_CLEARED, effect);
    }

    private long reads(String of) {
        return world.finesse.requests().all().stream()
                .filter(request -> request.method().equals("GET"))
                .map(LoggedRequest::path)
                .filter(path -> path.equals(of))
                .count();
    }
}
