package io.presencesync.finesse;

import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The reads of one team's members that are asked for at the same time. The first few go alone; whoever comes while
/// these are under way joins the next GET Team. It is closed to more at the moment it leaves, so that everybody gets an
/// answer that was asked for after their question. Blocks the calling virtual threads; no lock is held meanwhile.
final class TeamReads {
    private static final Logger log = LoggerFactory.getLogger(TeamReads.class);
    private static final int ALONE = 3;
    /// So many need not wait for more.
    private static final int FULL = 100;

    private static final int TEAM_READS_AT_ONCE = 2;

    /// GET Team.
    interface Source {
        /// Blocks until the answer.
        ///
        /// @param leaving called when the request leaves
        List<FinesseUser> read(Runnable leaving) throws FinesseFailure;
    }

    /// Told what every GET Team has brought.
    interface Answered {
        /// Told on the thread that asked, before those who wait.
        ///
        /// @param left when the request left
        void told(List<FinesseUser> users, Instant left);
    }

    /// Those who wait for the same answer.
    private static final class Batch {
        final CompletableFuture<Map<String, FinesseUser>> answer = new CompletableFuture<>();
        final CountDownLatch full = new CountDownLatch(FULL);
        volatile Instant left = Instant.MIN;
    }

    private final String team;
    private final Source source;
    private final TeamAnswers answers;
    private final Answered answered;
    private final Duration gather;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(TEAM_READS_AT_ONCE, true);
    private @Nullable Batch open;
    private int goneAlone;
    private boolean asking;

    /// @param answers what is known of this team's answers, from whoever read it
    /// @param gather how long a GET Team waits for more who ask
    TeamReads(
            String team, Source source, TeamAnswers answers, Answered answered, InstantSource clock, Duration gather) {
        this.team = team;
        this.source = source;
        this.answers = answers;
        this.answered = answered;
        this.clock = clock;
        this.gather = gather;
    }

    /// Whether a member had better be read alone now; then [#aloneDone] must follow.
    ///
    /// @param reasonNeeded an answer without the reason would be of no use
    synchronized boolean alone(boolean reasonNeeded) {
        boolean few = goneAlone < ALONE && open == null;
        boolean noReason = reasonNeeded && !Boolean.TRUE.equals(answers.tellReasons(team));
        if (few || answers.isRefused(team) || noReason) {
            goneAlone++;
            return true;
        }
        return false;
    }

    /// More than the first few are being read alone.
    synchronized boolean manyAlone() {
        return goneAlone > ALONE;
    }

    /// Asks for the team where nobody knows yet whether its answers tell reasons, unless that is being found out.
    /// Blocks until it is answered.
    void findOut() {
        if (begins()) {
            try {
                lead(new Batch());
            } finally {
                ends();
            }
        }
    }

    private synchronized boolean begins() {
        boolean begin = !asking && answers.tellReasons(team) == null && !answers.isRefused(team);
        asking |= begin;
        return begin;
    }

    private synchronized void ends() {
        asking = false;
    }

    synchronized void aloneDone() {
        goneAlone--;
    }

    /// The member as the team's answer shows them; null when it does not, or when the team cannot be read.
    @Nullable
    FinesseUser member(FinesseUserId id) throws FinesseFailure {
        Batch fresh = new Batch();
        Batch mine = join(fresh);
        if (mine == fresh) {
            lead(mine);
        }
        return await(mine).get(id.value());
    }

    private synchronized Batch join(Batch fresh) {
        if (open == null) {
            open = fresh;
        }
        open.full.countDown();
        return open;
    }

    private synchronized void close(Batch batch) {
        if (batch.left.equals(Instant.MIN)) {
            batch.left = clock.instant();
        }
        if (open == batch) {
            open = null;
        }
    }

    private void lead(Batch batch) {
        try {
            boolean _ = batch.full.await(gather.toNanos(), TimeUnit.NANOSECONDS);
            places.acquire();
            try {
                batch.answer.complete(found(batch, source.read(() -> close(batch))));
            } finally {
                places.release();
            }
        } catch (FinesseFailure failure) {
            failed(batch, failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            batch.answer.completeExceptionally(stopped());
        } catch (RuntimeException fault) {
            log.error("a read of a team failed unexpectedly", fault);
            batch.answer.completeExceptionally(
                    FinesseFailure.noAnswer(Outcome.Failure.RETRY, "internal", "unexpected fault, see the log"));
        } finally {
            close(batch);
        }
    }

    private Map<String, FinesseUser> found(Batch batch, List<FinesseUser> users) {
        answers.seen(team, users);
        answered.told(users, batch.left);
        return users.stream()
                .collect(Collectors.toMap(user -> user.loginId().value(), Function.identity(), (one, _) -> one));
    }

    /// A team that may not be read is not asked for a while: its members are read one by one.
    private void failed(Batch batch, FinesseFailure failure) {
        Outcome.Failure kind = failure.failed().failure();
        if (kind == Outcome.Failure.THIS_AGENT_ONLY || kind == Outcome.Failure.WAIT_FOR_STATE) {
            answers.refused(team, failure);
            batch.answer.complete(Map.of());
        } else {
            batch.answer.completeExceptionally(failure);
        }
    }

    private static Map<String, FinesseUser> await(Batch batch) throws FinesseFailure {
        try {
            return batch.answer.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof FinesseFailure failure) {
                throw failure;
            }
            throw new IllegalStateException("a team's read failed unexpectedly", failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw stopped();
        }
    }

    private static FinesseFailure stopped() {
        return FinesseFailure.noAnswer(Outcome.Failure.RETRY, "interrupted", "stopped while waiting for Finesse");
    }
}
