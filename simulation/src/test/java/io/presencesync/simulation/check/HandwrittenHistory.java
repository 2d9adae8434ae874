package io.presencesync.simulation.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Platform;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.StateSource;
import io.presencesync.presence.TargetState;
import io.presencesync.simulation.history.By;
import io.presencesync.simulation.history.Fact;
import io.presencesync.simulation.history.Rest;
import io.presencesync.simulation.history.Setting;
import io.presencesync.simulation.history.Shown;
import io.presencesync.simulation.history.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells the checker small histories by hand.
abstract class HandwrittenHistory {
    static final Rest LUNCH = Rest.notReady(new Reason("16", 10, "Lunch"), By.AGENT);

    Instant now = Instant.parse("2026-03-02T09:00:00Z");
    int number;
    ChannelKind channel = ChannelKind.GADGET;
    Checker checker = checker(ChannelKind.GADGET, Setting.Twist.NONE);

    static Checker checker(ChannelKind channel, Setting.Twist twist) {
        return checker(channel, twist, Set.of());
    }

    static Checker checker(ChannelKind channel, Setting.Twist twist, Set<Situation> situations) {
        return checker(channel, twist, situations, true);
    }

    /// @param notified states reach us by themselves; else they are only polled
    static Checker checker(ChannelKind channel, Setting.Twist twist, Set<Situation> situations, boolean notified) {
        return checker(Platform.CCE, channel, twist, situations, notified);
    }

    static Checker ccx(ChannelKind channel, Set<Situation> situations) {
        return checker(Platform.CCX, channel, Setting.Twist.NONE, situations, true);
    }

    private static Checker checker(
            Platform platform, ChannelKind channel, Setting.Twist twist, Set<Situation> situations, boolean notified) {
        return new Checker(
                new Setting(
                        platform,
                        channel,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3),
                        Duration.ofMinutes(15),
                        true,
                        notified,
                        true,
                        false,
                        Setting.Listed.ALL,
                        true,
                        twist,
                        situations),
                1);
    }

    void see(Fact fact) {
        checker.see(now, 0, fact);
    }

    void shows(StateName state, Rest rest) {
        Shown shown = new Shown(++number, state, rest, null, now, false);
        see(new Fact.Changed(shown));
        see(new Fact.Reached(shown, true, StateSource.USER_GET));
    }

    /// With the id of the request behind it.
    void showsBy(String request, StateName state, Rest rest) {
        Shown shown = new Shown(++number, state, rest, null, now, false, request);
        see(new Fact.Changed(shown));
        see(new Fact.Reached(shown, true, true, StateSource.NOTIFICATION));
    }

    void unseen(StateName state, Rest rest) {
        see(new Fact.Changed(new Shown(++number, state, rest, null, now, false)));
    }

    void presence(String status) {
        see(new Fact.Heard(new Presence(status, null, null, null, PresenceOrigin.MERCURY, now, "{}")));
    }

    void seconds(long seconds) {
        now = now.plusSeconds(seconds);
    }

    StateRequest request(String id, TargetState target, @Nullable ReasonLabel label) {
        return new StateRequest(
                id,
                new AgentId(SiteId.MAIN, new FinesseUserId("1")),
                channel,
                target,
                label,
                new StateRequest.OnlyIf(StateName.READY, null, null),
                "",
                new Presence("dnd", null, null, null, PresenceOrigin.MERCURY, Instant.EPOCH, "{}"));
    }

    void asks(StateRequest request) {
        see(new Fact.Handed(request));
        see(new Fact.Left(request));
    }

    StateRequest hold(String id) {
        return request(id, TargetState.NOT_READY, ReasonLabel.DND);
    }

    StateRequest release(String id) {
        return request(id, TargetState.READY, null);
    }

    static Rest heldBySupervisor(String id) {
        return Rest.notReady(new Reason("19", 999, "Supervisor Initiated"), By.us(id));
    }

    static Rest heldBy(String id) {
        return Rest.notReady(new Reason("41", 21, "Webex DND"), By.us(id));
    }

    void busyForLong() {
        presence("active");
        seconds(10);
        presence("dnd");
        seconds(10);
    }

    void held() {
        shows(StateName.READY, Rest.ready(By.AGENT));
        busyForLong();
        asks(hold("r1"));
        shows(StateName.NOT_READY, heldBy("r1"));
        seconds(1);
    }

    void broken(Promise promise, Runnable deed) {
        BrokenPromise broken = catchThrowableOfType(BrokenPromise.class, deed::run);
        assertThat(broken).as("nothing was said").isNotNull();
        assertThat(broken.promise()).isEqualTo(promise);
    }

    void kept(Runnable deed) {
        assertThatCode(deed::run).doesNotThrowAnyException();
    }

    void allIsQuiet() {
        seconds(60);
        see(new Fact.Channel(true, channel));
        see(new Fact.Settled());
    }
}
