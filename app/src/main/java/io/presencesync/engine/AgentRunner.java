package io.presencesync.engine;

import io.presencesync.agent.AgentEvent;
import io.presencesync.agent.AgentMachine;
import io.presencesync.agent.Decision;
import io.presencesync.agent.Effect;
import io.presencesync.agent.Hold;
import io.presencesync.agent.Memory;
import io.presencesync.agent.Sent;
import io.presencesync.presence.Cause;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.StateRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Runs one agent's machine: takes events one after the other, remembers, carries effects out. At any time at most one
/// virtual thread works for an agent; it never waits for the network (effects that do run on threads of their own and
/// come back as events).
final class AgentRunner {
    private static final Logger log = LoggerFactory.getLogger(AgentRunner.class);
    private static final int MAILBOX = 256;
    private static final Duration TEAMS_FIRST = Duration.ofSeconds(2);

    private volatile Roster.Entry entry;
    private final EngineContext context;
    private final Mailbox mailbox = new Mailbox(MAILBOX);
    private final AtomicBoolean working = new AtomicBoolean();
    /// Held while one event is decided, so that the end comes before or after it.
    private final ReentrantLock deciding = new ReentrantLock();

    private final Chronicle chronicle;
    private final OwnRequests ours;

    private volatile Memory memory;
    private volatile Decision decision = new Decision(Decision.Kind.WAIT, "nothing heard yet", "", Cause.WAITING);

    private volatile boolean ended;
    private volatile boolean stopped;

    private final Instant since;

    /// A read put off because nothing was heard of him yet. Only touched while `deciding` is held.
    private Timers.@Nullable Cancellable putOff;

    /// Only touched while `deciding` is held.
    private Timers.@Nullable Cancellable alarm;

    AgentRunner(Roster.Entry entry, Memory memory, EngineContext context) {
        this.entry = entry;
        this.memory = memory;
        this.context = context;
        this.chronicle = new Chronicle(entry.agent(), context);
        this.ours = new OwnRequests(memory);
        this.since = context.now();
    }

    Roster.Entry entry() {
        return entry;
    }

    Memory memory() {
        return memory;
    }

    Decision decision() {
        return decision;
    }

    /// The same agent with another name or team; the address must be the same.
    void change(Roster.Entry other) {
        entry = other;
    }

    /// Nothing more is decided or sent for him. Gives what must be remembered of him.
    ///
    /// @param why for the journal and his gadget
    Memory.Durable end(String why) {
        deciding.lock();
        try {
            ended = true;
            cancelTimers();
            Hold hold = memory.phase().hold();
            chronicle.ended(why, hold);
            decision = new Decision(Decision.Kind.LEAVE, why, "", Cause.NONE);
            show();
            return memory.durable();
        } finally {
            deciding.unlock();
        }
    }

    /// The service stops: from now on nothing more is decided, sent or written for this agent, whatever still waits in
    /// the mailbox. What was remembered of them stays. Any thread; waits for nothing, see [#awaitStop()].
    void stop() {
        ended = true;
        stopped = true;
    }

    /// Waits for the decision that may be under way. Afterwards only requests that have left are.
    void awaitStop() {
        deciding.lock();
        try {
            cancelTimers();
        } finally {
            deciding.unlock();
        }
    }

    private void cancelTimers() {
        if (alarm != null) {
            alarm.cancel();
        }
        if (putOff != null) {
            putOff.cancel();
        }
    }

    /// What was known when we started again, or when we let him go.
    ///
    /// @param restarted the former
    void takenIn(Memory.Durable known, boolean restarted) {
        chronicle.takenIn(known, restarted);
    }

    /// Any thread; returns at once.
    void put(AgentEvent event) {
        mailbox.put(event);
        if (working.compareAndSet(false, true)) {
            context.ports().threads().execute(this::work);
        }
    }

    /// What is learned of a request after its answer; of others than ours nothing is. Any thread; returns at once.
    void learned(String requestId, Outcome outcome) {
        if (stopped || !ours.has(requestId)) {
            return;
        }
        if (outcome instanceof Outcome.Failed(var failure, var type, var message)) {
            log.warn("A request for {} failed after all ({}, {}): {}", entry.agent(), failure, type, message);
            chronicle.answered(requestId, outcome);
        }
        put(new AgentEvent.Answered(requestId, outcome));
    }

    private void work() {
        MDC.put("agent", entry.agent().toString());
        try {
            for (AgentEvent event = mailbox.take(); event != null; event = mailbox.take()) {
                handle(event);
            }
        } finally {
            MDC.remove("agent");
            working.set(false);
        }
        if (!mailbox.isEmpty() && working.compareAndSet(false, true)) {
            context.ports().threads().execute(this::work);
        }
    }

    private void handle(AgentEvent event) {
        deciding.lock();
        try {
            if (!ended) {
                decide(event);
            }
        } catch (RuntimeException fault) {
            log.error(
                    "The event {} could not be handled; it is skipped",
                    event.getClass().getSimpleName(),
                    fault);
        } finally {
            deciding.unlock();
        }
    }

