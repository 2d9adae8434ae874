package io.presencesync.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.engine.JournalPurge;
import io.presencesync.engine.PurgeTarget;
import io.presencesync.engine.StatusView;
import io.presencesync.net.Routes;
import io.presencesync.presence.WebexAddress;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets a person's history, for the user `admin`. The handlers only pass the wish on; a thread of the executor waits
/// for the database.
///
/// | path | removes |
/// |---|---|
/// | `DELETE /api/v1/agents/{id}/journal` | the history of the agent with this id, login name or address, followed or
/// not |
/// | `DELETE /api/v1/people/{address}/journal` | that of all agents with this address, and its Webex id |
///
/// Both answer `{"removed": entries}`, or 404 where nobody is meant. `GET` of the same with `/summary` behind removes
/// nothing and tells whom and how much it would be.
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
        String agents = "/api/v1/agents/:id/journal";
        String people = "/api/v1/people/:address/journal";
        router.delete(agents).handler(AdminRoutes.admin(guard, routes.handler("id", routes::agent, routes::remove)));
        router.delete(people)
                .handler(AdminRoutes.admin(guard, routes.handler("address", routes::address, routes::remove)));
        Routes.get(router, agents + "/summary")
                .handler(AdminRoutes.admin(guard, routes.handler("id", routes::agent, PurgeRoutes::summary)));
        Routes.get(router, people + "/summary")
                .handler(AdminRoutes.admin(guard, routes.handler("address", routes::address, PurgeRoutes::summary)));
    }

    private interface Finder {
        Optional<PurgeTarget> find(String name) throws IOException, PurgeTarget.Ambiguous;
    }

    private interface Wish {
        ObjectNode of(PurgeTarget target) throws IOException;
    }

    private record Reply(int status, ObjectNode body) {
        static Reply error(int status, String words) {
            return new Reply(status, JsonNodeFactory.instance.objectNode().put("error", words));
        }
    }

    private Handler<RoutingContext> handler(String parameter, Finder finder, Wish wish) {
        return context -> {
            String name =
                    Objects.requireNonNullElse(context.pathParam(parameter), "").strip();
            Context loop = context.vertx().getOrCreateContext();
            threads.execute(() -> {
                Reply reply = reply(name, finder, wish);
                loop.runOnContext(_ -> send(context, reply));
            });
        };
    }

    private static Reply reply(String name, Finder finder, Wish wish) {
        if (name.isEmpty()) {
            return Reply.error(400, "nobody is named");
        }
        try {
            Optional<PurgeTarget> target = finder.find(name);
            return target.isEmpty()
                    ? Reply.error(404, AgentLookup.nobody(name))
                    : new Reply(200, wish.of(target.get()));
        } catch (IOException unavailable) {
            LOG.warn("The journal could not be reached to purge it: {}", unavailable.toString());
            return Reply.error(503, Objects.requireNonNullElse(unavailable.getMessage(), "nothing was purged"));
        } catch (PurgeTarget.Ambiguous unclear) {
            return Reply.error(409, Objects.requireNonNullElse(unclear.getMessage(), "nothing was purged"));
        } catch (RuntimeException fault) {
            LOG.error("Purging failed unexpectedly", fault);
            return Reply.error(500, "this failed; the log says why");
        }
    }

    private Optional<PurgeTarget> agent(String name) throws IOException, PurgeTarget.Ambiguous {
        return PurgeTarget.agent(
                journal, view.agents().stream().map(AgentLookup::named).toList(), name);
    }

    private Optional<PurgeTarget> address(String address) throws IOException {
        return PurgeTarget.address(journal, new WebexAddress(address));
    }

    private ObjectNode remove(PurgeTarget target) throws IOException {
        long removed = target.purge(journal);
        LOG.info("A person's journal was purged on request: {} entries", removed);
        return JsonNodeFactory.instance.objectNode().put("removed", removed);
    }

    private static ObjectNode summary(PurgeTarget target) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode agents = page.putArray("agents");
        target.agents()
                .forEach(agent -> agents.addObject()
                        .put("id", agent.id().user().value())
                        .put("site", agent.id().site().value())
                        .put("loginName", agent.loginName()));
        return page.put("entries", target.entries()).put("webexId", target.webexId());
    }

    private static void send(RoutingContext context, Reply reply) {
        if (!context.response().ended() && !context.response().closed()) {
            AdminRoutes.answer(
                    context, reply.status(), "application/json", reply.body().toString());
        }
    }
}
