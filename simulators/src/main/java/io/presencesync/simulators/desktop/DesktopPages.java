package io.presencesync.simulators.desktop;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Optional;

/// Serves the pretend desktop under `/desktop/` of a pretend Finesse's own HTTP server, because the pages use that
/// server's REST API and `/sim/events` from the same origin.
///
/// - `/desktop/` signs in; `/desktop/?user=1001001&password=…&gadget=<url>` does so at once (`token=` instead of a
///   password stands for single sign-on; `gadget` may be repeated; `extension` is the user unless given).
/// - `/desktop/gadget?url=<gadget XML>` is one gadget's frame.
/// - `/desktop/assets/js/finesse.min.js` is our stand-in for Cisco's library, or the file that the environment variable
///   or system property `FINESSE_JS` names.
///
/// Options for tests, on the page and handed on to the frames: `hubConnect=never`, `config=absent`, `library=10.5`.
public final class DesktopPages {
    private static final String JQUERY = "META-INF/resources/webjars/jquery/3.7.1/jquery.min.js";

    private DesktopPages() {}

    public static void mount(Router router) {
        FinesseLibrary library = FinesseLibrary.configured();
        router.get("/desktop").handler(context -> resource(context, "desktop/page/index.html"));
        router.get("/desktop/gadget").handler(new GadgetFrame());
        router.get("/desktop/assets/js/jquery.min.js").handler(context -> resource(context, JQUERY));
        router.get("/desktop/assets/js/finesse.js").handler(context -> library(context, library));
        router.get("/desktop/assets/js/finesse.min.js").handler(context -> library(context, library));
        router.getWithRegex("/desktop/(?<file>(page|frame)/[a-z-]+\\.(js|css))")
                .handler(context -> resource(context, "desktop/" + context.pathParam("file")));
    }

    private static void library(RoutingContext context, FinesseLibrary library) {
        try {
            send(context, "text/javascript; charset=utf-8", Buffer.buffer(library.script()));
        } catch (IOException unreadable) {
            context.fail(500, unreadable);
        }
    }

    private static void resource(RoutingContext context, String name) {
        Optional<Buffer> content = Resources.read(name);
        if (content.isPresent()) {
            send(context, type(name), content.get());
        } else {
            context.next();
        }
    }

    private static void send(RoutingContext context, String type, Buffer content) {
        var _ = context.response()
                .putHeader("Content-Type", type)
                .putHeader("Cache-Control", "no-store")
                .end(content);
    }

    private static String type(String name) {
        String suffix = name.substring(name.lastIndexOf('.') + 1);
        return switch (suffix) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            default -> "text/javascript; charset=utf-8";
        };
    }
}
