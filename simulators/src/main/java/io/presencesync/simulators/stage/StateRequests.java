package io.presencesync.simulators.stage;

import io.presencesync.simulators.finesse.FinesseSimulator;
import io.presencesync.simulators.finesse.LoggedRequest;
import io.presencesync.simulators.finesse.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Collects the requests that change an agent's state, as they reach the pretend Finesse.
final class StateRequests {
    private static final Pattern PATH = Pattern.compile("/finesse/api/User/(\\d+)");

    private final FinesseSimulator finesse;
    private final ConcurrentLinkedQueue<LoggedRequest> arrived = new ConcurrentLinkedQueue<>();

    StateRequests(FinesseSimulator finesse) {
        this.finesse = finesse;
        finesse.requests().onPut(arrived::add);
    }

    /// Those since the last call.
    List<Feed.Entry> take() {
        List<Feed.Entry> entries = new ArrayList<>();
        for (LoggedRequest each = arrived.poll(); each != null; each = arrived.poll()) {
            Matcher path = PATH.matcher(each.path());
            if (path.matches() && Cast.knows(path.group(1))) {
                Role role = Cast.role(path.group(1));
                entries.add(new Feed.Entry(each.at(), "request", role, text(each)));
            }
        }
        return entries;
    }

    private String text(LoggedRequest request) {
        String reason = reason(element(request.body(), "reasonCodeId"));
        boolean supervisor = request.user().equals(Cast.SUPERVISOR.loginId());
        return "PUT " + element(request.body(), "state")
                + (reason.isEmpty() ? "" : " · " + reason)
                + (supervisor ? ", as the supervisor" : ", by their desktop")
                + " → " + request.status();
    }

    private String reason(String id) {
        return id.matches("\\d{1,9}")
                ? finesse.reasonCodes()
                        .find(Integer.parseInt(id))
                        .map(ReasonCode::label)
                        .orElse(id)
                : "";
    }

    private static String element(String xml, String name) {
        Matcher found = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(xml);
        return found.find() ? found.group(1) : "";
    }
}
