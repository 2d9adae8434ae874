package io.presencesync.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.engine.AgentView;
import io.presencesync.engine.AgentWishes;
import io.presencesync.engine.StatusView;
import io.presencesync.presence.AgentMatch;
import io.presencesync.presence.Pause;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Leaves an agent alone for a while, for the user `admin`; the agent can end it in his gadget.
///
/// | path | does |
/// |---|---|
/// | `POST /api/v1/agents/{id}/pause?minutes=30` or `?until=2026-11-24T07:00:00Z` | begins or changes a pause |
/// | `DELETE /api/v1/agents/{id}/pause` | ends it |
///
/// Both answer with the agent and `pausedUntil`. `{id}` is the Finesse id, the login name or the Webex address.
public final class PauseRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(PauseRoutes.class);
    private static final Duration LONGEST = Duration.ofDays(31);

    private final StatusView view;
    private final AgentWishes wishes;
    private final InstantSource clock;

    private PauseRoutes(StatusView view, AgentWishes wishes, InstantSource clock) {
        this.view = view;
        this.wishes = wishes;
        this.clock = clock;
    }

    /// Adds the routes.
    public static void mount(
            Router router, StatusView view, AdminGuard guard, AgentWishes wishes, InstantSource clock) {
        PauseRoutes routes = new PauseRoutes(view, wishes, clock);
        router.post("/api/v1/agents/:id/pause").handler(AdminRoutes.admin(guard, routes::pause));
        router.delete("/api/v1/agents/:id/pause").handler(AdminRoutes.admin(guard, routes::resume));
    }

    private void pause(RoutingContext context) {
        try {
            Instant until = until(context);
            Pause pause = new Pause(until, Pause.Author.ADMINISTRATOR);
            answer(context, until, agent -> wishes.pause(agent.id(), pause));
        } catch (IllegalArgumentException | DateTimeException unclear) {
            error(context, 400, Objects.requireNonNullElse(unclear.getMessage(), "it cannot be understood"));
        }
    }

    private void resume(RoutingContext context) {
        answer(context, null, agent -> wishes.resume(agent.id()));
    }

    private Instant until(RoutingContext context) {
        Instant now = clock.instant();
        String minutes = context.request().getParam("minutes", "");
        String until = context.request().getParam("until", "");
        if (minutes.isEmpty() == until.isEmpty()) {
            throw new IllegalArgumentException("write either minutes=30 or until=2026-11-24T07:00:00Z");
        }
        if (!minutes.isEmpty() && !minutes.matches("\\d{1,5}")) {
            throw new IllegalArgumentException("minutes: write a whole number such as 30");
        }
        Instant end = minutes.isEmpty() ? time(until) : now.plus(Duration.ofMinutes(Integer.parseInt(minutes)));
        if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
            throw new IllegalArgumentException("the pause must end later than now and within 31 days");
        }
        return end;
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException("until: write a time in UTC such as 2026-11-24T07:00:00Z", unreadable);
        }
    }

    private void answer(RoutingContext context, @Nullable Instant until, Predicate<AgentView> wish) {
        String id = Objects.requireNonNullElse(context.pathParam("id"), "");
        switch (AgentLookup.byName(view.agents(), id)) {
            case AgentMatch.Several<AgentView> several -> error(context, 409, several.inWords());
            case AgentMatch.None<AgentView> _ -> {
                AgentLookup.Nobody found = AgentLookup.nobody(view, id);
                error(context, found.status(), found.words());
            }
            case AgentMatch.One<AgentView>(AgentView agent)
            when !wish.test(agent) -> error(context, 404, AgentLookup.nobody(id));
            case AgentMatch.One<AgentView>(AgentView agent) -> done(context, agent, until);
        }
    }

    private static void done(RoutingContext context, AgentView agent, @Nullable Instant until) {
        LOG.info("{} is {} by the administrator", agent.id(), until == null ? "resumed" : "paused until " + until);
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.put("agent", agent.id().user().value());
        page.put("site", agent.id().site().value());
        page.put("pausedUntil", until == null ? null : until.toString());
        AdminRoutes.answer(context, 200, "application/json", page.toString());
    }

    private static void error(RoutingContext context, int status, String words) {
        AdminRoutes.answer(
                context, status, "application/json", JournalPages.error(words).toString());
    }
}
