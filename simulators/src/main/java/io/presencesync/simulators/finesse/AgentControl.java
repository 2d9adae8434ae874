package io.presencesync.simulators.finesse;

import io.presencesync.simulators.finesse.ReasonCode.Category;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Acts as one agent at his desk and phone, not through REST. What a person chooses on a desktop is published with a
/// request id of that desktop's, what a phone or the system does without one. An action the state machine does not
/// allow throws {@link IllegalStateException}.
public final class AgentControl {
    private final Cluster cluster;
    private final String loginId;
    private final @Nullable Duration wrapUpTime;
    private final BiConsumer<Duration, Runnable> timer;

    AgentControl(Cluster cluster, String loginId, @Nullable Duration wrapUpTime, BiConsumer<Duration, Runnable> timer) {
        this.cluster = cluster;
        this.loginId = cluster.agents.get(loginId).loginId();
        this.wrapUpTime = wrapUpTime;
        this.timer = timer;
    }

    /// The user as he is now.
    public Agent now() {
        return cluster.agents.get(loginId);
    }

    public AgentState state() {
        return now().status().state();
    }

    /// The label of his present reason, empty when he has none or it is unknown.
    public String reasonLabel() {
        return cluster.reasonCodes
                .byRef(now().status().reason())
                .map(ReasonCode::label)
                .orElse("");
    }

    public AgentControl signIn() {
        return chosen(cluster.rules::signIn);
    }

    /// Signs out as an agent must on this platform: on CCE through NOT_READY first.
    public AgentControl signOut() {
        if (state() == AgentState.READY && cluster.platform == Platform.CCE) {
            chosen(now -> cluster.rules.byAgent(now, Wish.notReady(ReasonRef.NONE)));
        }
        return chosen(now -> cluster.rules.byAgent(now, Wish.logout(ReasonRef.NONE)));
    }

    public AgentControl ready() {
        return chosen(now -> cluster.rules.byAgent(now, Wish.READY));
    }

    /// Chooses a reason by its label.
    public AgentControl notReady(String label) {
        ReasonRef reason = cluster.reasonCodes
                .byLabel(Category.NOT_READY, label)
                .map(ReasonCode::ref)
                .orElseThrow(() -> new IllegalArgumentException("no Not Ready reason is labelled " + label));
        return chosen(now -> cluster.rules.byAgent(now, Wish.notReady(reason)));
    }

    /// A human supervisor changes him; the platform stamps its code.
    public AgentControl supervisorSets(AgentState state) {
        return chosen(now -> cluster.rules.bySupervisor(now, cluster.supervisorWish(state)));
    }

    public AgentControl callArrives(CallKind kind) {
        return act(now -> cluster.rules.callArrives(now, kind));
    }

    public AgentControl reserve(boolean preview) {
        return act(now -> cluster.rules.reserve(now, preview));
    }

    public AgentControl answer() {
        return act(cluster.rules::answer);
    }

    public AgentControl callGoesElsewhere() {
        return act(cluster.rules::callGoesElsewhere);
    }

    public AgentControl callNotAnswered() {
        ReasonRef reason = system(cluster.platform.notAnsweredCode());
        return act(now -> cluster.rules.callNotAnswered(now, reason));
    }

    /// Calls out: a call that is not routed by the contact center.
    public AgentControl dial() {
        ReasonRef reason = system(cluster.platform.offHookCode());
        return act(now -> cluster.rules.callStarts(now, reason));
    }

    public AgentControl hold() {
        return act(cluster.rules::hold);
    }

    public AgentControl retrieve() {
        return act(cluster.rules::retrieve);
    }

    /// Ends the call, with wrap-up if he is set up for it.
    public AgentControl endCall() {
        return endCall(now().wrapUp());
    }

    public AgentControl endCall(boolean wrapUp) {
        act(now -> cluster.rules.callEnds(now, wrapUp));
        Agent after = now();
        if (wrapUpTime != null && inWrapUp(after.status())) {
            timer.accept(wrapUpTime, () -> wrapUpTimerExpires(after));
        }
        return this;
    }

    public AgentControl wrapUpEnds() {
        return act(cluster.rules::wrapUpEnds);
    }

