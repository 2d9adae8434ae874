package io.presencesync.simulators.webex;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Presence events: how an account sets its own status, and only its own.
final class EventRoutes {
    private static final String EVENTS = ApheleiaRoutes.BASE + "/events";
    private static final Set<String> SETTABLE = Set.of("active", "dnd", "ooo", "clear");

    /// Receives the status to show for a person.
    @FunctionalInterface
    interface Publisher {
        void publish(Person person, String status);
    }

    private final InstantSource clock;
    private final Directory directory;
    private final Publisher publisher;
    private final Map<String, JsonObject> newest = new HashMap<>();

    EventRoutes(Api api, InstantSource clock, Directory directory, Publisher publisher) {
        this.clock = clock;
        this.directory = directory;
        this.publisher = publisher;
        api.route(HttpMethod.POST, EVENTS, Endpoint.EVENT_CREATE, this::create);
        api.route(HttpMethod.GET, EVENTS, Endpoint.EVENTS, this::list);
    }

    private void create(Exchange call) {
        JsonObject body = call.body();
        String subject = body.getString("subject", "");
        String type = body.getString("eventType", "");
        ownOnly(call, subject);
        if (!SETTABLE.contains(type)) {
            throw new Refusal(400, "eventType '" + type + "' cannot be set");
        }
        int ttl = body.getInteger("ttl", 0);
        newest.put(subject, event(subject, type, ttl));
        publisher.publish(directory.require(subject), type.equals("clear") ? "active" : type);
        call.ok(body.copy());
    }

    private JsonObject event(String subject, String type, int ttl) {
        Instant now = clock.instant();
        return new JsonObject()
                .put("subject", subject)
                .put("eventType", type)
                .put("ttl", ttl)
                .put("startTime", now.toString())
                .put("received", now.toString())
                .put("expiration", now.plusSeconds(ttl).toString());
    }

    private void list(Exchange call) {
        String userId = call.query("userId");
        ownOnly(call, userId == null ? "" : userId);
        var events = new JsonArray();
        JsonObject event = newest.get(call.caller());
        if (event != null) {
            events.add(event);
        }
        call.ok(new JsonObject().put("events", events));
    }

    private static void ownOnly(Exchange call, String subject) {
        if (!subject.equals(call.caller())) {
            throw new Refusal(403, "events can be set and read for the own user only");
        }
    }
}
