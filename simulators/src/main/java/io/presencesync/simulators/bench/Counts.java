package io.presencesync.simulators.bench;

import io.presencesync.simulators.finesse.LoggedRequest;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How many requests of which kind both simulators have had.
record Counts(Map<String, Long> byKind) {
    private static final Map<String, String> WEBEX = Map.of(
            "people", "look-ups",
            "subscribe", "subscriptions",
            "compositions", "compositions",
            "in ack", "acks",
            "out apheleia.subscription_update", "presences written");

    static Counts now(Site site) {
        Map<String, Long> all = new TreeMap<>();
        site.webex().log().counters().forEach((label, count) -> {
            String kind = WEBEX.get(label);
            if (kind != null) {
                all.put("Webex " + kind, count);
            }
        });
        site.finesse().requests().all().forEach(request -> all.merge("Finesse " + kind(request), 1L, Long::sum));
        return new Counts(all);
    }

    private static String kind(LoggedRequest request) {
        String[] path = request.path().replaceFirst("^/finesse/api/", "").split("/", -1);
        String what = path.length > 2 ? path[0] + "/…/" + path[2] : path[0];
        String refused = request.status() >= 300 || request.status() == 0 ? " answered " + request.status() : "";
        return request.method() + " " + what + refused;
    }

    Counts since(Counts before) {
        Map<String, Long> more = new TreeMap<>();
        byKind.forEach((kind, count) -> more.put(kind, count - before.byKind.getOrDefault(kind, 0L)));
        more.values().removeIf(count -> count == 0);
        return new Counts(more);
    }

    String inWords() {
        return byKind.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("; "));
    }
}
