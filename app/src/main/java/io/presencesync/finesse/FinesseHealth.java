package io.presencesync.finesse;

import io.presencesync.net.HttpFailure;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.ConnectionState.Kind;
import io.presencesync.presence.FinesseOutage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The health of the link to one cluster, fed by every answer and every silence, which also decide which nodes are
/// down; each change is logged once. Any thread. A refused account outranks everything, because only an operator can
/// mend it.
final class FinesseHealth {
    private static final Logger log = LoggerFactory.getLogger(FinesseHealth.class);
    private static final String LINK = "finesse";

    private final FinesseNodes nodes;
    private final InstantSource clock;
    private final Duration retry;
    private final Map<URI, String> lost = new ConcurrentHashMap<>();
    private ConnectionState now;
    private final Map<Account, ConnectionState> refused = new LinkedHashMap<>();
    private String platform = "";
    private volatile @Nullable URI answering;
    private volatile @Nullable FinesseOutage outage;

    /// @param retry how soon a silent node is asked again
    FinesseHealth(FinesseNodes nodes, InstantSource clock, Duration retry) {
        this.nodes = nodes;
        this.clock = clock;
        this.retry = retry;
        this.now = ConnectionState.starting(LINK, clock.instant());
    }

    synchronized ConnectionState state() {
        return refused.values().stream().findFirst().orElse(now);
    }

    /// The last time that no node was in service though one answered; null when that never happened.
    @Nullable
    FinesseOutage outage() {
        return outage;
    }

    private synchronized void outageBegins() {
        outage = FinesseOutage.beginning(outage, clock.instant());
    }

    private void outageEnds() {
        FinesseOutage last = outage;
        if (last != null && last.until() == null) {
            outageEnds(last);
        }
    }

    private synchronized void outageEnds(FinesseOutage last) {
        if (last.equals(outage)) {
            outage = last.ended(clock.instant());
        }
    }

    /// The platform is known: it belongs in the message.
    void platform(String words) {
        boolean news;
        synchronized (this) {
            news = !platform.equals(words);
            platform = words;
        }
        URI node = answering;
        if (news && node != null) {
            connected(node);
        }
    }

    /// The node acts.
    void answered(URI node) {
        nodes.up(node);
        outageEnds();
        boolean back = lost.remove(node) != null;
        URI used = nodes.current();
        if (back && !used.equals(node)) {
            log.info("Finesse node {} is back; {} is used on", node, used);
            connected(used);
        } else if (used.equals(node) && !node.equals(answering)) {
            answering = node;
            connected(node);
        }
    }

    private synchronized void connected(URI node) {
        StringBuilder words = new StringBuilder("connected to " + node);
        words.append(platform.isEmpty() ? "" : " (" + platform + ")");
        lost.forEach((other, why) -> words.append("; the other node is down: ").append(why));
        become(ConnectionState.connected(LINK, words.toString(), clock.instant()));
    }

    /// True when there is another node to use, so that losing this one is no trouble of the link.
    private boolean otherServes(URI node, String words) {
        nodes.down(node);
        if (!nodes.serving()) {
            lost.clear();
            return false;
        }
        URI used = nodes.current();
        if (lost.put(node, words) == null) {
            log.warn("Finesse node {} is left for {}: {}", node, used, words);
        }
        return true;
    }

    void outOfService(URI node, String words) {
        if (otherServes(node, node + " is out of service: " + words)) {
            return;
        }
        outageBegins();
        answering = null;
        trouble(
                Kind.TRANSIENT_DISCONNECT,
                "out_of_service",
                node + " is out of service: " + words,
                "Nothing to do unless it lasts: Finesse has lost its contact-center server.");
    }

    /// The node, or a proxy in front of it, answered 429. What goes by the other node is no trouble of the link.
    void throttled(URI node, Duration wait) {
        if (!node.equals(nodes.current())) {
            log.warn("Finesse node {} answered 429, too many requests: nothing is sent to it for {}", node, wait);
            return;
        }
        answering = null;
        trouble(
                Kind.DEGRADED,
                "too_many_requests",
                node + " answered 429, too many requests: nothing is sent to it for " + wait.toSeconds() + " s",
                "Raise the limit for this server's address in the proxy in front of Finesse, or ask less often:"
                        + " FINESSE_POLL, FINESSE_PUTS_PER_SECOND.",
                wait);
    }

    void redirected(URI node, String words) {
        answering = null;
        trouble(
                Kind.DEGRADED,
                "redirected",
                node + " sends us elsewhere: " + words,
                "Set FINESSE_BASE_URL to the address with the right scheme and port, such as https://host:8445.");
    }

    /// The node could not be reached, or left SystemInfo without an answer.
    void silent(URI node, HttpFailure failure) {
        if (otherServes(node, String.valueOf(failure.getMessage()))) {
            return;
        }
        answering = null;
        if (failure.kind() == HttpFailure.Kind.UNTRUSTED) {
            CertificateRemedies found = CertificateRemedies.of(node, failure, String.valueOf(failure.getMessage()));
            trouble(Kind.DEGRADED, found.code(), found.message(), found.action());
            return;
        }
        trouble(
                Kind.TRANSIENT_DISCONNECT,
                "unreachable",
                String.valueOf(failure.getMessage()),
                "Check FINESSE_BASE_URL, the network and that Finesse is running.");
    }

    /// A refused account stays the news until it has been mended.
    void accountStopped(Account account) {
        Instant at = clock.instant();
        synchronized (this) {
            refused.put(
                    account,
                    new ConnectionState(
                            LINK,
                            Kind.BAD_CREDENTIALS,
                            "bad_credentials",
                            account.stopMessage(),
                            account.remedy(),
                            at,
                            null));
        }
        log.error("{}. {}", account.stopMessage(), account.remedy());
    }

    /// The account has other credentials now.
    void accountRenewed(Account account) {
        synchronized (this) {
            refused.remove(account);
        }
        log.info("The {} has new credentials", account.inWords());
    }

    private void trouble(Kind kind, String code, String message, String action) {
        trouble(kind, code, message, action, retry);
    }

    private synchronized void trouble(Kind kind, String code, String message, String action, Duration next) {
        Instant at = clock.instant();
        become(new ConnectionState(LINK, kind, code, message, action, at, at.plus(next)));
    }

    private void become(ConnectionState next) {
        boolean same = now.state() == next.state() && now.code().equals(next.code());
        boolean news = next.healthy() ? !next.sameNews(now) : !same;
        now = same ? keepingSince(next, now.since()) : next;
        if (!news) {
            return;
        }
        if (next.healthy()) {
            log.info("Finesse: {}", next.message());
        } else {
            log.warn("Finesse: {}", next.inWords());
        }
    }

    private static ConnectionState keepingSince(ConnectionState next, Instant since) {
        return new ConnectionState(
                next.link(), next.state(), next.code(), next.message(), next.action(), since, next.nextTry());
    }
}
