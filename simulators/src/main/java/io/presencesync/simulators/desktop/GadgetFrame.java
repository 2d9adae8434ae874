package io.presencesync.simulators.desktop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.presencesync.simulators.desktop.GadgetModule.NotAGadget;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `GET /desktop/gadget?url=…`: fetches the gadget's XML as the Finesse server would, and renders it for the frame.
/// Every
/// fetch runs on its own virtual thread and takes at most ten seconds.
final class GadgetFrame implements Handler<RoutingContext> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = new JsonMapper();

    /// HTTP/1.1, because some Socket.IO servers hang up on an offer to upgrade to HTTP/2.
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    @Override
    public void handle(RoutingContext context) {
        Map<String, String> preferences = preferences(context.request());
        var _ = Thread.ofVirtual().name("gadget-fetch").start(() -> answer(context, preferences));
    }

    private void answer(RoutingContext context, Map<String, String> preferences) {
        @Nullable String url = context.request().getParam("url");
        try {
            GadgetModule module = GadgetModule.parse(fetch(target(url, preferences)));
            send(context, 200, page(module, preferences));
        } catch (IOException | NotAGadget | IllegalArgumentException fault) {
            String why = fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
            send(context, 502, "<!DOCTYPE html><p>The gadget " + escape(url) + " cannot be shown: " + escape(why));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// An absolute address, or a path on this same server.
    private static URI target(@Nullable String url, Map<String, String> preferences) {
        if (url == null || url.isBlank()) {
            throw new IllegalArgumentException("name its XML: /desktop/gadget?url=http://…");
        }
        URI here = URI.create(
                preferences.get("scheme") + "://" + preferences.get("host") + ":" + preferences.get("hostPort") + "/");
        return here.resolve(url.strip());
    }

    private byte[] fetch(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("its server answered " + answer.statusCode());
        }
        return answer.body();
    }

    private static Map<String, String> preferences(HttpServerRequest request) {
        boolean secure = request.isSSL();
        @Nullable HostAndPort authority = request.authority();
        int port = authority == null ? -1 : authority.port();
        Map<String, String> preferences = new LinkedHashMap<>();
        preferences.put("scheme", secure ? "https" : "http");
        preferences.put("host", authority == null ? "localhost" : authority.host());
        preferences.put("hostPort", String.valueOf(port > 0 ? port : secure ? 443 : 80));
        return preferences;
    }

    private static String page(GadgetModule module, Map<String, String> preferences) {
        Map<String, String> all = new LinkedHashMap<>(module.defaults());
        all.putAll(preferences);
        return """
                <!DOCTYPE html>
                <html>
                <head>
                <meta charset="utf-8">
                <title>%s</title>
                <script>window.gadgetPreferences = %s;</script>
                <script src="/desktop/frame/gadgets.js"></script>
                <script src="/desktop/frame/hub.js"></script>
                </head>
                <body>
                %s
                <script>gadgets.util.runOnLoadHandlers();</script>
                </body>
                </html>
                """.formatted(escape(module.title()), json(all), module.html(all));
    }

    private static String json(Map<String, String> values) {
        try {
            return JSON.writeValueAsString(values).replace("<", "\\u003c");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void send(RoutingContext context, int status, String html) {
        var _ = context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .end(html);
    }

    private static String escape(@Nullable String text) {
        return text == null
                ? ""
                : text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
