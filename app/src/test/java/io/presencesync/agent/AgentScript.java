package io.presencesync.agent;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.Cause;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.FinesseOutage;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Plays one agent's day to the machine on virtual time and keeps what it asked for.
final class AgentScript {
    static final Map<String, String> REASONS = Map.of(
            "41", "Webex DND", "42", "Webex Call", "43", "Webex Meeting", "44", "Webex Unavailable", "16", "Lunch");
    static final Reason LUNCH = new Reason("16", 10, "Lunch");
    static final Reason SIGNED_IN = new Reason("-1", null, null);

    final List<StateRequest> sent = new ArrayList<>();
    int reads;
    Memory memory = Memory.EMPTY;
    Decision decision = new Decision(Decision.Kind.WAIT, "nothing yet", "", Cause.NONE);
    ChannelKind channel;
    boolean channelAvailable = true;

    @Nullable
    Instant liveSince;

    @Nullable
    FinesseOutage outage;

    boolean canRead = true;
    boolean adopt;
    Platform platform = Platform.CCE;
    Manner manner = Manner.standard(new DefaultRules(Duration.ofSeconds(1), Duration.ofSeconds(3)));
    Set<ReasonLabel> missing = Set.of();

    @Nullable
    String doubt;

    @Nullable
    Instant doubtSince;

    boolean feedDown;

    Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private int ids;
    private @Nullable Instant wake;

    AgentScript(ChannelKind channel) {
        this.channel = channel;
    }

    static AgentScript gadget() {
        return new AgentScript(ChannelKind.GADGET);
    }

    static AgentScript supervisor() {
        return new AgentScript(ChannelKind.SUPERVISOR);
    }

    /// READY, free in Webex for a while, and just read.
    AgentScript readyAgent() {
        return shows(StateName.READY).presence("active").seconds(5).readAgain();
    }

    /// NOT_READY by us, for a meeting.
    AgentScript heldAgent() {
        return readyAgent().meeting().seconds(1).carriedOut();
    }

    private Policy policy() {
        return new Policy(
                new AgentId(SiteId.MAIN, new FinesseUserId("1001001")),
                manner,
                platform,
                channel,
                channelAvailable,
                canRead,
                Duration.ofSeconds(10),
                liveSince,
                outage,
                doubt,
                doubtSince,
                feedDown,
                REASONS,
                missing,
                adopt);
    }

    AgentScript event(AgentEvent event) {
        AgentMachine.Step step =
                AgentMachine.decide(memory, event, policy(), new Moment(now, "r" + ++ids, 1.0), Flip.table());
        memory = step.memory();
        decision = step.decision();
        step.effects().forEach(this::take);
        return this;
    }

    private void take(Effect effect) {
        switch (effect) {
            case Effect.Send(StateRequest request) -> sent.add(request);
            case Effect.Read() -> reads++;
            case Effect.WakeAt(Instant time) -> wake = time;
        }
    }

    /// Whether the last request, still waiting for its turn, may leave now.
    boolean mayLeave() {
        return AgentMachine.mayLeave(memory, last(), policy(), new Moment(now, "again", 1.0));
    }

    /// The last request leaves.
    AgentScript left() {
        return event(new AgentEvent.Left(last().id()));
    }

    AgentScript presence(String status, @Nullable String meetingType, @Nullable String category) {
        return event(new AgentEvent.PresenceHeard(
                new Presence(status, meetingType, category, null, PresenceOrigin.MERCURY, now, "{}")));
    }

    AgentScript presence(String status) {
        return presence(status, null, null);
    }

    AgentScript meeting() {
        return presence("meeting", "online", null);
    }

    AgentScript shows(StateName state) {
        return shows(state, null);
    }

    /// Finesse shows a state that began just now.
    AgentScript shows(StateName state, @Nullable Reason reason) {
        return shows(state, reason, now);
    }

    AgentScript shows(StateName state, @Nullable Reason reason, Instant since) {
        return event(new AgentEvent.StateSeen(new AgentState(state, reason, null, since, StateSource.USER_GET, now)));
    }

    /// Finesse tells of a change by notification, with the request that asked for it.
    AgentScript told(StateName state, @Nullable Reason reason, @Nullable String requestId) {
        return event(new AgentEvent.StateSeen(
                new AgentState(state, reason, null, now, StateSource.NOTIFICATION, now, requestId)));
    }

