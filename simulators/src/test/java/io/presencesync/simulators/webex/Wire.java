package io.presencesync.simulators.webex;

import io.presencesync.simulators.LeanVertx;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A client of the test's own that speaks to the simulator as any program would.
final class Wire implements AutoCloseable {
    static final String REGISTER =
            "{\"name\":\"test\",\"deviceType\":\"DESKTOP\",\"model\":\"m\",\"localizedModel\":\"m\",\"systemName\":\"s\",\"systemVersion\":\"1\"}";

    final HttpClient http = HttpClient.newHttpClient();
    private final Vertx vertx = LeanVertx.start(1);
    final WebexSimulator simulator;
    String token;
    String deviceUrl = "";

    Wire(WebexSimulator simulator) {
        this.simulator = simulator;
        this.token = simulator.botToken();
    }

    HttpResponse<String> send(String method, String pathOrUrl, String body) {
        try {
            return http.send(request(method, pathOrUrl, body), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest request(String method, String pathOrUrl, String body) {
        String url = pathOrUrl.startsWith("http") ? pathOrUrl : simulator.baseUrl() + pathOrUrl;
        var builder = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .header("trackingid", "test_1");
        if (!deviceUrl.isEmpty()) {
            builder.header("cisco-device-url", deviceUrl);
        }
        return builder.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    JsonObject ok(String method, String path, String body) {
        HttpResponse<String> answer = send(method, path, body);
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(path + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return new JsonObject(answer.body().isEmpty() ? "{}" : answer.body());
    }

    JsonObject register() {
        JsonObject device = ok("POST", "/wdm/api/v1/devices?includeUpstreamServices=all", REGISTER);
        deviceUrl = device.getString("url");
        return device;
    }

    /// Registers when needed, connects and waits for the ready frame.
    WireSocket connect() {
        String url = register().getString("webSocketUrl");
        WireSocket socket = socket(url + "?outboundWireFormat=text&bufferStates=true&aliasHttpStatus=true");
        socket.authorize(token);
        JsonObject ready = socket.next();
        if (!ready.getJsonObject("data").getString("eventType").equals("mercury.buffer_state")) {
            throw new AssertionError("not ready: " + ready);
        }
        return socket;
    }

    WireSocket socket(String url) {
        return WireSocket.open(vertx, url);
    }

    JsonArray subscribe(int ttl, List<String> subjects) {
        var body = new JsonObject()
                .put("subjects", new JsonArray(subjects))
                .put("subscriptionTtl", ttl)
                .put("includeStatus", true);
        return ok("POST", "/apheleia/api/v1/subscriptions", body.encode()).getJsonArray("responses");
    }

    JsonObject subscribe(int ttl, Person person) {
        return subscribe(ttl, List.of(person.uuid())).getJsonObject(0);
    }

    @Override
    public void close() {
        http.shutdownNow();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
