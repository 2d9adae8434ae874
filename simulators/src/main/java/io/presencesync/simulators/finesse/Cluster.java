package io.presencesync.simulators.finesse;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// What the nodes of one Finesse cluster share: users, teams, reason codes, layouts, and the platform's rules.
final class Cluster implements AutoCloseable {
    final Platform platform;
    final SetClock clock;
    final AgentStateRules rules;
    final Teams teams = new Teams();
    final ReasonCodes reasonCodes;
    final UserXml userXml;
    final Updates updates;
    final Agents agents;
    final Credentials credentials;
    final List<Node> nodes = new CopyOnWriteArrayList<>();
    final Layouts layouts = new Layouts();

    Cluster(FinesseSimulatorOptions options) {
        platform = options.platform();
        clock = new SetClock(options.clock());
        rules = AgentStateRules.of(platform);
        reasonCodes = new ReasonCodes(platform);
        SystemReasonCodes.addReserved(reasonCodes, platform);
        if (options.usualReasonCodes()) {
            SystemReasonCodes.addUsual(reasonCodes);
        }
        place(options.supervisorReason());
        userXml = new UserXml(reasonCodes, teams);
        updates = new Updates(userXml);
        agents = new Agents(clock, updates);
        credentials = new Credentials(options.clock(), agents, options);
    }

    /// The reason the platform stamps when a supervisor changes an agent to that state.
    Wish supervisorWish(AgentState state) {
        return switch (state) {
            case READY -> Wish.READY;
            case LOGOUT -> new Wish(state, system(ReasonCode.Category.LOGOUT, state));
            case NOT_READY,
                    RESERVED,
                    RESERVED_OUTBOUND,
                    RESERVED_OUTBOUND_PREVIEW,
                    TALKING,
                    HOLD,
                    WORK,
                    WORK_READY,
                    UNKNOWN -> new Wish(state, system(ReasonCode.Category.NOT_READY, state));
        };
    }

    private void place(@Nullable ReasonRef supervisorReason) {
        if (supervisorReason != null) {
            reasonCodes.place(
                    ReasonCode.Category.NOT_READY, platform.supervisorCode(AgentState.NOT_READY), supervisorReason);
        }
    }

    private ReasonRef system(ReasonCode.Category category, AgentState state) {
        return reasonCodes.systemRef(category, platform.supervisorCode(state));
    }

    @Override
    public void close() {
        updates.close();
    }
}
