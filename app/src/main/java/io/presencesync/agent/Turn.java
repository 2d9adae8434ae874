package io.presencesync.agent;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The working copy of one decision: memory being rewritten, effects being gathered. Lives for one call only.
final class Turn {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration BETWEEN_READS = Duration.ofMillis(250);
    private static final Duration MAY_STILL_LAND = Duration.ofSeconds(30);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    final Policy policy;
    final Moment moment;
    final Instant now;
    final List<Effect> effects = new ArrayList<>();

    @Nullable
    Presence presence;

    boolean knownBefore;

    @Nullable
    AgentState state;

    boolean gap;
    Phase phase;

    @Nullable
    Stance stance;

    boolean override;
    int attempts;
    Duration settle = Duration.ZERO;

    @Nullable
    Instant notBefore;

    boolean reading;

    @Nullable
    Instant readAt;

    Memory.@Nullable Lost lost;

    Memory.@Nullable GivenUp givenUp;

    private @Nullable Instant wake;

    Turn(Memory memory, Policy policy, Moment moment) {
        this.policy = policy;
        this.moment = moment;
        this.now = moment.now();
        this.presence = memory.presence();
        this.knownBefore = memory.knownBefore();
        this.state = memory.state();
        this.gap = memory.gap();
        this.phase = memory.phase();
        this.stance = memory.stance();
        this.override = memory.override();
        this.attempts = memory.attempts();
        this.notBefore = memory.notBefore();
        this.reading = memory.reading();
        this.readAt = memory.readAt();
        this.lost = memory.lost();
        this.givenUp = memory.givenUp();
    }

    /// Asks to be woken at this time or earlier.
    void wakeAt(Instant time) {
        if (wake == null || time.isBefore(wake)) {
            wake = time;
        }
    }

    /// Asks for a direct read, unless one is under way or nobody can read; soon, when the last one was just now.
    void read() {
        if (reading || !policy.canRead()) {
            return;
        }
        Instant earliest = readAt == null ? now : readAt.plus(BETWEEN_READS);
        if (now.isBefore(earliest)) {
            wakeAt(earliest);
            return;
        }
        reading = true;
        readAt = now;
        effects.add(new Effect.Read());
    }

    /// Counts a failed try and sets the time before which nothing is sent.
    void backOff() {
        long millis = Math.min(FIRST_RETRY.toMillis() << Math.min(attempts, 10), LONGEST_RETRY.toMillis());
        attempts++;
        holdOff(Duration.ofMillis((long) (millis * moment.jitter())));
    }

    /// The request under way was, by all we can see, not carried out; should it be after all, we want to know it as
    /// ours.
    void giveUpOnRequest() {
        Hold hold = phase.hold();
        if (hold != null) {
            lost = new Memory.Lost(hold, phase instanceof Phase.Releasing, now.plus(MAY_STILL_LAND));
        }
        phase = phase.before();
    }

    void holdOff(Duration wait) {
        notBefore = now.plus(wait);
    }

    void freshStart() {
        attempts = 0;
        notBefore = null;
    }

    Memory memory() {
        return new Memory(
                presence,
                knownBefore,
                state,
                gap,
                phase,
                stance,
                override,
                attempts,
                notBefore,
                reading,
                readAt,
                lost,
                givenUp);
    }

    /// Effects in the order they are to be carried out, the wake-up last.
    List<Effect> effects() {
        if (wake != null) {
            effects.add(new Effect.WakeAt(wake));
        }
        return List.copyOf(effects);
    }
}
