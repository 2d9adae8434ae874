package io.presencesync.simulators.finesse;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One node's notifications: applies this node's faults (method `EVENT`) and passes what is left to subscribers of a
/// user's node, in Java or as server-sent events under `/sim/events?user={loginId}`. Faults count when a change
/// happens;
/// subscribers are called on the thread of {@link Updates}, in order.
final class EventFeed {
    private record Subscriber(String topic, Consumer<String> listener) {}

    /// Takes what is published on any topic.
    interface Everything {
        void take(String topic, String xml);
    }

    private final Updates updates;
    private final Faults faults;
    private final Node node;
    private final Timer timer;
    private final Set<HttpServerResponse> streams = ConcurrentHashMap.newKeySet();
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final List<Everything> everything = new CopyOnWriteArrayList<>();

    private final Map<String, Runnable> overtaken = new HashMap<>();
    private volatile boolean dead;

    /// Runs a task after some real time.
    interface Timer {
        void after(Duration delay, Runnable task);
    }

    EventFeed(Updates updates, Faults faults, Node node, Timer timer) {
        this.updates = updates;
        this.faults = faults;
        this.node = node;
        this.timer = timer;
        updates.listen(this::deliver);
    }

    /// The subscriber gets whole `<Update>` documents, on one line each, of what is published from now on.
    Runnable subscribe(String topic, Consumer<String> listener) {
        Subscriber subscriber = new Subscriber(topic, listener);
        updates.inOrder(() -> subscribers.add(subscriber));
        return () -> updates.inOrder(() -> subscribers.remove(subscriber));
    }

    /// The subscriber gets every document of every topic.
    void subscribe(Everything listener) {
        everything.add(listener);
    }

    /// A dead node tells nothing.
    void dead(boolean value) {
        dead = value;
    }

    void deliver(Update update) {
        if (dead) {
            return;
        }
        if (faults.outOfService() && !update.topic().endsWith("/SystemInfo")) {
            return;
        }
        String xml = node.onItsClock(update.xml());
        List<Fault.Effect> effects = faults.take("EVENT", update.topic(), "");
        for (Fault.Effect effect : effects) {
            if (effect instanceof Fault.Swallow || effect instanceof Fault.Drop) {
                return;
            }
            if (effect instanceof Fault.Rewrite rewrite) {
                xml = Spoiler.spoil(xml, rewrite);
            }
        }
        String sent = xml;
        dispatch(update.topic(), effects, () -> updates.inOrder(() -> send(update.topic(), sent)));
    }

    private void dispatch(String topic, List<Fault.Effect> effects, Runnable once) {
        Runnable all = effects.stream().anyMatch(Fault.Duplicate.class::isInstance) ? twice(once) : once;
        long late = effects.stream().mapToLong(EventFeed::millis).sum();
        if (late > 0) {
            timer.after(Duration.ofMillis(late), all);
        } else if (effects.stream().anyMatch(Fault.Overtaken.class::isInstance)) {
            hold(topic, all);
        } else {
            all.run();
            release(topic);
        }
    }

    private static Runnable twice(Runnable once) {
        return () -> {
            once.run();
            once.run();
        };
    }

    private static long millis(Fault.Effect effect) {
        return switch (effect) {
            case Fault.Delay delay -> delay.by().toMillis();
            case Fault.AnswerLate late -> late.by().toMillis();
            case Fault.Status _,
                    Fault.Hang _,
                    Fault.Drop _,
                    Fault.LoseAnswer _,
                    Fault.HoldAnswer _,
                    Fault.Duplicate _,
                    Fault.Overtaken _,
                    Fault.Swallow _,
                    Fault.RefuseLater _,
                    Fault.Rewrite _ -> 0;
        };
    }

    private synchronized void hold(String topic, Runnable task) {
        overtaken.merge(topic, task, (older, newer) -> () -> {
            newer.run();
            older.run();
        });
    }

    private synchronized void release(String topic) {
        @Nullable Runnable held = overtaken.remove(topic);
        if (held != null) {
            held.run();
        }
    }

    private void send(String topic, String xml) {
        everything.forEach(listener -> listener.take(topic, xml));
        for (Subscriber subscriber : subscribers) {
            if (subscriber.topic().equals(topic)) {
                subscriber.listener().accept(xml);
            }
        }
    }

    /// Ends every event stream, as when the notification service restarts; clients may come again.
    void dropStreams() {
        streams.forEach(response -> {
            var _ = response.end();
        });
    }

    void mount(Router router) {
        router.get("/sim/events").handler(this::stream);
    }

    private void stream(RoutingContext context) {
        @Nullable String user = context.request().getParam("user");
        if (user == null || user.isEmpty()) {
            var _ = context.response().setStatusCode(400).end("Name the user: /sim/events?user=1001001");
            return;
        }
        HttpServerResponse response = context.response().setChunked(true);
        response.putHeader("Content-Type", "text/event-stream").putHeader("Cache-Control", "no-store");
        Runnable unsubscribe = subscribe("/finesse/api/User/" + user, xml -> {
            var _ = response.write("data: " + xml + "\n\n");
        });
        streams.add(response);
        response.closeHandler(_ -> {
            streams.remove(response);
            unsubscribe.run();
        });
        var _ = response.write(": subscribed\n\n");
    }
}
