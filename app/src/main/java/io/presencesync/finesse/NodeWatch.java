package io.presencesync.finesse;

import io.presencesync.config.FinesseConfig.Platform;
import io.presencesync.net.HttpAnswer;
import io.presencesync.net.HttpFailure;
import io.presencesync.presence.Outcome;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks SystemInfo of a node whether it is in service, which platform it is, which node is the primary one and what
/// its clock shows. An answer alone is not health: a node that has lost its contact-center server answers SystemInfo
/// and nothing else.
final class NodeWatch {
    private static final Logger log = LoggerFactory.getLogger(NodeWatch.class);
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration PATIENT = Duration.ofSeconds(10);
    private static final Duration TOO_SLOW_FOR_CLOCKS = Duration.ofSeconds(1);

    private final boolean learning;
    private final Accounts accounts;
    private final FinesseTransport transport;
    private final FinesseHealth health;
    private final NodeClocks clocks;
    private final InstantSource clock;
    private volatile Platform platform;

    /// @param configured AUTO lets SystemInfo decide
    NodeWatch(
            Platform configured,
            Accounts accounts,
            FinesseTransport transport,
            FinesseHealth health,
            NodeClocks clocks,
            InstantSource clock) {
        this.learning = configured == Platform.AUTO;
        this.platform = configured;
        this.accounts = accounts;
        this.transport = transport;
        this.health = health;
        this.clocks = clocks;
        this.clock = clock;
    }

    Platform platform() {
        return platform;
    }

    /// One look; blocks its virtual thread. Silence and 503 reach the health by the transport.
    void look(URI node) {
        try {
            note(node, ask(node));
        } catch (FinesseFailure failure) {
            log.debug("SystemInfo of {}: {}", node, failure.failed().message());
            if (failure.status() != 0 && !failure.outage()) {
                health.answered(node);
            }
        }
    }

    /// SystemInfo as the node tells it; blocks.
    SystemInfo ask(URI node) throws FinesseFailure {
        Instant before = clock.instant();
        Optional<FinesseClient> client =
                accounts.forTeams().filter(it -> !it.account().stopped());
        SystemInfo info = client.isPresent() ? client.get().systemInfo(node, timeout(node)) : withoutAccount(node);
        Duration took = Duration.between(before, clock.instant());
        Instant told = info.currentTimestamp();
        if (told != null && took.compareTo(TOO_SLOW_FOR_CLOCKS) < 0) {
            clocks.measured(node, Duration.between(before.plus(took.dividedBy(2)), told));
        }
        return info;
    }

    /// Where another node could take over, silence is noticed soon; where none can, a slow node is not taken for dead.
    private Duration timeout(URI node) {
        FinesseNodes nodes = transport.nodes();
        boolean another = nodes.several() && !nodes.isDown(nodes.beside(node));
        return another ? SOON : PATIENT;
    }

    private SystemInfo withoutAccount(URI node) throws FinesseFailure {
        try {
            Map<String, String> headers = Map.of("Accept", "application/xml");
            HttpAnswer answer =
                    transport.look(node, uri -> headers, timeout(node)).http();
            if (!answer.ok()) {
                throw new FinesseFailure(Failures.of(answer), answer.status());
            }
            return FinesseXml.systemInfo(answer.body());
        } catch (HttpFailure silent) {
            throw FinesseFailure.of(silent);
        } catch (MalformedXml unreadable) {
            throw new FinesseFailure(Failures.of(unreadable), 0);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw FinesseFailure.noAnswer(Outcome.Failure.RETRY, "interrupted", "stopped while asking Finesse");
        }
    }

    /// Also for what the notification service tells of a node.
    void note(URI node, SystemInfo info) {
        if (learning && info.platform() != Platform.AUTO) {
            platform = info.platform();
        }
        if (platform != Platform.AUTO) {
            health.platform(platform == Platform.CCE ? "Unified CCE" : "Unified CCX");
        }
        transport.nodes().all().stream().filter(info::namesPrimary).findFirst().ifPresent(transport.nodes()::primary);
        if (info.inService()) {
            health.answered(node);
        } else {
            health.outOfService(node, ("SystemInfo says OUT_OF_SERVICE " + info.statusReason()).strip());
        }
    }
}
