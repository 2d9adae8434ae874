package io.presencesync.finesse;

import io.presencesync.engine.AgentStateReader.Reading;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// GET User of single agents. What still waits for its connection when the same agent is asked for again is asked for
/// once, in the place of the more urgent; whoever asks gets an answer that left after their question. Blocks the
/// calling virtual threads, and asks on threads of its own; no lock is held meanwhile.
final class SingleReads {
    private static final Logger log = LoggerFactory.getLogger(SingleReads.class);

    /// GET User.
    interface Source {
        /// Blocks until the answer.
        ///
        /// @param leaves asked when nothing more can delay the request; false keeps it back
        /// @return null when it was kept back
        @Nullable
        Reading read(AgentId agent, RequestPriority priority, BooleanSupplier leaves);
    }

    /// An answer stands for so long for a release that is decided because of it: no longer than deciding takes.
    static final Duration STANDS = Duration.ofSeconds(1);

    /// One GET User. Guarded by itself.
    private static final class Question {
        final RequestPriority priority;
        private final Instant askedAt;
        final CompletableFuture<Reading> answer = new CompletableFuture<>();
        private boolean spared;
        private @Nullable Instant leftAt;
        private @Nullable Instant answeredAt;

        Question(RequestPriority priority, Instant askedAt) {
            this.priority = priority;
            this.askedAt = askedAt;
        }

        /// It waits, and is not less urgent than this: then its answer is one to a question asked now, too.
        synchronized boolean serves(RequestPriority wanted) {
            return waits() && priority.compareTo(wanted) <= 0;
        }

        private boolean waits() {
            return leftAt == null && !spared && !answer.isDone();
        }

        /// @return false when nobody needs it to leave any more
        synchronized boolean leaves(Instant now) {
            if (!spared && leftAt == null) {
                leftAt = now;
            }
            return !spared;
        }

        /// Another one is asked instead, if this one still waits.
        synchronized void spare(Question instead) {
            if (waits()) {
                spared = true;
                var _ = instead.answer.thenAccept(answer::complete);
            }
        }

        /// Told by an answer of the team that was asked for later, if this one still waits.
        synchronized void told(Reading reading, Instant left, Instant now) {
            if (waits() && askedAt.isBefore(left)) {
                spared = true;
                leftAt = left;
                answered(reading, now);
            }
        }

        /// Its own request came to this, which does not matter any more where another answer is waited for.
        synchronized void came(Reading reading, Instant now) {
            if (!spared) {
                answered(reading, now);
            }
        }

        private void answered(Reading reading, Instant now) {
            answeredAt = now;
            answer.complete(reading);
        }

        /// It left at this time or later, and its answer is still to come or came just now.
        synchronized boolean standsSince(Instant since, Predicate<AgentState> expected, Instant now) {
            if (leftAt == null || leftAt.isBefore(since)) {
                return false;
            }
            boolean fresh = answeredAt == null || !answeredAt.plus(STANDS).isBefore(now);
            return fresh && (!answer.isDone() || (answer.join() instanceof Reading.Known(var s) && expected.test(s)));
        }
    }

    private final Source source;
    private final Executor threads;
    private final InstantSource clock;
    /// The newest question for each agent.
    private final Map<FinesseUserId, Question> newest = new ConcurrentHashMap<>();

    /// @param threads where the requests wait for their connection and their answer
    SingleReads(Source source, Executor threads, InstantSource clock) {
        this.source = source;
        this.threads = threads;
        this.clock = clock;
    }

    /// Blocks its virtual thread; never throws.
    Reading read(AgentId agent, RequestPriority priority) {
        Question mine = new Question(priority, clock.instant());
        Question asked = newest.compute(agent.user(), (_, known) -> joined(known, mine));
        if (asked == mine) {
            ask(agent, mine);
        }
        return await(asked);
    }

    private static Question joined(@Nullable Question known, Question mine) {
        if (known != null && known.serves(mine.priority)) {
            return known;
        }
        if (known != null) {
            known.spare(mine);
        }
        return mine;
    }

    /// The answer of a question that left at this time or later, if there is one: still under way, or answered just now
    /// and showing what is expected. Blocks until it is answered.
    ///
    /// @return null when there is none
    @Nullable
    Reading since(AgentId agent, Instant since, Predicate<AgentState> expected) {
        Question known = newest.get(agent.user());
        return known != null && known.standsSince(since, expected, clock.instant()) ? await(known) : null;
    }

    /// A team's answer tells all that GET User would: whoever asked before it left, and still waits, need not ask.
    ///
    /// @param left when the team's request left
    void told(FinesseUserId user, AgentState state, Instant left) {
        Question known = newest.get(user);
        if (known != null) {
            known.told(new Reading.Known(state), left, clock.instant());
        }
    }

    private void ask(AgentId agent, Question mine) {
        try {
            threads.execute(() -> answer(agent, mine));
        } catch (RejectedExecutionException closed) {
            mine.came(stopped(), clock.instant());
        }
    }

    private void answer(AgentId agent, Question mine) {
        try {
            Reading reading = source.read(agent, mine.priority, () -> mine.leaves(clock.instant()));
            if (reading != null) {
                mine.came(reading, clock.instant());
            }
        } catch (RuntimeException fault) {
            mine.came(fault(agent, fault), clock.instant());
        }
    }

    private static Reading fault(AgentId agent, RuntimeException fault) {
        if (Thread.currentThread().isInterrupted()) {
            return stopped();
        }
        log.error("reading agent {} failed unexpectedly", agent, fault);
        return failed("internal", "unexpected fault, see the log");
    }

    private static Reading await(Question asked) {
        try {
            return asked.answer.get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return stopped();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("a read is never answered with a fault", impossible.getCause());
        }
    }

    private static Reading stopped() {
        return failed("interrupted", "stopped while waiting for Finesse");
    }

    private static Reading failed(String type, String message) {
        return new Reading.Failed(
                FinesseFailure.noAnswer(Outcome.Failure.RETRY, type, message).failed());
    }
}
