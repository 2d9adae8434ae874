package io.presencesync.webex;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.presencesync.net.Http;
import io.presencesync.net.HttpAnswer;
import io.presencesync.net.HttpCall;
import io.presencesync.net.HttpFailure;
import io.presencesync.presence.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One authorized JSON call to a Webex service. Blocks; meant for virtual threads.
final class WebexApi {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration WHEN_NOT_TOLD = Duration.ofSeconds(60);
    private static final int LONGEST_MESSAGE = 200;

    private final Http http;
    private final Supplier<Secret> token;
    private final TrustedHosts trusted;
    private final String trackingPrefix = "presence-sync_" + UUID.randomUUID() + "_";
    private final AtomicLong calls = new AtomicLong();

    /// @param token asked before each call
    WebexApi(Http http, Supplier<Secret> token, TrustedHosts trusted) {
        this.http = http;
        this.token = token;
        this.trusted = trusted;
    }

    /// The same calls with another token.
    WebexApi as(Secret other) {
        return new WebexApi(http, () -> other, trusted);
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
        String text = body == null ? null : body.toString();
        String trackingId = trackingPrefix + calls.incrementAndGet();
        HttpCall call = new HttpCall(method, trusted.require(uri), headers(trackingId, extra), text, TIMEOUT);
        HttpAnswer answer = exchange(call);
        if (!answer.ok()) {
            throw refusal(call, answer, trackingId);
        }
        return json(call, answer.body());
    }

    private Map<String, String> headers(String trackingId, Map<String, String> extra) {
        Map<String, String> headers = new LinkedHashMap<>(extra);
        headers.put("Authorization", "Bearer " + token.get().reveal());
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json");
        headers.put("trackingid", trackingId);
        return headers;
    }

    private HttpAnswer exchange(HttpCall call) throws WebexFailure, InterruptedException {
        try {
            return http.send(call);
        } catch (HttpFailure failure) {
            String message = failure.getMessage();
            throw new WebexFailure(WebexFailure.Kind.PASSING, message == null ? call + " failed" : message);
        } catch (IllegalStateException | IllegalArgumentException closed) {
            throw new WebexFailure(WebexFailure.Kind.PASSING, call + " could not be sent: " + closed.getMessage());
        }
    }

    private static JsonNode json(HttpCall call, String body) throws WebexFailure {
        if (body.isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return Json.read(body);
        } catch (JsonProcessingException broken) {
            throw new WebexFailure(
                    WebexFailure.Kind.PASSING, call + " was answered by no JSON (" + body.length() + " characters)");
        }
    }

    private WebexFailure refusal(HttpCall call, HttpAnswer answer, String trackingId) {
        String message = call + " was answered " + answer.status() + told(answer) + " [" + trackingId + "]";
        return switch (answer.status()) {
            case 401 -> new WebexFailure(WebexFailure.Kind.BAD_TOKEN, message);
            case 451 -> new WebexFailure(WebexFailure.Kind.LEGAL, message);
            case 404 -> new WebexFailure(WebexFailure.Kind.GONE, message);
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

    private static @Nullable Duration retryAfter(HttpAnswer answer, @Nullable Duration otherwise) {
        String seconds = answer.header("retry-after").orElse("");
        return seconds.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : otherwise;
    }
}
