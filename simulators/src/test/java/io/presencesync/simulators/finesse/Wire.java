package io.presencesync.simulators.finesse;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/// A plain HTTP client in the name of one user; knows nothing of Finesse but the header names.
final class Wire {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String base;
    private final Map<String, String> headers;
    private final Duration patience;

    private Wire(String base, Map<String, String> headers, Duration patience) {
        this.base = base;
        this.headers = headers;
        this.patience = patience;
    }

    private static Wire with(FinesseSimulator finesse, Map<String, String> headers) {
        return new Wire(finesse.baseUrl(), headers, Duration.ofSeconds(5));
    }

    Wire patience(Duration other) {
        return new Wire(base, headers, other);
    }

    /// With one more header.
    Wire with(String name, String value) {
        Map<String, String> more = new java.util.HashMap<>(headers);
        more.put(name, value);
        return new Wire(base, more, patience);
    }

    /// As a script of that origin, without credentials.
    Wire from(String origin) {
        return new Wire(base, Map.of("Origin", origin), patience);
    }

    static Wire as(FinesseSimulator finesse, String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return with(
                finesse, Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair)));
    }

    static Wire bearer(FinesseSimulator finesse, String token) {
        return with(finesse, Map.of("Authorization", "Bearer " + token));
    }

    static Wire nobody(FinesseSimulator finesse) {
        return with(finesse, Map.of());
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, "", "");
    }

    HttpResponse<String> put(String path, String body) {
        return send("PUT", path, body, "");
    }

    HttpResponse<String> post(String path, String body) {
        return send("POST", path, body, "");
    }

    HttpResponse<String> delete(String path) {
        return send("DELETE", path, "", "");
    }

    /// Asks for a state; `inner` is what stands inside the User element.
    HttpResponse<String> putUser(String id, String inner) {
        return put("/finesse/api/User/" + id, "<User>" + inner + "</User>");
    }

    HttpResponse<String> send(String method, String path, String body, String requestId) {
        try {
            return CLIENT.send(request(method, path, body, requestId), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private HttpRequest request(String method, String path, String body, String requestId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(patience)
                .method(method, BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (!requestId.isEmpty()) {
            request.header("requestId", requestId);
        }
        return request.header("Content-Type", "application/xml").build();
    }
}
