package io.presencesync.simulators.bench;

import io.presencesync.simulators.finesse.Agent;
import io.presencesync.simulators.finesse.AgentControl;
import io.presencesync.simulators.finesse.ReasonCode;
import io.presencesync.simulators.finesse.ReasonCodes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Carries commands out at an agent's desk, each at most once and only while it still fits, as the gadget does, and
/// tells the agent's state and reasons.
final class GadgetsDesk {
    private static final Duration NODES_DIFFER_BY = Duration.ofSeconds(2);

    private final AgentControl desk;
    private final JsonObject reasons;
    private final GadgetsLog log;
    private final Map<String, JsonObject> outcomes = new HashMap<>();
    private String last = "";

    GadgetsDesk(AgentControl desk, ReasonCodes codes, GadgetsLog log) {
        this.desk = desk;
        this.reasons = labels(codes);
        this.log = log;
    }

    boolean knows(JsonObject command) {
        return outcomes.containsKey(command.getString("id"));
    }

    /// The outcome to be told; the one of before when the command came already.
    JsonObject outcome(JsonObject command) {
        String id = command.getString("id");
        JsonObject known = outcomes.get(id);
        if (known != null) {
            log.toldAgain();
            return known;
        }
        JsonObject outcome = carriedOut(command).put("id", id);
        outcomes.put(id, outcome);
        return outcome;
    }

    private JsonObject carriedOut(JsonObject command) {
        if (!fits(command.getJsonObject("onlyIf"))) {
            log.notMet();
            return new JsonObject().put("ok", false).put("errorType", "only_if_not_met");
        }
        String state = command.getString("state");
        try {
            var _ = state.equals("READY") ? desk.ready() : desk.notReady(command.getString("reasonLabel"));
        } catch (IllegalStateException refused) {
            return new JsonObject()
                    .put("ok", false)
                    .put("status", 400)
                    .put("errorType", "Invalid State")
                    .put("errorMessage", refused.getMessage());
        }
        done(state + command.getString("reasonLabel", ""));
        return new JsonObject().put("ok", true);
    }

    private void done(String what) {
        log.carriedOut();
        if (what.equals(last)) {
            log.doneTwice();
        }
        last = what;
    }

    private boolean fits(JsonObject onlyIf) {
        Agent now = desk.now();
        String reason = onlyIf.getString("reasonId");
        return onlyIf.getString("state").equals(now.status().state().name())
                && (reason == null || reason.equals(now.status().reason().id()))
                && sameTime(onlyIf.getString("stateChangeTime"), now.changedAt());
    }

    private static boolean sameTime(@Nullable String wanted, @Nullable Instant seen) {
        return wanted == null
                || seen == null
                || Duration.between(Instant.parse(wanted), seen).abs().compareTo(NODES_DIFFER_BY) <= 0;
    }

    JsonObject state() {
        Agent now = desk.now();
        return new JsonObject()
                .put("state", now.status().state().name())
                .put("reasonId", now.status().reason().id())
                .put("reasonLabel", desk.reasonLabel())
                .put("stateChangeTime", String.valueOf(now.changedAt()));
    }

    /// The labels under which the agent finds his Not Ready reasons.
    JsonObject reasons() {
        return reasons;
    }

    private static JsonObject labels(ReasonCodes codes) {
        JsonArray labels = new JsonArray();
        for (String label : List.of("Lunch", "Webex Call", "Webex DND", "Webex Meeting", "Webex Unavailable")) {
            codes.byLabel(ReasonCode.Category.NOT_READY, label)
                    .ifPresent(code ->
                            labels.add(new JsonObject().put("label", label).put("id", Integer.toString(code.id()))));
        }
        return new JsonObject().put("labels", labels);
    }
}
