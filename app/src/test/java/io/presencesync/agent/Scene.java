package io.presencesync.agent;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Platform;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Builds a memory in any situation, without playing the way there.
final class Scene {
    static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    static final Instant EARLIER = NOW.minusSeconds(60);
    static final Duration FRESH = Duration.ofSeconds(10);
    static final String REQUEST = "r0";

    private Scene() {}

    static Policy policy(ChannelKind channel, Platform platform, boolean available) {
        return new Policy(
                new AgentId(SiteId.MAIN, new FinesseUserId("1001001")),
                Manner.standard(new DefaultRules(Duration.ofSeconds(1), Duration.ofSeconds(3))),
                platform,
                channel,
                available,
                true,
                FRESH,
                null,
                null,
                null,
                null,
                false,
                AgentScript.REASONS,
                Set.of(),
                false);
    }

    static Presence presence(String status, @Nullable String meetingType, Instant confirmedAt) {
        return new Presence(status, meetingType, null, null, PresenceOrigin.MERCURY, confirmedAt, "{}");
    }

    static Hold hold(ChannelKind channel) {
        return new Hold(ReasonLabel.MEETING, channel, "meeting (online)", EARLIER);
    }

    static Phase.Held held(ChannelKind channel, Platform platform) {
        return new Phase.Held(hold(channel), EARLIER, ours(channel, platform));
    }

    static Sent sent(Sent.Answer answer) {
        Instant at = answer == Sent.Answer.PENDING ? null : NOW.minusMillis(100);
        return new Sent(REQUEST, answer, at, EARLIER, 0, NOW.minusMillis(200));
    }

    static Reason ours(ChannelKind channel, Platform platform) {
        return channel == ChannelKind.GADGET
                ? AgentScript.label("Webex Meeting")
                : new Reason("19", platform.supervisorCode(), "Supervisor Initiated");
    }

    static AgentState state(StateName name, @Nullable Reason reason, @Nullable Instant since, StateSource source) {
        return new AgentState(name, reason, null, since, source, NOW);
    }

    static Memory memory(
            @Nullable Presence presence,
            @Nullable Stance stance,
            boolean override,
            AgentState before,
            Rest rest,
            Phase phase) {
        return new Memory(
                presence,
                true,
                new Memory.Seen(
                        before,
                        false,
                        null,
                        rest,
                        null,
                        null,
                        Calls.of(before.state()) != Calls.NONE,
                        false,
                        false,
                        false,
                        false,
                        null,
                        ServerClock.STEADY,
                        null,
                        null,
                        null,
                        null),
                phase,
                new Spell(stance, override, false, null, null),
                Memory.Tries.NONE,
                List.of(),
                null,
                null);
    }

    static AgentMachine.Step decide(Memory memory, AgentEvent event, Policy policy) {
        return AgentMachine.decide(memory, event, policy, new Moment(NOW, "r1", 1.0), Flip.table());
    }
}
