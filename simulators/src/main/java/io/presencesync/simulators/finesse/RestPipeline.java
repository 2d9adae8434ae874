package io.presencesync.simulators.finesse;

import io.presencesync.simulators.finesse.Credentials.Accepted;
import io.presencesync.simulators.finesse.Credentials.Blocked;
import io.presencesync.simulators.finesse.Credentials.Check;
import io.presencesync.simulators.finesse.Credentials.Denied;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way of every REST request: service state, credentials, faults, route, spoiling, answer, log. Runs on the event
/// loop; routes do no I/O.
final class RestPipeline {
    private static final Logger log = LoggerFactory.getLogger(RestPipeline.class);
    private static final String ARRIVED = "arrived";
    private static final Reply OUT_OF_SERVICE =
            Reply.error(503, new ApiError("Service Unavailable", "", "SERVER_OUT_OF_SERVICE"));

    private final Cluster cluster;
    private final Node node;
    private final Faults faults;
    private final RequestLog requests;
    private final NodeCookies cookies = new NodeCookies();

    RestPipeline(Cluster cluster, Node node, Faults faults, RequestLog requests) {
        this.cluster = cluster;
        this.node = node;
        this.faults = faults;
        this.requests = requests;
    }

    /// Notes when the last byte of the request was there; mounted right behind the body handler.
    static void noteArrival(RoutingContext context) {
        context.put(ARRIVED, System.nanoTime());
        context.next();
    }

    Handler<RoutingContext> authenticated(Function<ApiCall, Reply> route) {
        return context -> start(context, cluster.credentials::check, route);
    }

    /// Answers without credentials and, when the node is set so, while it is out of service.
    Handler<RoutingContext> health(Function<ApiCall, Reply> route) {
        return context -> {
            if (node.healthWhileOut && faults.outOfService()) {
                send(context, "", run(call(Caller.NOBODY, context, List.of()), route));
            } else {
                open(route).handle(context);
            }
        };
    }

    Handler<RoutingContext> open(Function<ApiCall, Reply> route) {
        return context -> start(context, header -> new Accepted(Caller.NOBODY), route);
    }

    private void start(
            RoutingContext context, Function<@Nullable String, Check> authentication, Function<ApiCall, Reply> route) {
        if (isPut(context)) {
            requests.arrived(requestId(context));
        }
        if (faults.outOfService()) {
            send(context, "", OUT_OF_SERVICE);
            return;
        }
        Check check = authentication.apply(context.request().getHeader("Authorization"));
        String user = userOf(check);
        HttpServerRequest request = context.request();
        List<Fault.Effect> effects = faults.take(request.method().name(), context.normalizedPath(), user);
        if (check instanceof Accepted) {
            cookies.give(context, user);
        }
        perform(context, user, effects, () -> answer(context, check, effects, route));
    }

    /// Does what the faults want before or instead of an answer.
    private void perform(RoutingContext context, String user, List<Fault.Effect> effects, Supplier<Reply> answer) {
        long delay = 0;
        boolean doneFirst = false;
        for (Fault.Effect effect : effects) {
            switch (effect) {
                case Fault.Hang _ -> {
                    note(context, user, 0);
                    return;
                }
                case Fault.Drop _ -> {
                    drop(context, user);
                    return;
                }
                case Fault.LoseAnswer _ -> {
                    var _ = answer.get();
                    drop(context, user);
                    return;
                }
                case Fault.HoldAnswer hold -> {
                    sendLater(context, user, answer.get(), hold);
                    return;
                }
                case Fault.Delay late -> delay += late.by().toMillis();
                case Fault.AnswerLate late -> {
                    delay += late.by().toMillis();
                    doneFirst = true;
                }
                case Fault.Status _,
                        Fault.Swallow _,
                        Fault.RefuseLater _,
                        Fault.Duplicate _,
                        Fault.Overtaken _,
                        Fault.Rewrite _ -> {}
            }
        }
        if (delay == 0) {
            send(context, user, answer.get());
        } else {
            Supplier<Reply> reply = doneFirst ? done(answer.get()) : answer;
            var _ = context.vertx().setTimer(delay, _ -> send(context, user, reply.get()));
        }
    }

    private void sendLater(RoutingContext context, String user, Reply reply, Fault.HoldAnswer hold) {
        Context loop = context.vertx().getOrCreateContext();
        hold.reached().complete(null);
        var _ = hold.released().thenRun(() -> loop.runOnContext(_ -> send(context, user, reply)));
    }

    private static Supplier<Reply> done(Reply reply) {
        return () -> reply;
    }

    private static boolean isPut(RoutingContext context) {
        return context.request().method().name().equals("PUT");
    }

    private static String requestId(RoutingContext context) {
        @Nullable String id = context.request().getHeader("requestId");
        return id == null ? "" : id;
    }

    private void drop(RoutingContext context, String user) {
        note(context, user, 0);
        var _ = context.request().connection().close();
    }

    private Reply answer(
            RoutingContext context, Check check, List<Fault.Effect> effects, Function<ApiCall, Reply> route) {
        for (Fault.Effect effect : effects) {
            if (effect instanceof Fault.Status status) {
                Reply plain = status.error() == null
                        ? Reply.empty(status.status())
                        : Reply.error(status.status(), status.error());
                return plain.withHeaders(status.headers());
            }
        }
        return switch (check) {
            case Blocked _ -> Reply.empty(401);
            case Denied denied -> ApiException.unauthorized(denied.user()).reply();
            case Accepted accepted -> Spoiler.spoil(run(call(accepted.caller(), context, effects), route), effects);
        };
    }

    private ApiCall call(Caller caller, RoutingContext context, List<Fault.Effect> effects) {
        String method = context.request().method().name();
        return new ApiCall(caller, context, effects, !node.refusesConfiguration(cluster.platform, method));
    }

    private static Reply run(ApiCall call, Function<ApiCall, Reply> route) {
        try {
            return route.apply(call);
        } catch (ApiException refused) {
            return refused.reply();
        } catch (RuntimeException failure) {
            log.error("{} failed", call.context().normalizedPath(), failure);
            return Reply.error(500, ApiError.INTERNAL);
        }
    }

    private void send(RoutingContext context, String user, Reply reply) {
        HttpServerResponse response = context.response().setStatusCode(reply.status());
        String requestId = requestId(context);
        if (!requestId.isEmpty()) {
            response.putHeader("requestId", requestId);
        }
        if (!reply.contentType().isEmpty()) {
            response.putHeader("Content-Type", reply.contentType());
        }
        reply.headers().forEach(response::putHeader);
        note(context, user, reply.status());
        Future<Void> written = response.end(node.onItsClock(reply.body()));
        if (isPut(context)) {
            var _ = written.onSuccess(_ -> requests.answered(requestId));
        }
    }

    private void note(RoutingContext context, String user, int status) {
        HttpServerRequest request = context.request();
        @Nullable String body = context.body().asString();
        @Nullable String query = request.query();
        @Nullable Long arrived = context.get(ARRIVED);
        requests.add(new LoggedRequest(
                request.method().name(),
                context.normalizedPath(),
                query == null ? "" : query,
                user,
                body == null ? "" : body,
                status,
                requestId(context),
                cookies.carried(context, user),
                cluster.clock.instant(),
                arrived == null ? System.nanoTime() : arrived));
    }

    private static String userOf(Check check) {
        return switch (check) {
            case Accepted accepted -> accepted.caller().name();
            case Denied denied -> denied.user();
            case Blocked blocked -> blocked.user();
        };
    }
}
