package io.presencesync.finesse;

import io.presencesync.net.Http;
import io.presencesync.net.HttpAnswer;
import io.presencesync.net.HttpCall;
import io.presencesync.net.HttpFailure;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sends to a node and tells nodes and health what came of it. A node that cannot be reached or is out of service is
/// down at once; one that leaves another request without an answer is suspected and looked at. A read is tried once
/// more on the other node, a change is not: who sends it knows whether it may have had an effect.
final class FinesseTransport {
    private static final String API = "/finesse/api/";
    private static final int TOO_MANY = 429;
    private static final String SYSTEM_INFO = "SystemInfo";

    /// An answer and who gave it.
    record Told(URI node, URI uri, HttpAnswer http) {}

    /// Headers for a request to this address; made when it leaves.
    interface Headers {
        Map<String, String> to(URI uri);
    }

    /// An exchange that has its place, unless the caller finds that nothing is to be sent any more.
    interface Exchange {
        Told run() throws HttpFailure, InterruptedException;
    }

    private final Http http;
    private final FinesseNodes nodes;
    private final FinesseHealth health;
    private final NodeQueues queues;
    private final Consumer<URI> suspect;

    /// @param suspect told a node that left a request without an answer; must not block
    FinesseTransport(Http http, FinesseNodes nodes, FinesseHealth health, NodeQueues queues, Consumer<URI> suspect) {
        this.http = http;
        this.nodes = nodes;
        this.health = health;
        this.queues = queues;
        this.suspect = suspect;
    }

    /// One path segment: an id never reaches outside its place in the URI.
    static String segment(String id) {
        String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return encoded.equals(".") || encoded.equals("..") ? encoded.replace(".", "%2E") : encoded;
    }

    FinesseNodes nodes() {
        return nodes;
    }

    /// What stands for the answer of a request that need not leave any more.
    interface KeptBack {
        /// Asked when nothing more can delay the request.
        ///
        /// @return null when it is to leave
        @Nullable
        Told at(URI node);
    }

    /// A read of what every node knows.
    ///
    /// @param timeout for each of at most two attempts, from when it leaves
    Told get(String path, Headers headers, Duration timeout, RequestPriority priority)
            throws HttpFailure, InterruptedException {
        return get(path, headers, timeout, priority, _ -> null);
    }

    /// The same, unless it is kept back.
    Told get(String path, Headers headers, Duration timeout, RequestPriority priority, KeptBack kept)
            throws HttpFailure, InterruptedException {
        URI node = queues.target(nodes);
        if (!nodes.several()) {
            return getFrom(node, path, headers, timeout, priority, kept);
        }
        try {
            Told told = getFrom(node, path, headers, timeout, priority, kept);
            if (told.http().status() != 503 && told.http().status() != TOO_MANY) {
                return told;
            }
        } catch (HttpFailure silent) {
            // nodes and health know of it; the other node may answer
        }
        return getFrom(nodes.beside(node), path, headers, timeout, priority, kept);
    }

    /// One attempt at one node.
    Told getFrom(URI node, String path, Headers headers, Duration timeout, RequestPriority priority)
            throws HttpFailure, InterruptedException {
        return getFrom(node, path, headers, timeout, priority, _ -> null);
    }

    private Told getFrom(
            URI node, String path, Headers headers, Duration timeout, RequestPriority priority, KeptBack kept)
            throws HttpFailure, InterruptedException {
        Duration patience = nodes.several() ? Duration.ZERO : timeout;
        return inTurn(node, priority, patience, () -> {
            Told instead = kept.at(node);
            return instead == null ? exchange(node, "GET", path, headers, null, timeout) : instead;
        });
    }

    /// SystemInfo of one node, which waits for no place.
    Told look(URI node, Headers headers, Duration timeout) throws HttpFailure, InterruptedException {
        if (queues.rest(node).isPositive()) {
            throw resting(node);
        }
        return exchange(node, "GET", SYSTEM_INFO, headers, null, timeout);
    }

    /// Waits for a place among the requests to this node, then runs the exchange.
    ///
    /// @param patience how long to wait for a node that rests
    Told inTurn(URI node, RequestPriority priority, Duration patience, Exchange exchange)
            throws HttpFailure, InterruptedException {
        try (ConnectionQueue.Place place = queues.of(node).enter(priority, patience)) {
            if (place == null) {
                throw resting(node);
            }
            return exchange.run();
        }
    }

    private HttpFailure resting(URI node) {
        long seconds = Math.max(1, queues.rest(node).toSeconds());
        return HttpFailure.resting(
                "nothing is sent to " + node + " for " + seconds + " s: it answered 429, too many requests");
    }

    /// One attempt at one node, by a caller who has a place.
    Told put(URI node, String path, Headers headers, String body, Duration timeout)
            throws HttpFailure, InterruptedException {
        return exchange(node, "PUT", path, headers, body, timeout);
    }

    private Told exchange(
            URI node, String method, String path, Headers headers, @Nullable String body, Duration timeout)
            throws HttpFailure, InterruptedException {
        URI uri = URI.create(node + API + path);
        boolean look = path.equals(SYSTEM_INFO);
        try {
            HttpAnswer answer = http.send(new HttpCall(method, uri, headers.to(uri), body, timeout));
            judge(node, answer, look);
            return new Told(node, uri, answer);
        } catch (HttpFailure silent) {
            if (look || silent.neverSent()) {
                health.silent(node, silent);
            } else {
                suspect.accept(node);
            }
            throw silent;
        }
    }

    /// SystemInfo is answered by a node out of service too: its answer says nothing by its mere coming.
    private void judge(URI node, HttpAnswer answer, boolean look) {
        if (answer.status() == TOO_MANY) {
            health.throttled(node, queues.refused(node, answer));
            return;
        }
        queues.answered(node);
        if (answer.status() == 503) {
            health.outOfService(node, Failures.of(answer).message());
        } else if (answer.status() >= 300 && answer.status() < 400) {
            health.redirected(node, Failures.of(answer).message());
        } else if (!look) {
            health.answered(node);
        }
    }
}
