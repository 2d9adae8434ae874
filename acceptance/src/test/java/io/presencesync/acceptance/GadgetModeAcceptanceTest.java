package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What gadget mode does to agents: real gadgets in pretend desktops.
class GadgetModeAcceptanceTest extends GadgetAcceptance {
    @Test
    void all_five_presences_hold_with_their_own_reason_as_the_agent_and_each_releases() {
        connected("1001");
        record Shown(
                String status,
                @Nullable String meetingType,
                @Nullable String category,
                String label) {}
        List<Shown> presences = List.of(
                new Shown("dnd", null, null, "Webex DND"),
                new Shown("call", null, null, "Webex Call"),
                new Shown("meeting", "online", null, "Webex Meeting"),
                new Shown("presenting", "online", null, "Webex Meeting"),
                new Shown("unknown", null, "unknown", "Webex Unavailable"));
        List<String> wanted = new ArrayList<>();
        for (Shown each : presences) {
            world.webex.setPresence(World.address("1001"), each.status(), each.meetingType(), each.category());
            world.awaitShown("1001", "NOT_READY " + each.label());
            world.presence("1001", "active");
            world.awaitShown("1001", "READY");
            wanted.add(notReady(each.label()));
            wanted.add(READY);
        }
        assertThat(bodies("1001")).isEqualTo(wanted);
        assertThat(world.puts("1001")).allSatisfy(put -> {
            assertThat(put.user()).isEqualTo("1001");
            assertThat(put.status()).isEqualTo(202);
            assertThat(put.requestId()).isNotEmpty();
        });
        assertThat(world.puts("1002")).isEmpty();
    }

    @Test
    void the_agent_sees_his_presence_and_why_he_is_not_ready() {
        Desktop desktop = connected("1001").awaitGadget("Available");
        world.meeting("1001");
        desktop.awaitBar("NOT_READY", "Webex Meeting");
        desktop.awaitGadget("In a Webex meeting").awaitGadget("Not Ready – Webex Meeting");
        world.presence("1001", "active");
        desktop.awaitBar("READY", "");
        desktop.awaitGadget("Available");
        assertThat(desktop.window().errors()).isEmpty();
        assertThat(desktop.window().hosts()).containsExactly("127.0.0.1");
    }

    @Test
    void an_agent_at_lunch_stays_at_lunch_through_dnd_and_a_reload_and_a_crash_and_active() {
        connected("1002");
        Desktop desktop = connected("1001");
        desktop.clickNotReady("Lunch");
        world.awaitShown("1001", "NOT_READY Lunch");
        world.presence("1001", "dnd");
        awaitDecided();
        desktop.reload();
        desktop.awaitConnected();
        awaitDecided();
        world.presence("1001", "active");
        awaitDecided();
        world.presence("1001", "dnd");
        product.kill();
        product.launchAgain().awaitReady();
        desktop.awaitConnected();
        awaitDecided();
        world.presence("1001", "active");
        awaitDecided();
        assertThat(world.shown("1001")).isEqualTo("NOT_READY Lunch");
        assertThat(bodies("1001")).containsExactly(notReady("Lunch"));
    }

    @Test
    void a_signed_out_agent_gets_no_request() {
        connected("1002");
        connected("1001");
        world.agent("1001").signOut();
        world.presence("1001", "dnd");
        awaitDecided();
        world.presence("1001", "active");
        awaitDecided();
        assertThat(world.shown("1001")).isEqualTo("LOGOUT");
        assertThat(world.puts("1001")).isEmpty();
    }

    @Test
    void an_agent_who_signs_in_during_a_meeting_keeps_his_not_ready_and_is_not_made_ready_after_it() {
        connected("1002");
        world.agent("1001").signOut();
        world.meeting("1001");
        Desktop desktop = connected("1001");
        desktop.awaitBar("NOT_READY", "");
        awaitDecided();
        world.presence("1001", "active");
        awaitDecided();
        assertThat(world.agent("1001").state()).hasToString("NOT_READY");
        assertThat(bodies("1001")).singleElement().asString().contains("LOGIN");
    }

    @Test
    void ready_chosen_while_held_stands_for_the_rest_of_the_presence() {
        Desktop desktop = connected("1001");
        world.meeting("1001");
        desktop.awaitBar("NOT_READY", "Webex Meeting");
        desktop.clickReady();
        world.awaitShown("1001", "READY");
        world.webex.setPresence(World.address("1001"), "presenting", "online", null);
        Await.quiet(LONG);
        assertThat(world.shown("1001")).isEqualTo("READY");
        assertThat(bodies("1001")).containsExactly(notReady("Webex Meeting"), READY);
        world.presence("1001", "active");
        Await.quiet(Duration.ofSeconds(1));
        world.presence("1001", "dnd");
        world.awaitShown("1001", DND);
    }

    @Test
    void lunch_chosen_while_held_stays_when_the_meeting_ends() {
        connected("1002");
        Desktop desktop = connected("1001");
        world.meeting("1001");
        desktop.awaitBar("NOT_READY", "Webex Meeting");
        desktop.clickNotReady("Lunch");
        world.awaitShown("1001", "NOT_READY Lunch");
        world.presence("1001", "dnd");
        awaitDecided();
        world.presence("1001", "active");
        awaitDecided();
        assertThat(world.shown("1001")).isEqualTo("NOT_READY Lunch");
        assertThat(bodies("1001")).containsExactly(notReady("Webex Meeting"), notReady("Lunch"));
    }

    @Test
    void dnd_while_held_for_a_meeting_changes_the_reason() {
        connected("1001");
        world.meeting("1001");
        world.awaitShown("1001", MEETING);
        world.presence("1001", "dnd");
        world.awaitShown("1001", DND);
        world.presence("1001", "active");
        world.awaitShown("1001", "READY");
        assertThat(bodies("1001")).containsExactly(notReady("Webex Meeting"), notReady("Webex DND"), READY);
    }
}
