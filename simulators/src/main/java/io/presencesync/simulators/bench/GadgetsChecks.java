package io.presencesync.simulators.bench;

import io.presencesync.simulators.finesse.LoggedRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The requests at pretend Finesse by which gadgets were checked: those with an agent's own account, and refused ones.
///
/// @param total   how many checks there were
/// @param refused answered with another status than 200
/// @param again   agents who were checked more than once
/// @param most    most of them within any one second
/// @param atOnce  most of them at the same moment
record GadgetsChecks(int total, long refused, long again, int most, int atOnce) {
    private static final String USER = "/finesse/api/User/";

    /// Of what Finesse's log holds.
    static GadgetsChecks of(Site site) {
        List<LoggedRequest> checks = site.finesse().requests().all().stream()
                .filter(GadgetsChecks::isCheck)
                .toList();
        Map<String, Integer> times = new HashMap<>();
        checks.forEach(check -> times.merge(check.path(), 1, Integer::sum));
        return new GadgetsChecks(
                checks.size(),
                checks.stream().filter(check -> check.status() != 200).count(),
                times.values().stream().filter(count -> count > 1).count(),
                most(checks.stream().map(LoggedRequest::nanoTime).sorted().toList()),
                atOnce(checks));
    }

    private static boolean isCheck(LoggedRequest request) {
        boolean own = request.path().equals(USER + request.user());
        return request.method().equals("GET")
                && request.path().startsWith(USER)
                && request.requestId().isEmpty()
                && (own || request.status() == 401 || request.status() == 0);
    }

    /// Most of these times within any one second.
    static int most(List<Long> sorted) {
        int most = 0;
        int from = 0;
        for (int to = 0; to < sorted.size(); to++) {
            while (sorted.get(to) - sorted.get(from) >= 1_000_000_000L) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    private static int atOnce(List<LoggedRequest> checks) {
        Instant now = Instant.now();
        long nanos = System.nanoTime();
        record Edge(long at, int step) {}
        List<Edge> edges = new ArrayList<>(checks.stream()
                .flatMap(check -> Stream.of(
                        new Edge(check.nanoTime(), 1),
                        new Edge(
                                nanos
                                        - java.time.Duration.between(check.at(), now)
                                                .toNanos(),
                                -1)))
                .toList());
        edges.sort((one, other) -> Long.compare(one.at(), other.at()));
        int open = 0;
        int most = 0;
        for (Edge edge : edges) {
            open += edge.step();
            most = Math.max(most, open);
        }
        return most;
    }

    boolean clean() {
        return refused == 0 && again == 0;
    }

    String inWords() {
        return String.format(
                Locale.ROOT,
                "GET User with agents' accounts: %d, most in a second %d, most at once %d, refused %d, agents checked"
                        + " more than once %d",
                total,
                most,
                atOnce,
                refused,
                again);
    }
}
