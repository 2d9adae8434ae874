package io.presencesync.finesse;

import io.presencesync.config.FinesseConfig.Platform;
import io.presencesync.net.HttpAnswer;
import io.presencesync.net.HttpFailure;
import io.presencesync.presence.Outcome;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks SystemInfo whether the node is in service and which platform it is. An answer alone is not health: a node
/// that has lost its contact-center server answers SystemInfo and nothing else.
final class NodeWatch {
    private static final Logger log = LoggerFactory.getLogger(NodeWatch.class);

    private final boolean learning;
    private final Accounts accounts;
    private final FinesseTransport transport;
    private final FinesseHealth health;
    private volatile Platform platform;

    /// @param configured AUTO lets SystemInfo decide
    NodeWatch(Platform configured, Accounts accounts, FinesseTransport transport, FinesseHealth health) {
        this.learning = configured == Platform.AUTO;
        this.platform = configured;
        this.accounts = accounts;
        this.transport = transport;
        this.health = health;
    }

    Platform platform() {
        return platform;
    }

    /// One look; blocks its virtual thread. Silence and 503 reach the health by the transport.
    void look() {
        try {
            Optional<FinesseClient> client = accounts.forTeams();
            note(client.isPresent() ? client.get().systemInfo() : withoutAccount());
        } catch (FinesseFailure failure) {
            log.debug("SystemInfo: {}", failure.failed().message());
            if (failure.status() != 0 && !failure.outage()) {
                health.answered(transport.nodes().current());
            }
        }
    }

    private SystemInfo withoutAccount() throws FinesseFailure {
        try {
            Map<String, String> headers = Map.of("Accept", "application/xml");
            HttpAnswer answer = transport.get("SystemInfo", headers, FinesseClient.READ_WITH_TWO_NODES);
            if (!answer.ok()) {
                throw new FinesseFailure(Failures.of(answer), answer.status());
            }
            return FinesseXml.systemInfo(answer.body());
        } catch (HttpFailure silent) {
            throw new FinesseFailure(Failures.of(silent), 0);
        } catch (MalformedXml unreadable) {
            throw new FinesseFailure(Failures.of(unreadable), 0);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw FinesseFailure.noAnswer(Outcome.Failure.RETRY, "interrupted", "stopped while asking Finesse");
        }
    }

    private void note(SystemInfo info) {
        if (learning && info.platform() != Platform.AUTO) {
            platform = info.platform();
        }
        if (platform != Platform.AUTO) {
            health.platform(platform == Platform.CCE ? "Unified CCE" : "Unified CCX");
        }
        URI node = transport.nodes().current();
        if (info.inService()) {
            health.answered(node);
        } else {
            transport.nodes().leave(node);
            health.outOfService(node, "SystemInfo says OUT_OF_SERVICE " + info.statusReason());
        }
    }
}