    private void decide(AgentEvent event) {
        Memory before = memory;
        AgentMachine.Step step = AgentMachine.decide(before, event, context.policy(entry), context.moment());
        if (!step.memory().durable().equals(before.durable())) {
            context.ports().holdLog().remember(entry.agent(), step.memory().durable());
        }
        memory = step.memory();
        chronicle.step(event, before, step, !step.decision().sameWords(decision));
        boolean news = !step.decision().equals(decision)
                || !Objects.equals(before.presence(), memory.presence())
                || !Objects.equals(before.pause(), memory.pause());
        spareRead();
        boolean wishWaits = step.decision().kind() == Decision.Kind.WAIT && !acceptedAlready();
        step.effects().forEach(effect -> carryOut(effect, wishWaits));
        announce(step.decision());
        if (news) {
            show();
        }
    }

    private void show() {
        Hold hold = memory.phase().hold();
        Standing.Held held = hold == null ? null : new Standing.Held(hold.label(), hold.presence(), hold.askedAt());
        Standing standing = new Standing(
                memory.presence(), decision.why(), decision.cause(), decision.about(), held, memory.pause());
        context.ports().observer().observe(entry.agent(), standing);
    }

    /// After the effects: writing a log line must not delay a request.
    private void announce(Decision next) {
        Decision before = decision;
        decision = next;
        if (next.sameWords(before)) {
            return;
        }
        switch (next.kind()) {
            case HOLD, RELEASE -> log.info("{}: {}", next.kind(), next.why());
            case LEAVE, WAIT -> log.debug("{}: {}", next.kind(), next.why());
        }
    }

    /// Finesse took the request under way, and it is still wanted: a read only confirms it, and nothing waits for that.
    private boolean acceptedAlready() {
        Sent sent = memory.phase().sent();
        return sent != null && sent.answer() == Sent.Answer.ACCEPTED && AgentMachine.stillWanted(memory, sent.id());
    }

    private void carryOut(Effect effect, boolean wishWaits) {
        switch (effect) {
            case Effect.Send(StateRequest request) -> {
                ours.asked(request.id());
                context.ports().threads().execute(() -> send(request));
            }
            case Effect.Read() -> readSoon(wishWaits);
            case Effect.WakeAt(Instant time) -> wakeAt(time);
        }
    }

    private void send(StateRequest request) {
        Outcome outcome = answer(request, context.now());
        if (stopped && !(outcome instanceof Outcome.Accepted)) {
            log.debug("{} for {} at the end: {}", request.target(), request.agent(), outcome);
            return;
        }
        Engine.report(request, outcome);
        chronicle.answered(request.id(), outcome);
        put(new AgentEvent.Answered(request.id(), outcome));
    }

    /// A channel must not throw; should one do so all the same, the machine must hear of it or it would wait for ever.
    private Outcome answer(StateRequest request, Instant decidedAt) {
        try {
            return context.ports().channel().send(request, new Gate(request, decidedAt));
        } catch (RuntimeException | Error fault) {
            log.error("The request {} for {} failed unexpectedly", request.id(), request.agent(), fault);
            return new Outcome.Failed(Outcome.Failure.RETRY, "internal", "unexpected fault, see the log");
        }
    }

    /// The way out of one request.
    private final class Gate implements RequestGate {
        private final StateRequest request;
        private final Instant decidedAt;
        private final AtomicBoolean left = new AtomicBoolean();

        Gate(StateRequest request, Instant decidedAt) {
            this.request = request;
            this.decidedAt = decidedAt;
        }

        @Override
        public boolean mayLeave() {
            return !ended && AgentMachine.mayLeave(memory, request, context.policy(entry), context.moment());
        }

        @Override
        public void left() {
            if (left.compareAndSet(false, true)) {
                chronicle.attempted(request, decidedAt);
                put(new AgentEvent.Left(request.id()));
            }
        }

        @Override
        public boolean stillWanted() {
            return !ended && AgentMachine.stillWanted(memory, request.id());
        }
    }

    /// When we begin to follow many at once, their teams are being asked: who is told of then is not read by himself.
    private void readSoon(boolean wishWaits) {
        Duration wait = Duration.between(context.now(), since.plus(TEAMS_FIRST));
        if (memory.state() != null || !wait.isPositive()) {
            context.ports().threads().execute(() -> read(wishWaits));
        } else {
            putOff = context.ports()
                    .timers()
                    .after(wait, () -> context.ports().threads().execute(() -> read(wishWaits)));
        }
    }

    private void spareRead() {
        if (putOff != null && memory.state() != null) {
            putOff.cancel();
            putOff = null;
            put(new AgentEvent.ReadSpared());
        }
    }

    private void read(boolean wishWaits) {
        if (!ended) {
            put(reading(wishWaits));
        }
    }

    private AgentEvent reading(boolean wishWaits) {
        Instant askedAt = context.now();
        AgentStateReader reader = context.ports().reader();
        try {
            return switch (wishWaits ? reader.readForWish(entry.agent()) : reader.read(entry.agent())) {
                case AgentStateReader.Reading.Known(var state) -> new AgentEvent.StateSeen(state, askedAt);
                case AgentStateReader.Reading.Failed(var failure) -> new AgentEvent.ReadFailed(failure.message());
            };
        } catch (RuntimeException fault) {
            log.error("Reading {} failed unexpectedly", entry.agent(), fault);
            return new AgentEvent.ReadFailed("unexpected fault, see the log");
        }
    }

    private void wakeAt(Instant time) {
        if (alarm != null) {
            alarm.cancel();
        }
        Duration delay = Duration.between(context.ports().clock().instant(), time);
        alarm = context.ports()
                .timers()
                .after(delay.isNegative() ? Duration.ZERO : delay, () -> put(new AgentEvent.LookAgain()));
    }
}
