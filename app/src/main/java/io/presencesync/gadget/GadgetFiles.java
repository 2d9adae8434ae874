package io.presencesync.gadget;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.presencesync.net.Routes;
import io.presencesync.presence.SiteId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    private static final Set<String> VIEWS = Set.of("", "header", "column", "hidden");
    private static final Set<String> THEMES = Set.of("", "light", "dark");

    private GadgetFiles() {}

    /// Whether this path is that of a file.
    static boolean has(String path) {
        return TYPES.containsKey(path);
    }

    /// Mounts the files. Must come before the Socket.IO server, whose path one of them shares.
    ///
    /// @param sites those that may be named by `?site=` after the address of the XML
    /// @param languages folder with texts of languages that the gadget lacks; null when there is none
    public static void mount(Router router, URI publicUrl, Set<SiteId> sites, @Nullable Path languages) {
        new GadgetLanguages(languages).mount(router);
        TYPES.forEach((path, type) -> {
            if (path.endsWith(".xml")) {
                String text = new String(read("/gadget" + path), StandardCharsets.UTF_8)
                        .replace("{{PUBLIC_URL}}", publicUrl.toString());
                Routes.get(router, path).handler(context -> sendFor(context, type, text, sites));
            } else {
                Buffer content = Buffer.buffer(read("/gadget" + path));
                Routes.get(router, path).handler(context -> send(context, type, content));
            }
            router.route(path).handler(context -> context.fail(405));
        });
    }

    /// Nothing but the name of a site that there is, of a view and of a theme gets into the file.
    private static void sendFor(RoutingContext context, String type, String text, Set<SiteId> sites) {
        String site = context.request().getParam("site", "");
        String view = view(context);
        String theme = context.request().getParam("theme", "");
        if (!site.isEmpty() && !sites.contains(new SiteId(site))) {
            refuse(context, "There is no such site here: mend ?site= in the gadget's address in the desktop layout.\n");
        } else if (!VIEWS.contains(view)) {
            refuse(context, "There is no such view: ?view= is header, column or hidden, or is left out.\n");
        } else if (!THEMES.contains(theme)) {
            refuse(context, "There is no such theme: ?theme= is light or dark, or is left out.\n");
        } else {
            String filled =
                    text.replace("{{SITE}}", site).replace("{{VIEW}}", view).replace("{{THEME}}", theme);
            send(context, type, Buffer.buffer(filled));
        }
    }

    /// `?hidden` is short for `?view=hidden`.
    private static String view(RoutingContext context) {
        String hidden = context.request().getParam("hidden");
        return hidden != null && !hidden.equals("false")
                ? "hidden"
                : context.request().getParam("view", "");
    }

    private static void refuse(RoutingContext context, String words) {
        context.response().setStatusCode(404);
        send(context, "text/plain; charset=utf-8", Buffer.buffer(words));
    }

    private static void send(RoutingContext context, String type, Buffer content) {
        HttpServerResponse response = context.response()
                .putHeader("Content-Type", type)
                .putHeader("Cache-Control", "no-cache, no-store, must-revalidate")
                .putHeader("Pragma", "no-cache")
                .putHeader("Expires", "0")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", "default-src 'none'; sandbox")
                .putHeader("Referrer-Policy", "no-referrer");
        Routes.end(response, content);
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
