package io.presencesync.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.presencesync.engine.AgentView;
import io.presencesync.engine.JournalEntry;
import io.presencesync.engine.JournalReader;
import io.presencesync.engine.StatusView;
import io.presencesync.explain.Explainer;
import io.presencesync.explain.Explanation;
import io.presencesync.explain.History;
import io.presencesync.explain.Moments;
import io.presencesync.explain.Report;
import io.presencesync.explain.Subject;
import io.presencesync.net.Routes;
import io.presencesync.presence.AgentMatch;
import io.presencesync.presence.Presence;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happened to an agent, for the user `admin`. The handlers only pass the question on: the journal is read on a
/// thread of the executor.
///
/// | path | answer |
/// |---|---|
/// | `/api/v1/agents/{id}/explain?at=&zone=` | why he is in his state: JSON, or text where `Accept` prefers it |
/// | `/api/v1/agents/{id}/journal?until=&limit=&kind=` | entries, newest first |
///
/// `{id}` is the Finesse id, the login name or the Webex address.
public final class JournalRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(JournalRoutes.class);
    private static final int USUAL = 100;
    private static final int MOST = 1000;

    private final StatusView view;
    private final JournalReader journal;
    private final JournalReader told;
    private final Executor threads;
    private final InstantSource clock;

    private JournalRoutes(
            StatusView view, JournalReader journal, JournalReader told, Executor threads, InstantSource clock) {
        this.view = view;
        this.journal = journal;
        this.told = told;
        this.threads = threads;
        this.clock = clock;
    }

    /// Adds the routes.
    ///
    /// @param journal with the times that entries were recorded at
    /// @param told with the times that the clock tells now, to explain by
    /// @param threads where the journal may be waited for
    public static void mount(
            Router router,
            StatusView view,
            AdminGuard guard,
            JournalReader journal,
            JournalReader told,
            Executor threads,
            InstantSource clock) {
        JournalRoutes routes = new JournalRoutes(view, journal, told, threads, clock);
        Routes.get(router, "/api/v1/agents/:id/explain")
                .handler(AdminRoutes.admin(guard, context -> routes.pass(context, routes::explain)));
        Routes.get(router, "/api/v1/agents/:id/journal")
                .handler(AdminRoutes.admin(guard, context -> routes.pass(context, routes::entries)));
    }

    /// A question that blocks.
    private interface Question {
        Reply answer(AgentView agent, Asked asked) throws IOException;
    }

    /// What is needed of a request away from the event loop.
    private record Asked(
            String id,
            @Nullable String at,
            @Nullable String until,
            @Nullable String zone,
            @Nullable String limit,
            @Nullable String kind,
            boolean text) {
        static Asked of(RoutingContext context) {
            return new Asked(
                    Objects.requireNonNullElse(context.pathParam("id"), ""),
                    context.request().getParam("at"),
                    context.request().getParam("until"),
                    context.request().getParam("zone"),
                    context.request().getParam("limit"),
                    context.request().getParam("kind"),
                    wantsText(context.request().getHeader(HttpHeaders.ACCEPT)));
        }

        private static boolean wantsText(@Nullable String accept) {
            return accept != null && accept.toLowerCase(Locale.ROOT).startsWith("text/plain");
        }
    }

    /// @param text plain text; null: `json` counts
    private record Reply(
            int status, @Nullable JsonNode json, @Nullable String text) {
        static Reply json(JsonNode page) {
            return new Reply(200, page, null);
        }

        static Reply error(int status, String words) {
            return new Reply(status, JournalPages.error(words), null);
        }
    }

    private void pass(RoutingContext context, Question question) {
        Asked asked = Asked.of(context);
        Context loop = context.vertx().getOrCreateContext();
        threads.execute(() -> {
            Reply reply = reply(asked, question);
            loop.runOnContext(_ -> send(context, reply));
        });
    }

    private Reply reply(Asked asked, Question question) {
        return switch (AgentLookup.byName(view.agents(), asked.id())) {
            case AgentMatch.One<AgentView>(AgentView agent) -> reply(agent, asked, question);
            case AgentMatch.None<AgentView> _ -> nobody(asked.id());
            case AgentMatch.Several<AgentView> several -> Reply.error(409, several.inWords());
        };
    }

    private Reply nobody(String name) {
        AgentLookup.Nobody found = AgentLookup.nobody(view, name);
        return Reply.error(found.status(), found.words());
    }

    private static Reply reply(AgentView agent, Asked asked, Question question) {
        try {
            return question.answer(agent, asked);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return Reply.error(400, Objects.requireNonNullElse(unreadable.getMessage(), "it cannot be understood"));
        } catch (IOException unavailable) {
            LOG.warn("The journal cannot be read: {}", unavailable.toString());
            return Reply.error(503, "the journal cannot be read now; the log says why");
        } catch (RuntimeException fault) {
            LOG.error("The question about {} failed unexpectedly", agent.id(), fault);
            return Reply.error(500, "this failed; the log says why");
        }
    }

    private Reply explain(AgentView agent, Asked asked) throws IOException {
        Instant now = clock.instant();
        ZoneId zone = zone(asked.zone());
        String at = Objects.requireNonNullElse(asked.at(), "");
        Instant moment = Moments.parse(at, now, zone);
        Presence presence = moment.equals(now) ? agent.presence() : null;
        Subject subject = new Subject(
                agent.id(),
                agent.name(),
                agent.loginName(),
                presence == null ? null : presence.confirmedAt(),
                moment.equals(now) ? doubt(agent) : null);
        History history = History.read(told, agent.id(), moment, now);
        Explanation found = Explainer.explain(subject, moment, history);
        return asked.text()
                ? new Reply(200, null, Report.text(found, zone))
                : Reply.json(JournalPages.explanation(found));
    }

    /// While Finesse cannot be asked, the state is the last one told.
    private @Nullable String doubt(AgentView agent) {
        return view.links().stream()
                .filter(link -> link.link().equals("finesse") && !link.healthy())
                .filter(link ->
                        link.site() == null || link.site().equals(agent.id().site()))
                .findFirst()
                .map(link -> "The link to Finesse has trouble now: " + link.message()
                        + ". What is said here is what was known last; the state may have changed since.")
                .orElse(null);
    }

    private static ZoneId zone(@Nullable String name) {
        try {
            return name == null || name.isBlank() ? ZoneId.systemDefault() : ZoneId.of(name.strip());
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no time zone: write one such as Europe/Berlin, or UTC");
        }
    }

    private Reply entries(AgentView agent, Asked asked) throws IOException {
        Instant now = clock.instant();
        Instant until = Moments.parse(Objects.requireNonNullElse(asked.until(), ""), now, zone(asked.zone()));
        List<JournalEntry> entries = journal.newest(agent.id(), kind(asked.kind()), until, limit(asked.limit()));
        return Reply.json(JournalPages.entries(agent.id(), entries));
    }

    private static int limit(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return USUAL;
        }
        boolean number = text.matches("\\d{1,4}");
        int limit = number ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit: write a whole number from 1 to " + MOST);
        }
        return limit;
    }

    private static JournalEntry.@Nullable Kind kind(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return Arrays.stream(JournalEntry.Kind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "kind: write one of " + Arrays.toString(JournalEntry.Kind.values())));
    }

    private static void send(RoutingContext context, Reply reply) {
        if (context.response().ended() || context.response().closed()) {
            return;
        }
        String text = reply.text();
        if (text != null) {
            AdminRoutes.answer(context, reply.status(), "text/plain; charset=utf-8", text);
        } else {
            AdminRoutes.answer(
                    context,
                    reply.status(),
                    "application/json",
                    Objects.requireNonNull(reply.json()).toString());
        }
    }
}
