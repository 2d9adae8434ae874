package io.presencesync.gadget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Presence;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateErrors;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.StateSource;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The gadget's wire in JSON: what we say and how we read what it says.
final class GadgetWords {
    static final ObjectMapper JSON = new ObjectMapper();

    /// Finesse refused the reason code, not the agent: other reasons may still do.
    private static final Set<String> REASON_REFUSED = Set.of("Invalid Input", "Parameter Missing");

    private GadgetWords() {}

    static ObjectNode command(StateRequest request) {
        ObjectNode command = JSON.createObjectNode()
                .put("id", request.id())
                .put("state", request.target().name());
        put(
                command,
                "reasonLabel",
                request.label() == null ? null : request.label().value());
        StateRequest.OnlyIf onlyIf = request.onlyIf();
        ObjectNode condition =
                command.putObject("onlyIf").put("state", onlyIf.state().name());
        put(condition, "reasonId", onlyIf.reasonId());
        put(
                condition,
                "stateChangeTime",
                onlyIf.stateChangeTime() == null
                        ? null
                        : onlyIf.stateChangeTime().toString());
        return command.put("why", request.why());
    }

    static ObjectNode presence(@Nullable Presence presence, String decision) {
        ObjectNode shown = JSON.createObjectNode();
        if (presence != null) {
            shown.put("status", presence.status());
            put(shown, "meetingType", presence.meetingType());
            put(shown, "category", presence.category());
            put(
                    shown,
                    "statusTime",
                    presence.statusTime() == null ? null : presence.statusTime().toString());
        }
        return shown.put("decision", decision);
    }

    private static void put(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    /// A gadget's report of its user's state. Fields it leaves out stay unknown.
    static AgentState state(JsonNode report, Instant now) {
        String pending = text(report, "pendingState");
        return new AgentState(
                StateName.of(report.path("state").asText("")),
                reason(report),
                pending == null ? null : StateName.of(pending),
                time(text(report, "stateChangeTime")),
                StateSource.GADGET,
                now,
                text(report, "requestId"));
    }

    private static @Nullable Reason reason(JsonNode report) {
        String id = text(report, "reasonId");
        String label = text(report, "reasonLabel");
        String code = text(report, "reasonCode");
        return id == null && label == null && code == null ? null : new Reason(id, number(code), label);
    }

    private static @Nullable Integer number(@Nullable String text) {
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException notATime) {
            return null;
        }
    }

    static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        String text = value.isValueNode() && !value.isNull() ? value.asText() : "";
        return text.isEmpty() ? null : text;
    }

    /// What a gadget's outcome means: the outcomes table of the design.
    static Outcome outcome(JsonNode report) {
        if (report.path("ok").asBoolean(false)) {
            return new Outcome.Accepted();
        }
        String type = report.path("errorType").asText("unknown");
        String message = report.path("errorMessage").asText("");
        if (type.equals("only_if_not_met")) {
            return new Outcome.NotSent("their desktop shows another state than we decided on");
        }
        return REASON_REFUSED.contains(type)
                ? new Outcome.Failed(Outcome.Failure.THIS_AGENT_ONLY, Outcome.LABEL_MISSING, type + " " + message)
                : new Outcome.Failed(failure(type, report), type, message);
    }

    private static Outcome.Failure failure(String type, JsonNode report) {
        int status = report.path("status").asInt(0);
        if (StateErrors.waitsForState(type, report.path("errorData").asText(""))) {
            return Outcome.Failure.WAIT_FOR_STATE;
        }
        boolean again = type.equals("timeout") || status == 0 || status == 429 || status >= 500;
        return again && !type.equals(Outcome.LABEL_MISSING) ? Outcome.Failure.RETRY : Outcome.Failure.THIS_AGENT_ONLY;
    }
}
