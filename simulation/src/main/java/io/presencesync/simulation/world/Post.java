package io.presencesync.simulation.world;

import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.StateSource;
import io.presencesync.presence.TargetState;
import io.presencesync.simulation.history.By;
import io.presencesync.simulation.history.Fact;
import io.presencesync.simulation.history.Rest;
import io.presencesync.simulation.history.Setting;
import io.presencesync.simulation.history.Situation;
import java.util.Objects;

/// Takes one agent's requests to Finesse, by his gadget or as a supervisor, with all that may happen on the way.
final class Post {
    private static final long TIME_OUT = 15_000;
    private static final long REPEAT = 5_000;

    private final Scene scene;
    private final int agent;
    private final PretendAgent finesse;
    private final Gadget gadget;
    private final Product product;
    private final Runnable channelChanged;
    private final Silence silence;
    /// Refuses everything for this agent, until mended.
    boolean refusing;
    /// The supervisor account is refused, until mended.
    boolean stopped;

    Post(Scene scene, int agent, PretendAgent finesse, Gadget gadget, Product product, Runnable channelChanged) {
        this.scene = scene;
        this.agent = agent;
        this.finesse = finesse;
        this.gadget = gadget;
        this.product = product;
        this.channelChanged = channelChanged;
        this.silence = new Silence(scene, this::silenceOver);
    }

    boolean available() {
        return kind() == ChannelKind.GADGET ? gadget.linked() : !stopped;
    }

    /// Which channel acts now.
    ChannelKind kind() {
        Setting setting = scene.setting();
        return setting.gadget() || (setting.auto() && gadget.linked() && !silence.lasts())
                ? ChannelKind.GADGET
                : ChannelKind.SUPERVISOR;
    }

    /// After a start nothing is known of earlier silence.
    void forget() {
        boolean _ = silence.forgotten();
    }

    private void silenceOver() {
        channelChanged.run();
        product.lookAgain(agent);
    }

    /// One request under way.
    private final class Letter {
        private final StateRequest request;
        private final Gate gate;
        private boolean answered;
        private boolean left;
        private boolean mute;

        Letter(StateRequest request, Gate gate) {
            this.request = request;
            this.gate = gate;
        }

        void answer(Outcome outcome, boolean refused) {
            if (mute) {
                return;
            }
            if (own() && outcome instanceof Outcome.Accepted && gate.alive() && silence.forgotten()) {
                channelChanged.run();
            }
            answered = true;
            product.answered(agent, request.id(), outcome, refused);
        }

        /// What waited in a process that runs no more is gone with it, and nobody hears of it.
        boolean diedUnsent() {
            return !left && !gate.alive();
        }

        /// Finesse answers on the connection the request came by; a gadget connects again to say it.
        boolean heard() {
            return own() || gate.alive();
        }

        boolean own() {
            return request.channel() == ChannelKind.GADGET;
        }

        /// A process that runs no more waits for nothing.
        private void timeOut() {
            if (!gate.alive()) {
                return;
            }
            if (own() && scene.setting().auto() && !mute) {
                silence.begins();
                channelChanged.run();
                fail(Outcome.Failure.CHANNEL_GONE, Outcome.SILENT, false);
            } else {
                fail(Outcome.Failure.RETRY, "timeout", false);
            }
        }

        void fail(Outcome.Failure failure, String type, boolean refused) {
            answer(new Outcome.Failed(failure, type, "simulated"), refused);
        }

        /// It has not left.
        void keptBack() {
            answered = true;
            if (gate.alive()) {
                answer(new Outcome.NotSent("no longer wanted"), true);
            }
        }

        void left() {
            scene.tell(agent, new Fact.Left(request));
            gate.left();
            left = true;
            mute |= scene.plays(Situation.UNANSWERED) && scene.weather().strikes(0.1);
            scene.after(TIME_OUT, () -> {
                if (!answered) {
                    timeOut();
                }
            });
        }
    }

