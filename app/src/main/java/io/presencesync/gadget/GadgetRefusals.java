package io.presencesync.gadget;

import io.presencesync.engine.Refusals;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells of desktops that we turn away before any gadget can say a word: their origin is not set, or the desktop layout
/// asks for an address that is none of the gadget's. Each is logged once and counted. Strangers may send what they
/// like. Event loop and any other thread.
public final class GadgetRefusals {
    private static final Logger log = LoggerFactory.getLogger(GadgetRefusals.class);
    /// What a wrong address of a gadget looks like, in small letters. Files of languages may be missing.
    private static final Pattern LIKE_OURS =
            Pattern.compile("presenceconnector|/socket\\.io/|^/img/|^/gadget/(?!lang/)|gadget[^/]*\\.xml$");

    private final String allowed;
    private final boolean letsGadgetsIn;
    private final RefusalTable origins;
    private final RefusalTable paths;

    /// @param allowed the origins that may connect
    /// @param letsGadgetsIn false where no site works with gadgets
    public GadgetRefusals(Set<String> allowed, boolean letsGadgetsIn, InstantSource clock) {
        this.allowed = allowed.stream().sorted().collect(Collectors.joining(", "));
        this.letsGadgetsIn = letsGadgetsIn;
        this.origins = new RefusalTable(clock);
        this.paths = new RefusalTable(clock);
    }

    /// A page of this origin wanted to connect and may not.
    public void origin(String sent) {
        switch (origins.count(sent)) {
            case NEW ->
                log.warn(
                        "A page of {} was refused: only {} may connect. If that is a Finesse desktop, add it to"
                                + " FINESSE_ORIGIN (gadget.origins of its site) and restart",
                        RefusalTable.tidy(sent),
                        allowed);
            case TOO_MANY ->
                log.warn(
                        "Pages of more than {} origins were refused within an hour; the others are counted only",
                        RefusalTable.MOST);
            case COUNTED -> {}
        }
    }

    /// Watches for answers that there is nothing. Must be mounted before all other routes.
    public void watch(Router router) {
        router.route().handler(this::look);
    }

    private void look(RoutingContext context) {
        String path = Objects.requireNonNullElse(context.request().path(), "");
        boolean answered = letsGadgetsIn && path.startsWith("/socket.io/");
        if (!answered && LIKE_OURS.matcher(path.toLowerCase(Locale.ROOT)).find()) {
            context.addEndHandler(_ -> ended(context, path));
        }
        context.next();
    }

    /// The query matters only where a file is there but for it.
    private void ended(RoutingContext context, String path) {
        if (context.response().getStatusCode() == 404) {
            path(GadgetFiles.has(path) ? context.request().uri() : path);
        }
    }

    private void path(String sent) {
        switch (paths.count(sent)) {
            case NEW ->
                log.warn(
                        letsGadgetsIn
                                ? "Somebody asked for {}, which is not here: the gadget's address in the desktop layout"
                                        + " is public-url with /WebexPresenceConnector_1.xml"
                                : "Somebody asked for {}, but this service works without gadgets: take the gadget out"
                                        + " of the desktop layout, or set mode: gadget",
                        RefusalTable.tidy(sent));
            case TOO_MANY ->
                log.warn(
                        "More than {} wrong addresses were asked for within an hour; the others are counted only",
                        RefusalTable.MOST);
            case COUNTED -> {}
        }
    }

    public Refusals origins() {
        return origins.all();
    }

    public Refusals paths() {
        return paths.all();
    }
}
