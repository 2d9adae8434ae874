package io.presencesync.finesse;

import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
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

/// The reads of one team's members that are asked for at the same time. The first few go alone; whoever comes while
/// these are under way joins the next GET Team. It is closed to more at the moment it leaves, so that everybody gets an
/// answer that was asked for after their question. Blocks the calling virtual threads; no lock is held meanwhile.
final class TeamReads {
    private static final int ALONE = 3;
    /// So many need not wait for more.
    private static final int FULL = 100;

    private static final int TEAM_READS_AT_ONCE = 2;
    private static final Duration REFUSED_FOR = Duration.ofMinutes(5);

    /// GET Team.
    interface Source {
        /// One answer for the whole team; blocks.
        ///
        /// @param leaving called when the request leaves
        List<FinesseUser> read(Runnable leaving) throws FinesseFailure;
    }

    /// Those who wait for the same answer.
    private static final class Batch {
        final CompletableFuture<Map<String, FinesseUser>> answer = new CompletableFuture<>();
        final CountDownLatch full = new CountDownLatch(FULL);
    }

    private final Source source;
    private final InstantSource clock;
    private final Duration gather;
    private final Semaphore places = new Semaphore(TEAM_READS_AT_ONCE, true);
    private @Nullable Batch open;
    private int goneAlone;
    private @Nullable Instant refusedUntil;
    private boolean reasonsUntold;

    /// @param gather how long a GET Team waits for more who ask
    TeamReads(Source source, InstantSource clock, Duration gather) {
        this.source = source;
        this.clock = clock;
        this.gather = gather;
    }

    /// Whether a member had better be read alone now; then [#aloneDone] must follow.
    ///
    /// @param reasonNeeded an answer without the reason would be of no use
    synchronized boolean alone(boolean reasonNeeded) {
        boolean useless = refused() || (reasonNeeded && reasonsUntold);
        boolean few = goneAlone < ALONE && open == null;
        if (useless || few) {
            goneAlone++;
            return true;
        }
        return false;
    }

    private boolean refused() {
        return refusedUntil != null && clock.instant().isBefore(refusedUntil);
    }

    synchronized void aloneDone() {
        goneAlone--;
    }

    static boolean tellsReason(@Nullable Reason reason) {
        return reason != null && !reason.none() && reason.id() != null;
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
        if (open == batch) {
            open = null;
        }
    }

    private void lead(Batch batch) {
        try {
            boolean _ = batch.full.await(gather.toNanos(), TimeUnit.NANOSECONDS);
            places.acquire();
            try {
                batch.answer.complete(found(source.read(() -> close(batch))));
            } finally {
                places.release();
            }
        } catch (FinesseFailure failure) {
            failed(batch, failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            batch.answer.completeExceptionally(stopped());
        } catch (RuntimeException fault) {
            batch.answer.completeExceptionally(fault);
            throw fault;
        } finally {
            close(batch);
        }
    }

    private Map<String, FinesseUser> found(List<FinesseUser> users) {
        List<Boolean> told = users.stream()
                .filter(user -> user.state() == StateName.NOT_READY)
                .map(user -> tellsReason(user.reason()))
                .toList();
        synchronized (this) {
            reasonsUntold = told.isEmpty() ? reasonsUntold : !told.contains(true);
        }
        return users.stream()
                .collect(Collectors.toMap(user -> user.loginId().value(), Function.identity(), (one, _) -> one));
    }

    /// A team that may not be read is not asked for a while: its members are read one by one.
    private void failed(Batch batch, FinesseFailure failure) {
        Outcome.Failure kind = failure.failed().failure();
        if (kind == Outcome.Failure.THIS_AGENT_ONLY || kind == Outcome.Failure.WAIT_FOR_STATE) {
            synchronized (this) {
                refusedUntil = clock.instant().plus(REFUSED_FOR);
            }
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
