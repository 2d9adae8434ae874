package io.presencesync.simulators.finesse;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
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
    private final Set<HttpServerResponse> streams = ConcurrentHashMap.newKeySet();
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final List<Everything> everything = new CopyOnWriteArrayList<>();

    EventFeed(Updates updates, Faults faults, Node node) {
        this.updates = updates;
        this.node = node;
        this.faults = faults;
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

    /// What this node alone tells.
    void tell(Update update) {
        deliver(update);
    }

    private void deliver(Update update) {
        if (faults.outOfService() && !update.topic().endsWith("/SystemInfo")) {
            return;
        }
        String xml = node.onItsClock(update.xml());
        for (Fault.Effect effect : faults.take("EVENT", update.topic(), "")) {
            if (effect instanceof Fault.Swallow || effect instanceof Fault.Drop) {
                return;
            }
            if (effect instanceof Fault.Rewrite rewrite) {
                xml = Spoiler.spoil(xml, rewrite);
            }
        }
        String sent = xml;
        updates.inOrder(() -> send(update.topic(), sent));
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
