package io.presencesync.engine;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.StateRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Mode `auto`: the agent's own gadget while it is connected and answers, else the supervisor. A request goes by the
/// channel it was decided for; when that is no longer the one, it is not sent and decided anew.
///
/// A gadget that did not answer is passed over for a while, longer each time, so that an agent whose desktop hangs does
/// not wait again and again. Any thread.
public final class AutoChannel implements AgentChannel {
    private static final Logger log = LoggerFactory.getLogger(AutoChannel.class);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final AgentChannel gadget;
    private final AgentChannel supervisor;
    private final InstantSource clock;
    private final Timers timers;
    private final Consumer<AgentId> changed;
    private final Map<AgentId, Silence> silent = new ConcurrentHashMap<>();

    private record Silence(Instant until, Duration lasts) {
        private static Silence after(Silence before, Instant now) {
            Duration twice = before.lasts().multipliedBy(2);
            Duration next = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
            return new Silence(now.plus(next), next);
        }
    }

    /// @param changed told when another channel acts for an agent than before
    public AutoChannel(
            AgentChannel gadget,
            AgentChannel supervisor,
            InstantSource clock,
            Timers timers,
            Consumer<AgentId> changed) {
        this.gadget = gadget;
        this.supervisor = supervisor;
        this.clock = clock;
        this.timers = timers;
        this.changed = changed;
    }

    @Override
    public ChannelKind kind(AgentId agent) {
        return answers(agent) ? ChannelKind.GADGET : ChannelKind.SUPERVISOR;
    }

    private boolean answers(AgentId agent) {
        Silence silence = silent.get(agent);
        return gadget.available(agent) && (silence == null || !clock.instant().isBefore(silence.until()));
    }

    @Override
    public boolean available(AgentId agent) {
        return answers(agent) || supervisor.available(agent);
    }

    @Override
    public Outcome send(StateRequest request, RequestGate gate) {
        if (kind(request.agent()) != request.channel()) {
            return new Outcome.NotSent("the channel is another one by now");
        }
        return switch (request.channel()) {
            case GADGET -> byGadget(request, gate);
            case SUPERVISOR -> supervisor.send(request, new WithoutGadget(request.agent(), gate));
        };
    }

    /// The supervisor's queue is left only while the agent's gadget does not act.
    private final class WithoutGadget implements RequestGate {
        private final AgentId agent;
        private final RequestGate gate;

        WithoutGadget(AgentId agent, RequestGate gate) {
            this.agent = agent;
            this.gate = gate;
        }

        @Override
        public boolean mayLeave() {
            return !answers(agent) && gate.mayLeave();
        }

        @Override
        public void left() {
            gate.left();
        }

        @Override
        public boolean stillWanted() {
            return gate.stillWanted();
        }
    }

    private Outcome byGadget(StateRequest request, RequestGate gate) {
        Outcome outcome = gadget.send(request, gate);
        if (outcome instanceof Outcome.Failed(var _, String type, var _) && type.equals(Outcome.SILENT)) {
            passOver(request.agent());
            return new Outcome.Failed(
                    Outcome.Failure.CHANNEL_GONE, type, "their gadget did not answer: the supervisor takes over");
        }
        if (outcome instanceof Outcome.Accepted) {
            silent.remove(request.agent());
        }
        return outcome;
    }

    private void passOver(AgentId agent) {
        Instant now = clock.instant();
        Silence silence = silent.compute(
                agent,
                (_, before) -> before == null ? new Silence(now.plus(FIRST), FIRST) : Silence.after(before, now));
        log.warn("{}'s gadget does not answer; the supervisor acts for them until {}", agent, silence.until());
        timers.after(silence.lasts(), () -> changed.accept(agent));
    }
}
