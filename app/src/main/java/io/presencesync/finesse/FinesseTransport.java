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
import org.jspecify.annotations.Nullable;

/// Sends to the current node and tells the health what came of it. Leaves a node that does not answer or is out of
/// service; a read is then tried once on the other node, a change is not (the caller asks again with fresh knowledge).
final class FinesseTransport {
    private static final String API = "/finesse/api/";

    private final Http http;
    private final FinesseNodes nodes;
    private final FinesseHealth health;

    FinesseTransport(Http http, FinesseNodes nodes, FinesseHealth health) {
        this.http = http;
        this.nodes = nodes;
        this.health = health;
    }

    /// One path segment: an id never reaches outside its place in the URI.
    static String segment(String id) {
        String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return encoded.equals(".") || encoded.equals("..") ? encoded.replace(".", "%2E") : encoded;
    }

    FinesseNodes nodes() {
        return nodes;
    }

    /// @param timeout for each of at most two attempts
    HttpAnswer get(String path, Map<String, String> headers, Duration timeout)
            throws HttpFailure, InterruptedException {
        URI node = nodes.current();
        if (!nodes.several()) {
            return exchange(node, call("GET", node, path, headers, null, timeout));
        }
        try {
            HttpAnswer answer = exchange(node, call("GET", node, path, headers, null, timeout));
            if (answer.status() != 503) {
                return answer;
            }
        } catch (HttpFailure silent) {
            // the node was left and the fault noted by exchange
        }
        URI other = nodes.current();
        return exchange(other, call("GET", other, path, headers, null, timeout));
    }

    /// The same read on the other node, for what only the primary node answers; there must be several nodes.
    HttpAnswer getFromOther(String path, Map<String, String> headers, Duration timeout)
            throws HttpFailure, InterruptedException {
        URI here = nodes.current();
        URI other = nodes.all().get(0).equals(here)
                ? nodes.all().get(1)
                : nodes.all().get(0);
        return http.send(call("GET", other, path, headers, null, timeout));
    }

    HttpAnswer put(String path, Map<String, String> headers, String body, Duration timeout)
            throws HttpFailure, InterruptedException {
        URI node = nodes.current();
        return exchange(node, call("PUT", node, path, headers, body, timeout));
    }

    private static HttpCall call(
            String method,
            URI node,
            String path,
            Map<String, String> headers,
            @Nullable String body,
            Duration timeout) {
        return new HttpCall(method, URI.create(node + API + path), headers, body, timeout);
    }

    private HttpAnswer exchange(URI node, HttpCall call) throws HttpFailure, InterruptedException {
        try {
            HttpAnswer answer = http.send(call);
            if (answer.status() == 503) {
                nodes.leave(node);
                health.outOfService(node, Failures.of(answer).message());
            } else if (answer.status() >= 300 && answer.status() < 400) {
                health.redirected(node, Failures.of(answer).message());
            } else if (!call.uri().getPath().endsWith("/SystemInfo")) {
                health.answered(node);
            }
            return answer;
        } catch (HttpFailure silent) {
            nodes.leave(node);
            health.silent(node, silent);
            throw silent;
        }
    }
}
