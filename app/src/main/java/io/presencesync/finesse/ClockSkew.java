package io.presencesync.finesse;

import io.presencesync.presence.ConnectionState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How far the clock of the node we talk to and the one on our wall are apart. It hinders nothing, for times of the two
/// are never compared; but people who read both are misled, so that it is told from half a minute on. Any thread.
final class ClockSkew {
    private static final Logger log = LoggerFactory.getLogger(ClockSkew.class);
    private static final String LINK = "finesse.clock";
    private static final Duration WORTH_TELLING = Duration.ofSeconds(30);
    private static final String ACTION = "Let both machines follow the same time servers (NTP).";

    private final FinesseNodes nodes;
    private final NodeClocks clocks;
    private final InstantSource clock;
    private final InstantSource wall;
    private @Nullable Instant since;

    /// @param clock by which the nodes' clocks are measured
    ClockSkew(FinesseNodes nodes, NodeClocks clocks, InstantSource clock, InstantSource wall) {
        this.nodes = nodes;
        this.clocks = clocks;
        this.clock = clock;
        this.wall = wall;
    }

    /// Finesse's clock less the one on our wall; zero while not measured.
    Duration ahead() {
        Duration known = clocks.fromOurs(nodes.current());
        return known == null ? Duration.ZERO : known.plus(Duration.between(wall.instant(), clock.instant()));
    }

    /// Empty while the two agree well enough, or nothing is known.
    Optional<ConnectionState> state() {
        Duration ahead = ahead();
        Instant begun = told(ahead);
        return begun == null ? Optional.empty() : Optional.of(state(ahead, begun));
    }

    private ConnectionState state(Duration ahead, Instant begun) {
        return new ConnectionState(
                LINK, ConnectionState.Kind.DEGRADED, "clock_skew", words(ahead), ACTION, begun, null);
    }

    private synchronized @Nullable Instant told(Duration ahead) {
        boolean apart = ahead.abs().compareTo(WORTH_TELLING) >= 0;
        if (apart && since == null) {
            log.warn("{}. {}", words(ahead), ACTION);
        }
        since = apart ? (since == null ? clock.instant() : since) : null;
        return since;
    }

    private String words(Duration ahead) {
        URI node = nodes.current();
        Instant ours = wall.instant();
        return "the clock of %s is %d s %s ours: it shows %s, ours %s"
                .formatted(
                        node,
                        ahead.abs().toSeconds(),
                        ahead.isNegative() ? "behind" : "ahead of",
                        ours.plus(ahead).truncatedTo(ChronoUnit.SECONDS),
                        ours.truncatedTo(ChronoUnit.SECONDS));
    }
}
