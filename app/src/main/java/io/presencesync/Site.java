package io.presencesync;

import io.presencesync.config.SiteConfig;
import io.presencesync.engine.AgentView;
import io.presencesync.engine.AgentWishes;
import io.presencesync.engine.Roster;
import io.presencesync.engine.SiteFacts;
import io.presencesync.engine.StatusView.SiteReadiness;
import io.presencesync.gadget.GadgetRouter;
import io.presencesync.gadget.GadgetServer;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.SiteId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A site as the service sees it: it works, or it is told why not. What fails in one never leaves it.
final class Site implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Site.class);
    private static final String LINK = "site";

    private final SiteConfig config;
    private final SteadyClock clock;
    private volatile @Nullable SiteWiring wiring;
    private volatile @Nullable ConnectionState fault;

    private Site(SiteConfig config, SteadyClock clock) {
        this.config = config;
        this.clock = clock;
    }

    /// Builds a site; a fault is logged and kept for its health.
    static Site build(SiteConfig config, Common common) {
        Site site = new Site(config, common.clock());
        try {
            site.wiring = new SiteWiring(config, common);
        } catch (IOException | RuntimeException failed) {
            site.failed(failed);
        }
        return site;
    }

    private void failed(Exception failure) {
        String why = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        log.error("The site {} could not be started: {}", config.id(), why);
        log.debug("Where it failed", failure);
        fault = new ConnectionState(
                LINK,
                ConnectionState.Kind.STOPPED,
                "not_started",
                why,
                "Mend what the message names, then restart.",
                clock.instant(),
                null);
    }

    SiteId id() {
        return config.id();
    }

    /// Why it could not be started; null when it was.
    @Nullable
    ConnectionState fault() {
        return fault;
    }

    /// Begins to work; a fault ends this site alone.
    void start() {
        start(SiteWiring::start);
    }

    /// @param how begins the work of its parts
    void start(Consumer<SiteWiring> how) {
        SiteWiring built = wiring;
        if (built == null) {
            return;
        }
        try {
            how.accept(built);
        } catch (RuntimeException failed) {
            failed(failed);
            wiring = null;
            built.close();
        }
    }

    /// The service is about to stop: from now on nothing that its links tell leads to anything.
    void stopDeciding() {
        SiteWiring built = wiring;
        if (built != null) {
            built.stopDeciding();
        }
    }

    /// The clock on the wall was set: what is defined by it may hold no longer.
    void judgeAnew() {
        SiteWiring built = wiring;
        if (built != null) {
            built.judgeAnew();
        }
    }

    /// Where its gadgets go in.
    GadgetRouter.Entrance entrance() {
        List<String> origins = config.gadget().origins();
        if (!config.letsGadgetsIn()) {
            String why = "the site " + id() + " works without gadgets: take this one out of the desktop layout";
            return GadgetRouter.Entrance.closed(id(), origins, false, why);
        }
        SiteWiring built = wiring;
        GadgetServer server = built == null ? null : built.gadgets();
        return server == null
                ? GadgetRouter.Entrance.closed(id(), origins, true, "the site " + id() + " could not be started")
                : GadgetRouter.Entrance.open(id(), origins, server);
    }

    private <T> T ifStarted(Function<SiteStatus, T> question, T otherwise) {
        SiteWiring built = wiring;
        return built == null ? otherwise : question.apply(built.status());
    }

    /// Empty while it does not work.
    Optional<AgentWishes> wishes() {
        SiteWiring built = wiring;
        return built == null ? Optional.empty() : Optional.of(built.wishes());
    }

    /// Of the links, or the fault of a site that could not be started.
    List<ConnectionState> links() {
        ConnectionState broken = fault;
        return broken == null
                ? ifStarted(
                        status -> List.of(
                                clock.onWall(status.webex().health()),
                                clock.onWall(status.finesse().health()),
                                clock.onWall(status.rules().health())),
                        List.of())
                : List.of(clock.onWall(broken));
    }

    List<ConnectionState> parts() {
        return ifStarted(status -> status.parts().stream().map(clock::onWall).toList(), List.of());
    }

    List<AgentView> agents() {
        return ifStarted(status -> status.agents().stream().map(clock::onWall).toList(), List.of());
    }

    boolean ready() {
        return ifStarted(SiteStatus::ready, false);
    }

    SiteReadiness readiness() {
        ConnectionState broken = fault;
        boolean ready = ready();
        String why = ifStarted(
                SiteStatus::waitsFor, broken == null ? "it has ended" : "could not be started: " + broken.message());
        return new SiteReadiness(id(), ready, ready ? "" : why);
    }

    List<Roster.Missing> unresolved() {
        return ifStarted(SiteStatus::unresolved, List.of());
    }

    List<String> reasonCodeGaps() {
        return ifStarted(SiteStatus::reasonCodeGaps, List.of());
    }

    /// What its health is judged by; empty while it does not work, for then its fault tells.
    ///
    /// @param several whether it is one of several
    Optional<SiteFacts> facts(boolean several) {
        return ifStarted(status -> Optional.of(status.inspection().facts(several)), Optional.empty());
    }

    /// Null where no gadgets are let in.
    @Nullable
    Boolean hasGadget(AgentId agent) {
        return config.letsGadgetsIn() ? ifStarted(status -> status.inspection().hasGadget(agent), false) : null;
    }

    @Override
    public void close() {
        SiteWiring built = wiring;
        if (built != null) {
            built.close();
        }
    }
}
