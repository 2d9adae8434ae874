package io.presencesync.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.engine.AgentView;
import io.presencesync.engine.JournalPurge;
import io.presencesync.engine.StatusView;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.WebexAddress;
import io.vertx.core.Context;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets a person's history, for the user `admin`. The handlers only pass the wish on; a thread of the executor waits
/// for the database.
///
/// | path | removes |
/// |---|---|
/// | `DELETE /api/v1/agents/{id}/journal` | the history of the agent with this Finesse id, followed or not |
/// | `DELETE /api/v1/people/{address}/journal` | that of all agents with this address, and its Webex id |
///
/// Both answer `{"removed": entries}`.
public final class PurgeRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(PurgeRoutes.class);

    private final StatusView view;
    private final JournalPurge journal;
    private final Executor threads;

    private PurgeRoutes(StatusView view, JournalPurge journal, Executor threads) {
        this.view = view;
        this.journal = journal;
        this.threads = threads;
    }

    /// Adds the routes.
    public static void mount(Router router, StatusView view, AdminGuard guard, JournalPurge journal, Executor threads) {
        PurgeRoutes routes = new PurgeRoutes(view, journal, threads);
        router.delete("/api/v1/agents/:id/journal")
                .handler(AdminRoutes.admin(guard, context -> routes.pass(context, "id", routes::agent)));
        router.delete("/api/v1/people/:address/journal")
                .handler(AdminRoutes.admin(guard, context -> routes.pass(context, "address", routes::address)));
    }

    private interface Wish {
        long of(String name) throws IOException;
    }

    private record Reply(int status, ObjectNode body) {
        static Reply error(int status, String words) {
            return new Reply(status, JsonNodeFactory.instance.objectNode().put("error", words));
        }
    }

    private void pass(RoutingContext context, String parameter, Wish wish) {
        String name =
                Objects.requireNonNullElse(context.pathParam(parameter), "").strip();
        Context loop = context.vertx().getOrCreateContext();
        threads.execute(() -> {
            Reply reply = reply(name, wish);
            loop.runOnContext(_ -> send(context, reply));
        });
    }

    private static Reply reply(String name, Wish wish) {
        if (name.isEmpty()) {
            return Reply.error(400, "nobody is named");
        }
        try {
            long removed = wish.of(name);
            LOG.info("A person's journal was purged on request: {} entries", removed);
            return new Reply(200, JsonNodeFactory.instance.objectNode().put("removed", removed));
        } catch (IOException unavailable) {
            LOG.warn("The journal could not be purged: {}", unavailable.toString());
            return Reply.error(503, Objects.requireNonNullElse(unavailable.getMessage(), "nothing was purged"));
        } catch (IllegalArgumentException unclear) {
            return Reply.error(409, Objects.requireNonNullElse(unclear.getMessage(), "nothing was purged"));
        } catch (RuntimeException fault) {
            LOG.error("Purging failed unexpectedly", fault);
            return Reply.error(500, "this failed; the log says why");
        }
    }

    private long agent(String id) throws IOException {
        List<AgentView> found = AgentLookup.byId(view.agents(), id);
        if (found.size() > 1) {
            throw new IllegalArgumentException(
                    "several agents are meant, name one of them: " + AgentLookup.inWords(found));
        }
        return journal.purge(
                found.isEmpty() ? AgentId.parse(id) : found.getFirst().id());
    }

    private long address(String address) throws IOException {
        return journal.purge(new WebexAddress(address));
    }

    private static void send(RoutingContext context, Reply reply) {
        if (!context.response().ended() && !context.response().closed()) {
            AdminRoutes.answer(
                    context, reply.status(), "application/json", reply.body().toString());
        }
    }
}