    /// Whether his calls end with wrap-up.
    public AgentControl wrapUp(boolean required) {
        cluster.agents.set(loginId, agent -> agent.withWrapUp(required));
        return this;
    }

    /// The system moves him, whatever his state machine says; the reason is -1.
    public AgentControl systemSets(AgentState state) {
        cluster.agents.force(
                loginId, agent -> agent.to(AgentStatus.at(new Wish(state, ReasonRef.UNKNOWN)), cluster.agents.now()));
        return this;
    }

    /// The system puts him in this state with a code of its own, call or no call; without one (0), with no reason.
    public AgentControl systemSets(AgentState state, int code) {
        ReasonRef reason = code == 0 ? ReasonRef.NONE : known(code);
        cluster.agents.force(loginId, agent -> agent.to(AgentStatus.at(new Wish(state, reason)), cluster.agents.now()));
        return this;
    }

    private ReasonRef known(int code) {
        return cluster.reasonCodes
                .byCode(Category.NOT_READY, code)
                .map(ReasonCode::ref)
                .orElseThrow(() -> new IllegalArgumentException("no Not Ready reason has the code " + code));
    }

    /// The same state and reason are published with the time of now, as after a fail-over of the CTI server.
    public AgentControl toldAgain() {
        cluster.agents.force(loginId, agent -> agent.to(agent.status(), cluster.agents.now()));
        return this;
    }

    /// The same reason is taken once more at a desktop, and published with the time of now in that desktop's name.
    public AgentControl takenAgain() {
        cluster.agents.force(loginId, desktop(), agent -> agent.to(agent.status(), cluster.agents.now()));
        return this;
    }

    /// A request of his own desktop, taken before, fails: only an error is published, in that desktop's name.
    public AgentControl requestFails(String type, String message, String data) {
        cluster.agents.step(loginId, desktop(), _ -> new Outcome.RefusedLater(new ApiError(type, data, message)));
        return this;
    }

    /// His reason becomes -1 and is published so; the time stays.
    public AgentControl loseReason() {
        cluster.agents.force(
                loginId, agent -> agent.to(agent.status().withReason(ReasonRef.UNKNOWN), agent.changedAt()));
        return this;
    }

    /// His `stateChangeTime` becomes empty and is published so.
    public AgentControl loseTime() {
        cluster.agents.force(loginId, agent -> agent.to(agent.status(), null));
        return this;
    }

    /// What another node knows after it took over: reason -1; on CCX no time, and a pending LOGOUT while talking.
    public AgentControl failOver() {
        boolean timeLost = cluster.platform == Platform.CCX;
        cluster.agents.force(
                loginId,
                agent -> agent.to(cluster.rules.afterFailover(agent.status()), timeLost ? null : agent.changedAt()));
        return this;
    }

    /// Ends that very wrap-up; nothing when it is over already.
    private void wrapUpTimerExpires(Agent entered) {
        if (now().equals(entered)) {
            act(now -> inWrapUp(now) ? cluster.rules.wrapUpEnds(now) : new Outcome.Unchanged());
        }
    }

    private static boolean inWrapUp(AgentStatus status) {
        return status.state() == AgentState.WORK || status.state() == AgentState.WORK_READY;
    }

    private ReasonRef system(int code) {
        return cluster.reasonCodes.systemRef(Category.NOT_READY, code);
    }

    private AgentControl act(Function<AgentStatus, Outcome> rule) {
        return act("", rule);
    }

    /// By somebody at a desktop, which names its request.
    private AgentControl chosen(Function<AgentStatus, Outcome> rule) {
        return act(desktop(), rule);
    }

    private AgentControl act(String requestId, Function<AgentStatus, Outcome> rule) {
        cluster.agents.step(loginId, requestId, now -> allowed(rule.apply(now)));
        return this;
    }

    private static String desktop() {
        return "desktop-" + UUID.randomUUID();
    }

    private Outcome allowed(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Change _, Outcome.Unchanged _ -> outcome;
            case Outcome.Refused refused -> throw refusal(refused.error());
            case Outcome.RefusedLater refused -> throw refusal(refused.error());
        };
    }

    private IllegalStateException refusal(ApiError error) {
        return new IllegalStateException(
                "agent " + loginId + " is " + state() + ": " + error.type() + " " + error.message());
    }
}
