package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.webex.Endpoint;
import io.presencesync.simulators.webex.Fault;
import io.presencesync.simulators.webex.Fault.FrameFault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The same in gadget mode: where Webex does not tell all, gadgets are asked for nothing.
class GadgetUntoldAcceptanceTest extends GadgetAcceptance {
    @Test
    void a_meeting_whose_second_reading_fails_releases_nobody_and_is_a_meeting_as_soon_as_it_is_read() {
        connected("1001");
        world.presence("1001", "call");
        world.awaitShown("1001", "NOT_READY Webex Call");
        world.webex.addFault(new Fault.Answer(Endpoint.COMPOSITIONS, 503, null, Fault.UNTIL_CLEARED));
        world.presence("1001", "meeting");
        Await.quiet(Duration.ofMillis(300));
        world.webex.addFault(new Fault.Frames(FrameFault.DROPPED, 0, 1));
        world.meeting("1001");
        Await.quiet(LONG);
        assertThat(bodies("1001")).containsExactly(notReady("Webex Call"));
        world.webex.clearFaults();
        world.awaitShown("1001", MEETING);
        assertThat(bodies("1001")).containsExactly(notReady("Webex Call"), notReady("Webex Meeting"));
    }

    @Test
    void a_status_word_never_heard_of_moves_nobody() {
        Desktop desktop = connected("1001");
        world.presence("1001", "focus");
        desktop.awaitGadget("focus");
        Await.quiet(LONG);
        assertThat(bodies("1001")).isEmpty();
        world.presence("1001", "dnd");
        world.awaitShown("1001", DND);
        world.presence("1001", "brb");
        Await.quiet(LONG);
        assertThat(world.shown("1001")).isEqualTo(DND);
        world.presence("1001", "active");
        world.awaitShown("1001", "READY");
    }
}
