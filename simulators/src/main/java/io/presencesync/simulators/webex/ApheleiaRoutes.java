package io.presencesync.simulators.webex;

import io.presencesync.simulators.webex.WebexSimulatorOptions.HiddenAs;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Presence subscriptions and compositions.
final class ApheleiaRoutes {
    static final String BASE = "/apheleia/api/v1";
    private static final int RETRY_SECONDS = 30;

    private final WebexSimulatorOptions options;
    private final Supplier<Limits> limits;
    private final Directory directory;
    private final Subscriptions subscriptions;
    private final Compositions compositions;
    private final Faults faults;

    ApheleiaRoutes(
            Api api,
            WebexSimulatorOptions options,
            Supplier<Limits> limits,
            Directory directory,
            Subscriptions subscriptions,
            Compositions compositions,
            Faults faults) {
        this.options = options;
        this.limits = limits;
        this.directory = directory;
        this.subscriptions = subscriptions;
        this.compositions = compositions;
        this.faults = faults;
        api.route(HttpMethod.POST, BASE + "/subscriptions", Endpoint.SUBSCRIBE, this::subscribe);
        api.route(HttpMethod.GET, BASE + "/subscriptions", Endpoint.SUBSCRIPTIONS, this::list);
        api.route(HttpMethod.POST, BASE + "/compositions", Endpoint.COMPOSITIONS, this::compositions);
        api.route(HttpMethod.GET, BASE + "/compositions", Endpoint.COMPOSITION, this::composition);
        api.open(HttpMethod.GET, BASE + "/ping", Endpoint.PING, call -> call.ok(health()));
    }

    private static JsonObject health() {
        return new JsonObject().put("serviceName", "apheleia").put("serviceState", "online");
    }

    private void subscribe(Exchange call) {
        JsonObject body = call.body();
        List<String> subjects = call.texts(body, "subjects");
        int ttl = body.getInteger("subscriptionTtl", limits.get().subscriptionTtl());
        if (ttl > 0) {
            limit(subjects);
        }
        boolean status = body.getBoolean("includeStatus", false);
        var responses = new JsonArray();
        for (String subject : subjects) {
            answer(responses, device(call), subject, ttl, status);
        }
        call.ok(new JsonObject().put("responses", responses));
    }

    /// Adds the subject's answer, unless it is to be missing, and one for the subject it pushed out.
    private void answer(JsonArray responses, String device, String subject, int ttl, boolean status) {
        Person person = directory.find(subject);
        if (person != null && faults.takeMissingAnswer(person)) {
            return;
        }
        String evicted = ttl > 0 ? subscriptions.evict(device, subject) : null;
        responses.add(response(device, subject, ttl, status));
        if (evicted != null) {
            responses.add(entry(evicted, 409)
                    .put("message", "pushed out by a newer subscription")
                    .put("evicted", true));
        }
    }

    /// Subscriptions without a device are kept, but nothing is ever delivered for them.
    private static String device(Exchange call) {
        String url = call.request().getHeader("cisco-device-url");
        return url == null ? "" : url;
    }

    private void limit(List<String> subjects) {
        if (subjects.size() > options.maxSubjects()) {
            throw new Refusal(400, subjects.size() + " subjects; at most " + options.maxSubjects() + " are allowed");
        }
    }

    private JsonObject response(String device, String subject, int ttl, boolean includeStatus) {
        Person person = directory.find(subject);
        JsonObject refused = refusal(subject, person);
        if (refused != null || person == null) {
            subscriptions.unsubscribe(device, subject);
            return refused == null ? new JsonObject() : refused;
        }
        if (ttl <= 0) {
            subscriptions.unsubscribe(device, subject);
            return entry(subject, 200).put("subscriptionTtl", 0);
        }
        Integer granted = subscriptions.subscribe(device, subject, ttl);
        if (granted == null) {
            return entry(subject, 409).put("message", "too many subscriptions").put("retry", RETRY_SECONDS);
        }
        JsonObject entry = entry(subject, 200).put("subscriptionTtl", granted);
        JsonObject composition = includeStatus ? compositions.of(person) : null;
        return composition == null ? entry : entry.put("status", composition);
    }

    private @Nullable JsonObject refusal(String subject, @Nullable Person person) {
        if (person == null) {
            return entry(subject, 404).put("message", "no such subject");
        }
        Fault.RefuseSubject fault = faults.takeRefusal(person);
        if (fault != null) {
            return refusal(subject, fault);
        }
        if (!compositions.sameOrg(person)) {
            return entry(subject, 401).put("message", "no access to this subject");
        }
        boolean refused = !person.sharing() && limits.get().hiddenAs() == HiddenAs.REFUSED;
        return refused ? entry(subject, 403).put("message", "presence is switched off") : null;
    }

    private static JsonObject refusal(String subject, Fault.RefuseSubject fault) {
        JsonObject entry = entry(subject, fault.responseCode()).put("message", "fault on demand");
        if (fault.retry() != null) {
            entry.put("retry", fault.retry());
        }
        return fault.evicted() ? entry.put("evicted", true) : entry;
    }

    private static JsonObject entry(String subject, int code) {
        return new JsonObject().put("subject", subject).put("responseCode", code);
    }

    private void list(Exchange call) {
        String device = device(call);
        var list = new JsonArray();
        subscriptions
                .remaining(device)
                .forEach((subject, ttl) -> list.add(new JsonObject()
                        .put("deviceUrl", device)
                        .put("subject", subject)
                        .put("subscriptionTtl", ttl)));
        call.ok(new JsonObject()
                .put("subject", call.caller())
                .put("truncated", false)
                .put("subscriptions", list));
    }

    private void compositions(Exchange call) {
        List<String> subjects = call.texts(call.body(), "subjects");
        limit(subjects);
        var list = new JsonArray();
        for (String subject : subjects) {
            Person person = directory.find(subject);
            JsonObject composition = person == null || faults.takeMissing(person) ? null : compositions.of(person);
            if (composition != null) {
                list.add(composition);
            }
        }
        call.ok(new JsonObject().put("statusList", list));
    }

    private void composition(Exchange call) {
        String userId = call.query("userId");
        Person person = userId == null ? null : directory.find(userId);
        JsonObject composition = person == null ? null : compositions.of(person);
        if (composition == null) {
            throw new Refusal(404, "no composition for this user");
        }
        call.ok(composition);
    }
}
