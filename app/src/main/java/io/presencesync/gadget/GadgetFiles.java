package io.presencesync.gadget;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The gadget's files under the names the playbook gave them, never cached, so that a new version is there at the next
/// sign-in. They are built into the product; the XML gets our public URL when it is read.
public final class GadgetFiles {
    private static final Map<String, String> TYPES = Map.of(
            "/WebexPresenceConnector_1.xml", "application/xml; charset=utf-8",
            "/WebexPresenceConnector.js", "text/javascript; charset=utf-8",
            "/WebexPresenceConnector.css", "text/css; charset=utf-8",
            "/img/connected.png", "image/png",
            "/img/disconnected.png", "image/png",
            "/socket.io/socket.io.min.js", "text/javascript; charset=utf-8");

    private GadgetFiles() {}

    /// Mounts the files. Must come before the Socket.IO server, whose path one of them shares.
    public static void mount(Router router, URI publicUrl) {
        TYPES.forEach((path, type) -> {
            Buffer content = filled(path, publicUrl);
            router.get(path).handler(context -> send(context, type, content));
        });
    }

    private static void send(RoutingContext context, String type, Buffer content) {
        context.response()
                .putHeader("Content-Type", type)
                .putHeader("Cache-Control", "no-cache, no-store, must-revalidate")
                .putHeader("Pragma", "no-cache")
                .putHeader("Expires", "0")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(content);
    }

    private static Buffer filled(String path, URI publicUrl) {
        byte[] bytes = read("/gadget" + path);
        if (!path.endsWith(".xml")) {
            return Buffer.buffer(bytes);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return Buffer.buffer(text.replace("{{PUBLIC_URL}}", publicUrl.toString()));
    }

    private static byte[] read(String resource) {
        try (InputStream in = GadgetFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the product was built without " + resource);
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot read " + resource, unreadable);
        }
    }

    /// A composition as the JSON it came as.
    static JsonNode json(String text) {
        try {
            return GadgetWords.JSON.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a composition is always JSON", impossible);
        }
    }
}