    /// Somebody else's request failed.
    void refused(String request) {
        product.answered(
                agent, request, new Outcome.Failed(Outcome.Failure.WAIT_FOR_STATE, "Invalid State", "simulated"), true);
    }

    void send(StateRequest request, Gate gate) {
        Letter letter = new Letter(request, gate);
        if (kind() != request.channel()) {
            scene.after(0, () -> letter.answer(new Outcome.NotSent("the channel is another one by now"), true));
        } else if (letter.own()) {
            scene.after(scene.chance().between(0, 20), () -> queue(turn(5_000), () -> command(letter, 1)));
        } else {
            scene.after(scene.weather().delay(0, 50, 3_000), () -> queue(turn(45_000), () -> inTurn(letter)));
        }
    }

    /// How long a request waits for its turn; the supervisor's pace is slower than a gadget's.
    private long turn(long longest) {
        return scene.plays(Situation.BURSTS) && scene.weather().strikes(0.3)
                ? scene.chance().between(100, longest)
                : 0;
    }

    /// A queue is empty soon after the storm that filled it.
    private void queue(long wait, Runnable leaves) {
        if (wait <= 0 || !scene.weather().stormy()) {
            leaves.run();
        } else {
            long part = Math.min(1_000, wait);
            scene.after(part, () -> queue(wait - part, leaves));
        }
    }

    private void command(Letter letter, int attempt) {
        if (letter.answered || letter.diedUnsent()) {
            return;
        }
        if (!gadget.linked() && attempt == 1) {
            letter.fail(Outcome.Failure.CHANNEL_GONE, "no_gadget", true);
            return;
        }
        if (attempt == 1 && !letter.gate.mayLeave()) {
            letter.keptBack();
            return;
        }
        if (attempt > 1 && !letter.gate.stillWanted()) {
            return;
        }
        letter.left();
        if (attempt < 3) {
            scene.after(REPEAT, () -> command(letter, attempt + 1));
        }
        if (!scene.weather().strikes(0.05)) {
            scene.after(scene.weather().delay(5, 100, 4_000), () -> atGadget(letter));
        }
    }

    private void atGadget(Letter letter) {
        if (!gadget.linked() || !gadget.first(letter.request.id())) {
            return;
        }
        if (gadget.holds(letter.request.onlyIf())) {
            scene.after(scene.weather().delay(5, 60, 2_000), () -> put(letter));
        } else {
            back(letter, new Outcome.NotSent("their desktop shows another state"), true);
            gadget.report();
        }
    }

    private void inTurn(Letter letter) {
        if (letter.diedUnsent()) {
            return;
        }
        if (stopped) {
            letter.fail(Outcome.Failure.CHANNEL_GONE, "stopped", true);
        } else if (letter.request.target() == TargetState.NOT_READY) {
            leave(letter);
        } else if (kind() != ChannelKind.SUPERVISOR || !letter.gate.mayLeave()) {
            letter.keptBack();
        } else {
            scene.after(scene.weather().delay(10, 150, 2_000), () -> lookFirst(letter));
        }
    }

    /// A release reads the agent directly before.
    private void lookFirst(Letter letter) {
        if (letter.diedUnsent()) {
            return;
        }
        if (scene.weather().finesseDown() || scene.weather().strikes(0.04)) {
            letter.fail(Outcome.Failure.RETRY, "unreachable", false);
            return;
        }
        var shown = finesse.shown();
        var seen = World.agentState(
                new Fact.Reached(shown, true, StateSource.USER_GET),
                scene.setting().minusOne(),
                scene.timeline().now());
        scene.after(scene.weather().delay(5, 60, 1_000), () -> {
            if (letter.diedUnsent()) {
                return;
            }
            var objection = letter.request.onlyIf().objection(seen);
            if (objection.isPresent()) {
                letter.answer(new Outcome.NotSent(objection.get()), true);
            } else {
                leave(letter);
            }
        });
    }