    /// The list of the agent's team, which tells no reasons, shows a Not Ready.
    AgentScript untoldByTeam(Instant since) {
        return event(new AgentEvent.StateSeen(
                new AgentState(StateName.NOT_READY, null, null, since, StateSource.TEAM_GET, now)));
    }

    /// The gadget of the agent's own desktop tells of a change.
    AgentScript toldByGadget(StateName state, @Nullable Reason reason, @Nullable String requestId) {
        return event(
                new AgentEvent.StateSeen(new AgentState(state, reason, null, now, StateSource.GADGET, now, requestId)));
    }

    /// A source tells a state; a direct read was asked for just now.
    AgentScript told(StateName state, @Nullable Reason reason, @Nullable Instant since, StateSource source) {
        AgentState told = new AgentState(state, reason, null, since, source, now);
        return event(new AgentEvent.StateSeen(told, source == StateSource.USER_GET ? now : null));
    }

    /// The direct read under way is answered.
    AgentScript readAnswers(StateName state, @Nullable Reason reason, Instant since) {
        if (!memory.seen().reading()) {
            throw new AssertionError("no read was asked for");
        }
        AgentState told = new AgentState(state, reason, null, since, StateSource.USER_GET, now);
        return event(new AgentEvent.StateSeen(told, memory.seen().readAt()));
    }

    /// Finesse shows a state without telling since when.
    AgentScript untimed(StateName state, @Nullable Reason reason) {
        return event(
                new AgentEvent.StateSeen(new AgentState(state, reason, null, null, StateSource.USER_GET, now), now));
    }

    /// The same state as before, read again now.
    AgentScript readAgain() {
        AgentState last = Objects.requireNonNull(memory.state());
        return shows(last.state(), last.reason(), Objects.requireNonNull(last.stateChangeTime()));
    }

    /// The last request leaves, and Finesse takes it.
    AgentScript accepted() {
        return left().answer(new Outcome.Accepted());
    }

    AgentScript answer(Outcome outcome) {
        return event(new AgentEvent.Answered(last().id(), outcome));
    }

    /// The last request leaves and fails.
    AgentScript failed(Outcome.Failure failure) {
        return left().failedUnsent(failure);
    }

    /// The last request fails before it has left.
    AgentScript failedUnsent(Outcome.Failure failure) {
        return answer(new Outcome.Failed(failure, "x", "y"));
    }

    /// Finesse takes the last request and shows what it asked for.
    AgentScript carriedOut() {
        StateRequest request = last();
        accepted().pass(Duration.ofMillis(100));
        return request.target() == TargetState.READY
                ? shows(StateName.READY)
                : shows(StateName.NOT_READY, ours(request));
    }

    private Reason ours(StateRequest request) {
        return channel == ChannelKind.SUPERVISOR
                ? new Reason("19", platform.supervisorCode(), "Supervisor Initiated")
                : label(Objects.requireNonNull(request.label()).value());
    }

    static Reason label(String label) {
        String id = REASONS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(label))
                .findFirst()
                .orElseThrow()
                .getKey();
        return new Reason(id, null, label);
    }

    /// Lets time go by, waking the machine when it asked for it.
    AgentScript pass(Duration time) {
        Instant until = now.plus(time);
        while (wake != null && !wake.isAfter(until)) {
            now = wake.isAfter(now) ? wake : now;
            wake = null;
            event(new AgentEvent.LookAgain());
        }
        now = until;
        return this;
    }

    AgentScript seconds(long seconds) {
        return pass(Duration.ofSeconds(seconds));
    }

    /// The process dies and starts again; only what is durable is kept.
    AgentScript restart() {
        memory = Memory.restored(memory.durable(), now);
        wake = null;
        return this;
    }

    AgentState shown() {
        return Objects.requireNonNull(memory.state());
    }

    Instant shownSince() {
        return Objects.requireNonNull(Objects.requireNonNull(memory.state()).stateChangeTime());
    }

    StateRequest last() {
        return sent.getLast();
    }

    List<String> asked() {
        return sent.stream()
                .map(request -> request.target() + (request.label() == null ? "" : " " + request.label()))
                .toList();
    }
}
