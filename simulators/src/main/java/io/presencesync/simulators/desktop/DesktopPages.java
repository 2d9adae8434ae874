package io.presencesync.simulators.desktop;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Serves the pretend desktop under `/desktop/` of a pretend Finesse's own HTTP server, because the pages use that
/// server's REST API and `/sim/events` from the same origin.
///
/// - `/desktop/` signs in; `/desktop/?user=1001001&password=…&gadget=<url>` does so at once (`token=` instead of a
///   password stands for single sign-on; `gadget` may be repeated; `extension` is the user unless given).
/// - `/desktop/gadget?url=<gadget XML>` is one gadget's frame.
/// - `/desktop/assets/js/finesse.js` and `finesse.min.js` are our stand-in for Cisco's library, or the file that the
///   environment variable or system property `FINESSE_JS` names.
///
/// Options for tests, on the page and handed on to the frames:
/// - `hubConnect`: when the gadget's hub connects, see `frame/hub.js`
/// - `config=absent`: no ready `finesse.gadget.Config`
/// - `library=10.5`: the stand-in is as that release, without the configuration too; else as 12.6
/// - `libraryFile=finesse.js` (or `finesse.min.js`): only this one is there, the other is answered 404
public final class DesktopPages {
    private static final String JQUERY = "META-INF/resources/webjars/jquery/3.7.1/jquery.min.js";
    private static final Pattern CHOSEN_FILE = Pattern.compile("[?&]libraryFile=([^&]+)");

    private DesktopPages() {}

    public static void mount(Router router) {
        mount(router, FinesseLibrary.configured());
    }

    /// With our stand-in, whatever `FINESSE_JS` says.
    public static void mountStandIn(Router router) {
        mount(router, FinesseLibrary.standIn());
    }

    private static void mount(Router router, FinesseLibrary library) {
        router.get("/desktop").handler(context -> resource(context, "desktop/page/index.html"));
        router.get("/desktop/gadget").handler(new GadgetFrame());
        router.get("/desktop/assets/js/jquery.min.js").handler(context -> resource(context, JQUERY));
        router.get("/desktop/assets/js/finesse.js").handler(context -> library(context, library));
        router.get("/desktop/assets/js/finesse.min.js").handler(context -> library(context, library));
        router.getWithRegex("/desktop/(?<file>(page|frame)/[a-z-]+\\.(js|css))")
                .handler(context -> resource(context, "desktop/" + context.pathParam("file")));
    }

    private static void library(RoutingContext context, FinesseLibrary library) {
        if (isOtherFile(context)) {
            context.fail(404);
            return;
        }
        try {
            send(context, "text/javascript; charset=utf-8", Buffer.buffer(library.script()));
        } catch (IOException unreadable) {
            context.fail(500, unreadable);
        }
    }

    /// The frame that asks has chosen the other of the two names; its address tells.
    private static boolean isOtherFile(RoutingContext context) {
        @Nullable String frame = context.request().getHeader("Referer");
        Matcher chosen = CHOSEN_FILE.matcher(frame == null ? "" : frame);
        return chosen.find() && !context.normalizedPath().endsWith("/" + chosen.group(1));
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
