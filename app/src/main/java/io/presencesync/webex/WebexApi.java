package io.presencesync.webex;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.presencesync.net.Cooldown;
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
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One authorized JSON call to a Webex service. Blocks; meant for virtual threads.
///
/// A host that answered 423 or 429 is not called before its rest is over, nor is the service of a host that answered
/// 5xx: such a call fails at once as BUSY with what is left. A rest is as long as Webex tells, or as our own backoff
/// when that is longer, see [Cooldown]. A host that fails gives way to its alternates, see [HostCatalog].
final class WebexApi {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration WHEN_NOT_TOLD = Duration.ofSeconds(60);
    private static final int LONGEST_MESSAGE = 200;

    private final Http http;
    private final Supplier<Secret> token;
    private final TrustedHosts trusted;
    private final InstantSource clock;
    private final Cooldown<String> rests;
    private final RequestRate rate;
    private final HostCatalog catalog;
    private final String trackingPrefix = "presence-sync_" + UUID.randomUUID() + "_";
    private final AtomicLong calls = new AtomicLong();

    /// @param token asked before each call
    /// @param rate counts each call that leaves
    WebexApi(Http http, Supplier<Secret> token, TrustedHosts trusted, InstantSource clock, RequestRate rate) {
        this(http, token, trusted, clock, new Cooldown<>(clock), rate, new HostCatalog(trusted, clock));
    }

    private WebexApi(
            Http http,
            Supplier<Secret> token,
            TrustedHosts trusted,
            InstantSource clock,
            Cooldown<String> rests,
            RequestRate rate,
            HostCatalog catalog) {
        this.http = http;
        this.token = token;
        this.trusted = trusted;
        this.clock = clock;
        this.rests = rests;
        this.rate = rate;
        this.catalog = catalog;
    }

    /// Counts what leaves.
    RequestRate rate() {
        return rate;
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
        return new WebexApi(http, () -> other, trusted, clock, rests, rate, catalog);
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
        letThrough(call.uri());
        rate.count(ServicePath.of(call.uri()));
        HttpAnswer answer = exchange(call, uri);
        WebexFailure failure = answer.ok() ? null : refusal(call, answer, trackingId);
        if (failure == null || !failure.passes()) {
            rests.answered(place(call.uri()));
        } else if (failure.kind() == WebexFailure.Kind.PASSING) {
            catalog.failed(uri, call.uri());
        }
        if (failure != null) {
            throw failure;
        }
        return answer;
    }

    private void letThrough(URI place) throws WebexFailure {
        rested(rests.left(host(place)), place.getHost() + " asked us to wait");
        rested(
                rests.left(place(place)),
                place.getHost() + " failed at " + ServicePath.of(place).words());
    }

    private static void rested(Duration left, String why) throws WebexFailure {
        if (left.isPositive()) {
            throw new WebexFailure(WebexFailure.Kind.BUSY, why + ", " + (left.toSeconds() + 1) + " s are left", left);
        }
    }

    private static String host(URI uri) {
        return TrustedHosts.host(uri) + ":" + uri.getPort();
    }

    /// One service of one host.
    private static String place(URI uri) {
        return host(uri) + " " + ServicePath.of(uri);
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
            case 423, 429 -> new WebexFailure(WebexFailure.Kind.BUSY, message, hostRests(call.uri(), answer));
            default ->
                answer.status() >= 500
                        ? new WebexFailure(WebexFailure.Kind.PASSING, message, serviceRests(call.uri(), answer))
                        : new WebexFailure(WebexFailure.Kind.REFUSED, message, answer.status());
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

    /// Whoever is busy wants none of our calls, whatever they are about.
    private Duration hostRests(URI place, HttpAnswer answer) {
        Duration told = Objects.requireNonNullElse(RetryAfter.of(answer, clock.instant()), WHEN_NOT_TOLD);
        Duration wait = rests.refused(place(place), told);
        rests.rest(host(place), wait);
        return wait;
    }

    /// @return null when Webex named no wait, so that the caller's own backoff counts, which is no shorter
    private @Nullable Duration serviceRests(URI place, HttpAnswer answer) {
        Duration told = RetryAfter.of(answer, clock.instant());
        Duration wait = rests.refused(place(place), told);
        return told == null ? null : wait;
    }
}
