package io.presencesync.engine;

import io.presencesync.agent.Memory;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.WebexAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the engine knows of its agents, for showing. Any thread; snapshots.
public final class EngineStatus {
    private final Engine engine;

    public EngineStatus(Engine engine) {
        this.engine = engine;
    }

    public List<AgentView> agents() {
        return engine.runners().stream()
                .map(this::view)
                .sorted((one, other) -> one.id().toString().compareTo(other.id().toString()))
                .toList();
    }

    /// What health counts of one agent.
    ///
    /// @param state null until Finesse told one
    /// @param cutOff why no presence can reach us; null when it can, or while that is being found out
    public record Known(
            Roster.Entry entry,
            @Nullable AgentState state,
            @Nullable String cutOff) {}

    /// Cheaper than [#agents()], in no order.
    public List<Known> known() {
        return engine.runners().stream()
                .map(runner -> new Known(
                        runner.entry(),
                        runner.memory().state(),
                        engine.people().problem(runner.entry().address())))
                .toList();
    }

    private AgentView view(AgentRunner runner) {
        Roster.Entry entry = runner.entry();
        Memory memory = runner.memory();
        return new AgentView(
                entry.agent(),
                entry.loginName(),
                entry.name(),
                entry.address(),
                memory.presence(),
                memory.state(),
                engine.people().isSubscribed(entry.address()),
                engine.people().isResolved(entry.address()),
                problem(entry, memory),
                runner.decision().kind() + ": " + runner.decision().why(),
                memory.pause());
    }

    private @Nullable String problem(Roster.Entry entry, Memory memory) {
        String webex = engine.people().problem(entry.address());
        if (webex != null) {
            return webex;
        }
        Memory.GivenUp givenUp = memory.givenUp();
        return givenUp == null ? null : givenUp.why();
    }

    /// Every agent is either subscribed, or it is known and said why he cannot be.
    public boolean allSettled() {
        return engine.runners().stream().map(runner -> runner.entry().address()).allMatch(this::settled);
    }

    private boolean settled(WebexAddress address) {
        return engine.people().isSubscribed(address) || engine.people().problem(address) != null;
    }

    /// Agents whose Webex presence does not reach us, with the reason.
    public List<Roster.Missing> withoutPresence() {
        List<Roster.Missing> missing = new ArrayList<>();
        for (AgentRunner runner : engine.runners()) {
            String why = engine.people().problem(runner.entry().address());
            if (why != null) {
                missing.add(new Roster.Missing(runner.entry().loginName(), why));
            }
        }
        return missing;
    }
}
