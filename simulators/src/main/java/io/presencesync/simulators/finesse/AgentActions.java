package io.presencesync.simulators.finesse;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The named actions of the control API: `POST /control/agents/{id}/{action}` with a JSON object.
final class AgentActions {
    private static final Map<String, BiConsumer<AgentControl, JsonObject>> ACTIONS = new TreeMap<>(Map.ofEntries(
            Map.entry("signIn", (agent, _) -> agent.signIn()),
            Map.entry("signOut", (agent, _) -> agent.signOut()),
            Map.entry("ready", (agent, _) -> agent.ready()),
            Map.entry("notReady", (agent, body) -> agent.notReady(body.getString("label", ""))),
            Map.entry("supervisorSets", (agent, body) -> agent.supervisorSets(state(body))),
            Map.entry("callArrives", (agent, body) -> agent.callArrives(kind(body))),
            Map.entry("reserve", (agent, body) -> agent.reserve(body.getBoolean("preview", false))),
            Map.entry("answer", (agent, _) -> agent.answer()),
            Map.entry("callGoesElsewhere", (agent, _) -> agent.callGoesElsewhere()),
            Map.entry("callNotAnswered", (agent, _) -> agent.callNotAnswered()),
            Map.entry("dial", (agent, _) -> agent.dial()),
            Map.entry("hold", (agent, _) -> agent.hold()),
            Map.entry("retrieve", (agent, _) -> agent.retrieve()),
            Map.entry(
                    "endCall",
                    (agent, body) ->
                            agent.endCall(body.getBoolean("wrapUp", agent.now().wrapUp()))),
            Map.entry("wrapUpEnds", (agent, _) -> agent.wrapUpEnds()),
            Map.entry("wrapUp", (agent, body) -> agent.wrapUp(body.getBoolean("required", true))),
            Map.entry("systemSets", AgentActions::systemSets),
            Map.entry("toldAgain", (agent, _) -> agent.toldAgain()),
            Map.entry("takenAgain", (agent, _) -> agent.takenAgain()),
            Map.entry("requestFails", AgentActions::requestFails),
            Map.entry("loseReason", (agent, _) -> agent.loseReason()),
            Map.entry("loseTime", (agent, _) -> agent.loseTime()),
            Map.entry("failOver", (agent, _) -> agent.failOver())));

    private AgentActions() {}

    static Set<String> names() {
        return ACTIONS.keySet();
    }

    static void perform(AgentControl agent, String action, JsonObject body) {
        @Nullable BiConsumer<AgentControl, JsonObject> performed = ACTIONS.get(action);
        if (performed == null) {
            throw new IllegalArgumentException("unknown action " + action + "; known are " + names());
        }
        performed.accept(agent, body);
    }

    private static void systemSets(AgentControl agent, JsonObject body) {
        Integer code = body.getInteger("code");
        if (code == null) {
            agent.systemSets(state(body));
        } else {
            agent.systemSets(state(body), code);
        }
    }

    private static void requestFails(AgentControl agent, JsonObject body) {
        agent.requestFails(
                body.getString("type", "Invalid State"), body.getString("message", ""), body.getString("data", ""));
    }

    private static AgentState state(JsonObject body) {
        return AgentState.valueOf(body.getString("state", ""));
    }

    private static CallKind kind(JsonObject body) {
        return CallKind.valueOf(body.getString("kind", CallKind.ICD.name()));
    }
}
