package io.presencesync.simulators.stage;

import io.presencesync.simulators.finesse.AgentControl;
import io.presencesync.simulators.finesse.CallKind;
import java.util.Map;
import java.util.function.Consumer;

/// What an agent can be made to do at his desk and phone, by the words the page uses.
final class AgentDeeds {
    private static final Map<String, Consumer<AgentControl>> DEEDS = Map.of(
            "ring", agent -> agent.callArrives(CallKind.ICD),
            "answer", AgentControl::answer,
            "endCall", AgentControl::endCall,
            "signIn", AgentControl::signIn,
            "signOut", AgentControl::signOut,
            "lunch", agent -> agent.notReady("Lunch"),
            "ready", AgentControl::ready);

    private AgentDeeds() {}

    /// @throws IllegalArgumentException for an unknown word
    /// @throws IllegalStateException when his present state does not allow it
    static void perform(AgentControl agent, String word) {
        Consumer<AgentControl> deed = DEEDS.get(word);
        if (deed == null) {
            throw new IllegalArgumentException("unknown action " + word);
        }
        deed.accept(agent);
    }
}
