package io.presencesync.webex;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.presencesync.net.Http;
import io.presencesync.net.HttpAnswer;
import io.presencesync.net.HttpCall;
import io.presencesync.net.HttpFailure;
import io.presencesync.net.RetryAfter;
import io.presencesync.presence.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One authorized JSON call to a Webex service. Blocks; meant for virtual threads.
///
/// A host that answered 423 or 429 is not called before its rest is over: such a call fails at once as BUSY with what
/// is
/// left. A host that fails gives way to its alternates, see [HostCatalog].
final class WebexApi {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration WHEN_NOT_TOLD = Duration.ofSeconds(60);
    private static final int LONGEST_MESSAGE = 200;

    private final Http http;
    private final Supplier<Secret> token;
    private final TrustedHosts trusted;
    private final InstantSource clock;
    private final HostGate gate;
    private final HostCatalog catalog;
    private final String trackingPrefix = "presence-sync_" + UUID.randomUUID() + "_";
    private final AtomicLong calls = new AtomicLong();

    /// @param token asked before each call
    WebexApi(Http http, Supplier<Secret> token, TrustedHosts trusted, InstantSource clock) {
        this(http, token, trusted, clock, new HostGate(clock), new HostCatalog(trusted, clock));
    }

    private WebexApi(
            Http http,
            Supplier<Secret> token,
            TrustedHosts trusted,
            InstantSource clock,
            HostGate gate,
            HostCatalog catalog) {
        this.http = http;
        this.token = token;
        this.trusted = trusted;
        this.clock = clock;
        this.gate = gate;
        this.catalog = catalog;
    }

    /// Where calls go when a host fails; filled by discovery.
    HostCatalog catalog() {
        return catalog;
    }

    /// One page of a list.
    ///
    /// @param next address of the page after it, as Webex wrote it; null on the last
    record Page(JsonNode body, @Nullable URI next) {}

    Page page(URI uri) throws WebexFailure, InterruptedException {
        HttpAnswer answer = answered("GET", uri, null, Map.of());
        return new Page(
                json("GET", uri, answer.body()),
                NextPage.read(answer.header("link").orElse("")));
    }

    /// The same calls with another token.
    WebexApi as(Secret other) {
        return new WebexApi(http, () -> other, trusted, clock, gate, catalog);
    }

    /// An address below a service's base address.
    static URI below(URI base, String path) {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + "/" + path);
    }

    JsonNode get(URI uri) throws WebexFailure, InterruptedException {
        return send("GET", uri, null, Map.of());
    }

    /// The answer's JSON; a missing node when its body is empty.
    JsonNode send(String method, URI uri, @Nullable JsonNode body, Map<String, String> extra)
            throws WebexFailure, InterruptedException {
        return json(method, uri, answered(method, uri, body, extra).body());
    }

    private HttpAnswer answered(String method, URI uri, @Nullable JsonNode body, Map<String, String> extra)
            throws WebexFailure, InterruptedException {
        URI place = catalog.route(trusted.require(uri));
        String trackingId = trackingPrefix + calls.incrementAndGet();
        String text = body == null ? null : body.toString();
        HttpCall call = new HttpCall(method, trusted.require(place), headers(trackingId, extra), text, TIMEOUT);
        letThrough(call);
        HttpAnswer answer = exchange(call, uri);
        if (!answer.ok()) {
            throw refused(call, uri, refusal(call, answer, trackingId));
        }
        return answer;
    }

    private void letThrough(HttpCall call) throws WebexFailure {
        Duration left = gate.left(call.uri());
        if (left.isPositive()) {
            String message = call.uri().getHost() + " asked us to wait, " + (left.toSeconds() + 1) + " s are left";
            throw new WebexFailure(WebexFailure.Kind.BUSY, message, left);
        }
    }

    /// What a refusal means for further calls to the same host.
    private WebexFailure refused(HttpCall call, URI asked, WebexFailure failure) {
        Duration wait = failure.retryAfter();
        if (failure.kind() == WebexFailure.Kind.BUSY && wait != null) {
            gate.rest(call.uri(), wait);
        } else if (failure.kind() == WebexFailure.Kind.PASSING) {
            catalog.failed(asked, call.uri());
        }
        return failure;
    }

    private Map<String, String> headers(String trackingId, Map<String, String> extra) {
        Map<String, String> headers = new LinkedHashMap<>(extra);
        headers.put("Authorization", "Bearer " + token.get().reveal());
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json");
        headers.put("trackingid", trackingId);
        return headers;
    }

    private HttpAnswer exchange(HttpCall call, URI asked) throws WebexFailure, InterruptedException {
        try {
            return http.send(call);
        } catch (HttpFailure failure) {
            String message = failure.getMessage();
            catalog.failed(asked, call.uri());
            throw new WebexFailure(WebexFailure.Kind.PASSING, message == null ? call + " failed" : message);
        } catch (IllegalStateException | IllegalArgumentException closed) {
            throw new WebexFailure(WebexFailure.Kind.PASSING, call + " could not be sent: " + closed.getMessage());
        }
    }

    private static JsonNode json(String method, URI uri, String body) throws WebexFailure {
        if (body.isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return Json.read(body);
        } catch (JsonProcessingException broken) {
            throw new WebexFailure(
                    WebexFailure.Kind.PASSING,
                    method + " " + uri.getHost() + uri.getRawPath() + " was answered by no JSON (" + body.length()
                            + " characters)");
        }
    }

    private WebexFailure refusal(HttpCall call, HttpAnswer answer, String trackingId) {
        String message = call + " was answered " + answer.status() + told(answer) + " [" + trackingId + "]";
        return switch (answer.status()) {
            case 401 -> new WebexFailure(WebexFailure.Kind.BAD_TOKEN, message);
            case 404 -> new WebexFailure(WebexFailure.Kind.GONE, message);
            case 407 ->
                new WebexFailure(
                        WebexFailure.Kind.PASSING,
                        "the proxy wants other credentials (407): check user and password in webex.proxy");
            case 451 -> new WebexFailure(WebexFailure.Kind.LEGAL, message);
            case 423, 429 -> new WebexFailure(WebexFailure.Kind.BUSY, message, retryAfter(answer, WHEN_NOT_TOLD));
            default ->
                answer.status() >= 500
                        ? new WebexFailure(WebexFailure.Kind.PASSING, message, retryAfter(answer, null))
                        : new WebexFailure(WebexFailure.Kind.REFUSED, message);
        };
    }

    private String told(HttpAnswer answer) {
        try {
            String message = Json.text(Json.read(answer.body()), "message");
            return message == null
                    ? ""
                    : ": " + shortened(message.replace(token.get().reveal(), "***"));
        } catch (JsonProcessingException noJson) {
            return "";
        }
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    }

    private @Nullable Duration retryAfter(HttpAnswer answer, @Nullable Duration otherwise) {
        Duration told = RetryAfter.of(answer, clock.instant());
        return told == null ? otherwise : told;
    }
}
