package io.presencesync.engine;

import io.presencesync.agent.AgentEvent;
import io.presencesync.agent.AgentMachine;
import io.presencesync.agent.Decision;
import io.presencesync.agent.Hold;
import io.presencesync.agent.Memory;
import io.presencesync.agent.Phase;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Pause;
import io.presencesync.presence.Platform;
import io.presencesync.presence.Presence;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.SystemReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells the journal what happens to one agent, and how long each hop took. The agent's own thread tells of events and
/// decisions, the thread that sends of attempts and answers.
final class Chronicle {
    private record Attempt(String requestId, ChannelKind channel, Instant at) {}

    private final AgentId agent;
    private final EngineContext context;
    private final AtomicReference<@Nullable Attempt> attempt = new AtomicReference<>();

    Chronicle(AgentId agent, EngineContext context) {
        this.agent = agent;
        this.context = context;
    }

    /// He is followed no longer, or not as this person.
    void ended(String why, @Nullable Hold hold) {
        note("let go", hold == null ? why : why + "; our hold (" + hold.label() + ") stays as it is");
    }

    void takenIn(Memory.Durable known, boolean restarted) {
        Hold hold = known.phase().hold();
        String how = restarted ? "we started again; " : "followed again; ";
        String what = hold == null
                ? "no hold is known"
                : "known: " + hold.label() + ", "
                        + known.phase().getClass().getSimpleName().toLowerCase(Locale.ROOT);
        note(restarted ? "restart" : "taken in", how + what);
    }

    /// Before the effects of the step are carried out, so that what is sent is never missing.
    void step(AgentEvent event, Memory before, AgentMachine.Step step, boolean newDecision) {
        Memory after = step.memory();
        presence(before.presence(), after.presence());
        state(before.state(), after.state());
        if (event instanceof AgentEvent.Gap && before.state() != null) {
            note("gap", "states may have changed unseen");
        }
        paused(before.pause(), after.pause());
        shown(before.phase(), after.phase());
        if (newDecision) {
            decision(step.decision(), after);
        }
    }

    private void paused(@Nullable Pause before, @Nullable Pause after) {
        if (after != null && !after.equals(before)) {
            note("paused", after.inWords());
        } else if (before != null && after == null) {
            boolean over = !context.wallTime().isBefore(before.until());
            note("resumed", over ? "the pause is over" : "before the pause was over");
        }
    }

    private void presence(@Nullable Presence before, @Nullable Presence after) {
        if (after == null || (before != null && before.origin() == after.origin() && before.sameWords(after))) {
            return;
        }
        write(JournalEntry.Kind.PRESENCE, after.inWords(), "", Details.source(after.origin()));
    }

    private void state(@Nullable AgentState before, @Nullable AgentState after) {
        if (after == null || (before != null && same(before, after))) {
            return;
        }
        Instant since = after.stateChangeTime();
        Duration delay = since == null ? null : notNegative(Duration.between(since, context.finesseTime()));
        write(JournalEntry.Kind.STATE, after.inWords(), beside(after), Details.source(after.source(), delay));
    }

    /// What follows the call, and whether the reason is the system's: that only its code tells.
    private String beside(AgentState shown) {
        Stream<String> pending =
                shown.pendingState() == null ? Stream.empty() : Stream.of("then " + shown.pendingState());
        Platform platform = context.ports().surroundings().platform();
        Stream<String> system = SystemReason.of(platform, shown.reason()).map(SystemReason::inWords).stream();
        return Stream.concat(pending, system).collect(Collectors.joining("; "));
    }

    private static boolean same(AgentState before, AgentState after) {
        return before.state() == after.state()
                && before.inWords().equals(after.inWords())
                && Objects.equals(before.pendingState(), after.pendingState())
                && Objects.equals(before.stateChangeTime(), after.stateChangeTime());
    }

