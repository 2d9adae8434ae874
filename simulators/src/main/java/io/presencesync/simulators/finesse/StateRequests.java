package io.presencesync.simulators.finesse;

import io.presencesync.simulators.finesse.ReasonCode.Category;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// `PUT /finesse/api/User/{id}`: checks what Finesse checks at once, answers 202, and lets the change happen a moment
/// later, judged again by the state the agent has then.
final class StateRequests {
    private final Cluster cluster;
    private final Consumer<Runnable> later;

    /// `later` runs a change after the effect delay.
    StateRequests(Cluster cluster, Consumer<Runnable> later) {
        this.cluster = cluster;
        this.later = later;
    }

    Reply put(ApiCall call) {
        Agent agent = target(call);
        XmlElement user = call.body();
        if (!user.name().equals("User")) {
            throw ApiException.badRequest(user.name(), "User expected");
        }
        String state = user.child("state").orElseThrow(() -> ApiException.missing("state", "State Parameter missing"));
        return call.caller().is(agent) ? own(call, agent, state, user) : supervised(call, agent, state, user);
    }

    private Agent target(ApiCall call) {
        String id = call.path("id");
        Optional<Agent> agent = cluster.agents.find(id);
        if (call.caller().admin()) {
            throw ApiException.unauthorized(call.caller().name());
        }
        if (agent.isPresent() && call.caller().is(agent.get())) {
            return agent.get();
        }
        if (!call.caller().isSupervisor()) {
            throw ApiException.otherUser(id);
        }
        return agent.filter(found -> call.caller().supervises(found.profile().teamId()))
                .orElseThrow(() -> agent.isEmpty() ? ApiException.noSuchUser(id) : invalidSupervisor(id));
    }

    private static ApiException invalidSupervisor(String id) {
        return new ApiException(401, "Invalid Supervisor", id, "The supervisor does not supervise this user's team");
    }

    private Reply own(ApiCall call, Agent agent, String state, XmlElement user) {
        if (state.equals("LOGIN")) {
            return signIn(call, agent, user);
        }
        Wish wish = switch (known(state)) {
            case READY -> Wish.READY;
            case NOT_READY -> Wish.notReady(reason(agent, Category.NOT_READY, user));
            case LOGOUT -> Wish.logout(reason(agent, Category.LOGOUT, user));
            case WORK -> new Wish(AgentState.WORK, ReasonRef.NONE);
            case RESERVED, RESERVED_OUTBOUND, RESERVED_OUTBOUND_PREVIEW, TALKING, HOLD, WORK_READY, UNKNOWN ->
                throw new ApiException(400, ApiError.INVALID_STATE);
        };
        return accept(call, agent, now -> cluster.rules.byAgent(now, wish));
    }

    private Reply signIn(ApiCall call, Agent agent, XmlElement user) {
        String extension =
                user.child("extension").orElseThrow(() -> ApiException.missing("extension", "Extension missing"));
        if (!extension.chars().allMatch(Character::isDigit)) {
            throw ApiException.badRequest("extension", "Invalid extension");
        }
        Reply accepted = accept(call, agent, cluster.rules::signIn);
        cluster.agents.set(agent.loginId(), each -> each.withExtension(extension));
        return accepted;
    }

    private Reply supervised(ApiCall call, Agent agent, String state, XmlElement user) {
        if (user.child("reasonCodeId").isPresent()) {
            throw ApiException.invalidInput(
                    "finesse.api.reasoncode.not_allowed", "For this operation, Reason Codes are not allowed.");
        }
        if (state.equals("LOGIN")) {
            throw new ApiException(400, ApiError.INVALID_STATE);
        }
        Wish wish = cluster.supervisorWish(known(state));
        return accept(call, agent, now -> cluster.rules.bySupervisor(now, wish));
    }

    private Reply accept(ApiCall call, Agent agent, Function<AgentStatus, Outcome> rule) {
        if (rule.apply(agent.status()) instanceof Outcome.Refused refused) {
            throw new ApiException(400, refused.error());
        }
        String requestId = call.requestId();
        Optional<Function<AgentStatus, Outcome>> effect = underFaults(call.effects(), rule);
        effect.ifPresent(step -> later.accept(() -> cluster.agents.step(agent.loginId(), requestId, step)));
        return Reply.empty(202);
    }

    /// What really happens after the 202; empty for nothing.
    private static Optional<Function<AgentStatus, Outcome>> underFaults(
            List<Fault.Effect> effects, Function<AgentStatus, Outcome> rule) {
        for (Fault.Effect effect : effects) {
            if (effect instanceof Fault.Swallow) {
                return Optional.empty();
            }
            if (effect instanceof Fault.RefuseLater refuse) {
                return Optional.of(_ -> new Outcome.RefusedLater(refuse.error()));
            }
        }
        return Optional.of(rule);
    }

    private ReasonRef reason(Agent agent, Category category, XmlElement user) {
        List<ReasonCode> valid = cluster.reasonCodes.validFor(agent.profile().teamId(), category);
        Optional<String> given = user.child("reasonCodeId");
        if (given.isPresent()) {
            return valid.stream()
                    .map(ReasonCode::ref)
                    .filter(ref -> ref.id().equals(given.get()))
                    .findFirst()
                    .orElseThrow(() -> ApiException.invalidInput("reasonCodeId", "Invalid reason code"));
        }
        if (valid.isEmpty()) {
            return ReasonRef.UNKNOWN;
        }
        throw ApiException.missing(
                "finesse.api.reasoncode.require_reasoncode", "The state change requires a valid reason code.");
    }

    private static AgentState known(String state) {
        for (AgentState each : AgentState.values()) {
            if (each.name().equals(state)) {
                return each;
            }
        }
        throw ApiException.invalidInput("state", "Invalid state: " + state);
    }
}
