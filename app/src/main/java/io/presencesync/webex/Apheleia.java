package io.presencesync.webex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.net.RetryAfter;
import io.presencesync.presence.WebexPersonId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The presence service: subscriptions and compositions for up to [#BATCH] people a call. Blocks.
final class Apheleia {
    static final int BATCH = 50;
    static final Duration TTL = Duration.ofMinutes(10);

    private static final int HIDDEN = 403;

    private final WebexApi api;

    Apheleia(WebexApi api) {
        this.api = api;
    }

    /// What became of one person's subscription.
    ///
    /// @param ttl as granted, which may be less than asked for
    /// @param retry how long to wait before asking again, never negative; null when not told
    /// @param evicted this subscription was pushed out by others
    record Answer(
            WebexPersonId person,
            int code,
            Duration ttl,
            @Nullable Duration retry,
            boolean evicted,
            @Nullable ObjectNode status) {
        /// How an unknown person is answered is not documented: any refusal that has no other meaning counts.
        boolean saysUnknown() {
            return switch (code) {
                case 401, 403, 409, 423, 429 -> false;
                default -> code >= 400 && code < 500;
            };
        }
    }

    /// Subscribes the device's socket to these people; each answer carries the status of now.
    List<Answer> subscribe(URI base, Device device, Collection<WebexPersonId> people)
            throws WebexFailure, InterruptedException {
        ObjectNode body =
                subjects(people).put("subscriptionTtl", TTL.toSeconds()).put("includeStatus", true);
        JsonNode answer = post(base, device, "subscriptions", body);
        List<Answer> answers = new ArrayList<>();
        for (JsonNode entry : answer.path("responses")) {
            String subject = Json.text(entry, "subject");
            if (subject != null) {
                answers.add(answer(new WebexPersonId(subject), entry));
            }
        }
        return answers;
    }

    /// Ends the subscriptions of these people.
    void unsubscribe(URI base, Device device, Collection<WebexPersonId> people)
            throws WebexFailure, InterruptedException {
        post(base, device, "subscriptions", subjects(people).put("subscriptionTtl", 0));
    }

    /// The statuses of now; a person may be missing.
    List<ObjectNode> compositions(URI base, Device device, Collection<WebexPersonId> people)
            throws WebexFailure, InterruptedException {
        List<ObjectNode> found = new ArrayList<>();
        for (JsonNode entry :
                post(base, device, "compositions", subjects(people)).path("statusList")) {
            if (entry instanceof ObjectNode composition) {
                found.add(composition);
            }
        }
        return found;
    }

    private JsonNode post(URI base, Device device, String path, ObjectNode body)
            throws WebexFailure, InterruptedException {
        Map<String, String> ours = Map.of("cisco-device-url", device.url().toString());
        return api.send("POST", WebexApi.below(base, path), body, ours);
    }

    private static ObjectNode subjects(Collection<WebexPersonId> people) {
        ObjectNode body = Json.object();
        ArrayNode subjects = body.putArray("subjects");
        people.forEach(person -> subjects.add(person.value()));
        return body;
    }

    /// A subscription without the status that was asked for is as good as refused: the person's status is hidden.
    private static int code(JsonNode entry) {
        int code = entry.path("responseCode").asInt(0);
        return code == 200 && !entry.path("status").isObject() ? HIDDEN : code;
    }

    private static Answer answer(WebexPersonId person, JsonNode entry) {
        long ttl = entry.path("subscriptionTtl").asLong(0);
        return new Answer(
                person,
                code(entry),
                ttl > 0 ? Duration.ofSeconds(ttl) : TTL,
                RetryAfter.read(entry.path("retry").asText(), null, Instant.EPOCH),
                isEvicted(entry.path("evicted"), person),
                entry.get("status") instanceof ObjectNode status ? status : null);
    }

    private static boolean isEvicted(JsonNode evicted, WebexPersonId person) {
        return evicted.asBoolean(false) || evicted.asText().equals(person.value());
    }
}