    private void decision(Decision decision, Memory after) {
        String request = after.phase().sent() == null
                ? null
                : Objects.requireNonNull(after.phase().sent()).id();
        Instant wanted = after.wantedSince();
        boolean sends = decision.kind() == Decision.Kind.HOLD || decision.kind() == Decision.Kind.RELEASE;
        Duration delay = sends && wanted != null ? notNegative(Duration.between(wanted, context.now())) : null;
        Details details = new Details(
                decision.rule().isEmpty() ? null : decision.rule(), sends ? request : null, channel(), null, delay);
        write(JournalEntry.Kind.DECISION, decision.kind().name(), decision.why(), details);
    }

    /// Finesse shows what was asked for, or something that ends the waiting for it.
    private void shown(Phase before, Phase after) {
        String id = before.sent() == null
                ? null
                : Objects.requireNonNull(before.sent()).id();
        boolean held = before instanceof Phase.Asked && after instanceof Phase.Held;
        boolean released = before instanceof Phase.Releasing && after instanceof Phase.None;
        Hold asked = before.hold();
        boolean ours = released || (held && Objects.equals(asked, after.hold()));
        if (id != null && ours) {
            write(JournalEntry.Kind.OUTCOME, "shown", "", ofRequest(id));
        }
    }

    /// The request leaves now.
    void attempted(StateRequest request, Instant decidedAt) {
        Instant now = context.now();
        attempt.set(new Attempt(request.id(), request.channel(), now));
        String what = request.label() == null ? request.target().name() : request.target() + " " + request.label();
        Details details =
                new Details(null, request.id(), request.channel(), null, notNegative(Duration.between(decidedAt, now)));
        write(JournalEntry.Kind.ATTEMPT, what, request.why(), details);
    }

    void answered(String requestId, Outcome outcome) {
        Details details = ofRequest(requestId);
        switch (outcome) {
            case Outcome.Accepted() -> write(JournalEntry.Kind.OUTCOME, "accepted", "", details);
            case Outcome.NotSent(String why) -> write(JournalEntry.Kind.OUTCOME, "not sent", why, details);
            case Outcome.Failed(var failure, var type, var message) ->
                write(
                        JournalEntry.Kind.OUTCOME,
                        "failed",
                        type + ": " + message + " (" + words(failure) + ")",
                        details);
        }
    }

    private static String words(Outcome.Failure failure) {
        return switch (failure) {
            case RETRY -> "tried again";
            case WAIT_FOR_STATE -> "waiting for their next state";
            case THIS_AGENT_ONLY -> "not tried again until users, teams and reason codes are re-read";
            case ACCOUNT_STOPPED -> "the account is stopped";
            case CHANNEL_GONE -> "waiting for the channel";
        };
    }

    private Details ofRequest(String id) {
        Attempt last = attempt.get();
        return last == null || !last.requestId().equals(id)
                ? new Details(null, id, channel(), null, null)
                : new Details(null, id, last.channel(), null, notNegative(Duration.between(last.at(), context.now())));
    }

    private ChannelKind channel() {
        return context.ports().channel().kind(agent);
    }

    private static Duration notNegative(Duration delay) {
        return delay.isNegative() ? Duration.ZERO : delay;
    }

    /// The agent says that something is wrong. Gives the entry's id.
    String reported(String note) {
        return write(JournalEntry.Kind.REPORT, "this is wrong", note, Details.NONE);
    }

    private void note(String what, String why) {
        write(JournalEntry.Kind.NOTE, what, why, Details.NONE);
    }

    private String write(JournalEntry.Kind kind, String what, String why, Details details) {
        String id = context.entryId();
        context.ports()
                .journal()
                .record(new JournalEntry(
                        id,
                        agent,
                        context.wallTime(),
                        kind,
                        what,
                        why,
                        details.rule,
                        details.requestId,
                        details.channel,
                        details.source,
                        details.delay));
        return id;
    }

    /// The fields that not every entry has.
    private record Details(
            @Nullable String rule,
            @Nullable String requestId,
            @Nullable ChannelKind channel,
            @Nullable String source,
            @Nullable Duration delay) {
        static final Details NONE = new Details(null, null, null, null, null);

        static Details source(Enum<?> source) {
            return source(source, null);
        }

        static Details source(Enum<?> source, @Nullable Duration delay) {
            return new Details(null, null, null, source.name().toLowerCase(Locale.ROOT), delay);
        }
    }
}