    private void leave(Letter letter) {
        if (kind() != ChannelKind.SUPERVISOR || !letter.gate.mayLeave()) {
            letter.keptBack();
            return;
        }
        letter.left();
        if (scene.weather().strikes(0.04)) {
            boolean atOnce = scene.chance().of(0.5);
            if (atOnce) {
                letter.fail(Outcome.Failure.RETRY, "connection", false);
            }
            return;
        }
        scene.after(scene.weather().delay(5, 100, 6_000), () -> put(letter));
    }

    /// At Finesse's door.
    private void put(Letter letter) {
        Refusal refusal = finesse.refusal(letter.own(), state(letter));
        if (scene.weather().finesseDown() || scene.weather().strikes(0.04)) {
            backFailed(letter, Outcome.Failure.RETRY, "Service Unavailable");
        } else if (refusing) {
            backFailed(letter, Outcome.Failure.THIS_AGENT_ONLY, "Invalid Supervisor");
        } else if (refusal != null && refusal.atOnce()) {
            backFailed(letter, Outcome.Failure.WAIT_FOR_STATE, refusal.type());
        } else {
            back(letter, new Outcome.Accepted(), false);
            accepted(letter);
        }
    }

    private void accepted(Letter letter) {
        if (scene.weather().strikes(0.03)) {
            scene.note(agent, letter.request.id() + " was taken, and is lost in Finesse");
            return;
        }
        scene.after(scene.weather().delay(20, 500, 8_000), () -> carryOut(letter));
    }

    private void carryOut(Letter letter) {
        Refusal refusal = finesse.refusal(letter.own(), state(letter));
        if (refusal == null) {
            land(letter.request);
        } else if (letter.own() || scene.setting().notified()) {
            Outcome.Failure failure = refusal.retry() ? Outcome.Failure.RETRY : Outcome.Failure.WAIT_FOR_STATE;
            tell(letter, failed(failure, refusal.type() + " " + refusal.data()), refusedBy(failure));
        }
    }

    private void land(StateRequest request) {
        boolean hold = request.target() == TargetState.NOT_READY;
        boolean unshown =
                hold && scene.plays(Situation.NO_REASON) && scene.chance().of(0.3);
        finesse.carryOut(rest(request), request.id(), unshown);
        if (unshown) {
            Recovery.perhaps(scene, finesse);
        }
    }

    private void backFailed(Letter letter, Outcome.Failure failure, String type) {
        back(letter, failed(failure, type), refusedBy(failure));
    }

    private static Outcome failed(Outcome.Failure failure, String type) {
        return new Outcome.Failed(failure, type, "simulated");
    }

    private static boolean refusedBy(Outcome.Failure failure) {
        return failure != Outcome.Failure.RETRY;
    }

    /// The answer to a request.
    private void back(Letter letter, Outcome outcome, boolean refused) {
        onItsWay(() -> {
            if (letter.heard()) {
                letter.answer(outcome, refused);
            }
        });
    }

    /// Published to whoever listens, whether they asked for it or not.
    private void tell(Letter letter, Outcome outcome, boolean refused) {
        onItsWay(() -> letter.answer(outcome, refused));
    }

    private void onItsWay(Runnable arrives) {
        if (!scene.weather().strikes(0.04)) {
            scene.after(scene.weather().delay(5, 100, 2_000), arrives);
        }
    }

    private static StateName state(Letter letter) {
        return letter.request.target() == TargetState.READY ? StateName.READY : StateName.NOT_READY;
    }

    private Rest rest(StateRequest request) {
        By us = By.us(request.id());
        if (request.target() == TargetState.READY) {
            return Rest.ready(us);
        }
        return Rest.notReady(
                request.channel() == ChannelKind.GADGET
                        ? Reasons.ours(Objects.requireNonNull(request.label()))
                        : Reasons.supervisor(finesse.platform()),
                us);
    }
}
