package io.presencesync.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.engine.JournalEntry;
import io.presencesync.engine.JournalReader;
import io.presencesync.engine.ReportReader;
import io.presencesync.net.Routes;
import io.vertx.core.Context;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `GET /api/v1/reports?limit=`, for the user `admin`: what agents said is wrong, newest first, each with the ids of
/// the
/// journal entries of the quarter of an hour before it. The journal is read on a thread of the executor.
public final class ReportRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ReportRoutes.class);
    private static final Duration BEFORE = Duration.ofMinutes(15);
    private static final int ENTRIES = 20;
    private static final int USUAL = 20;
    private static final int MOST = 200;

    private final ReportReader reports;
    private final JournalReader journal;
    private final Executor threads;
    private final InstantSource clock;

    private ReportRoutes(ReportReader reports, JournalReader journal, Executor threads, InstantSource clock) {
        this.reports = reports;
        this.journal = journal;
        this.threads = threads;
        this.clock = clock;
    }

    /// Adds the route.
    ///
    /// @param threads where the journal may be waited for
    public static void mount(
            Router router,
            AdminGuard guard,
            ReportReader reports,
            JournalReader journal,
            Executor threads,
            InstantSource clock) {
        ReportRoutes routes = new ReportRoutes(reports, journal, threads, clock);
        Routes.get(router, "/api/v1/reports").handler(AdminRoutes.admin(guard, routes::pass));
    }

    private record Reply(int status, ObjectNode body) {}

    private void pass(RoutingContext context) {
        String limit = context.request().getParam("limit", Integer.toString(USUAL));
        Context loop = context.vertx().getOrCreateContext();
        threads.execute(() -> {
            Reply reply = reply(limit);
            loop.runOnContext(_ -> send(context, reply));
        });
    }

    private Reply reply(String limit) {
        int most = limit.matches("\\d{1,4}") ? Integer.parseInt(limit) : 0;
        if (most < 1 || most > MOST) {
            return new Reply(400, JournalPages.error("limit: write a whole number from 1 to " + MOST));
        }
        try {
            return new Reply(200, page(reports.reports(clock.instant(), most)));
        } catch (IOException unavailable) {
            LOG.warn("The journal cannot be read: {}", unavailable.toString());
            return new Reply(503, JournalPages.error("the journal cannot be read now; the log says why"));
        } catch (RuntimeException fault) {
            LOG.error("Listing the reports failed unexpectedly", fault);
            return new Reply(500, JournalPages.error("this failed; the log says why"));
        }
    }

    private ObjectNode page(List<JournalEntry> reports) throws IOException {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode list = page.putArray("reports");
        for (JournalEntry report : reports) {
            list.add(report(report));
        }
        return page;
    }

    private ObjectNode report(JournalEntry report) throws IOException {
        Instant from = report.at().minus(BEFORE);
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.put("id", report.id());
        page.put("agent", report.agent().user().value());
        page.put("site", report.agent().site().value());
        page.put("at", report.at().toString());
        page.put("note", report.why());
        ArrayNode ids = page.putArray("journal");
        journal.newest(report.agent(), null, report.at(), ENTRIES).stream()
                .filter(entry -> !entry.at().isBefore(from) && !entry.id().equals(report.id()))
                .forEach(entry -> ids.add(entry.id()));
        return page;
    }

    private static void send(RoutingContext context, Reply reply) {
        if (!context.response().ended() && !context.response().closed()) {
            AdminRoutes.answer(
                    context, reply.status(), "application/json", reply.body().toString());
        }
    }
}
