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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Mode `auto`: the agent's own gadget while it is connected and answers, else the supervisor. A request goes by the
/// channel it was decided for; when that is no longer the one, it is not sent and decided anew.
///
/// A gadget that did not answer, or answered that it can carry nothing out, is passed over for a while, longer each
/// time, so that an agent whose desktop hangs or cannot reach Finesse does not wait again and again. Any thread.
public final class AutoChannel implements AgentChannel {
    private static final Logger log = LoggerFactory.getLogger(AutoChannel.class);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final AgentChannel gadget;
    private final AgentChannel supervisor;
    private final InstantSource clock;
    private final Timers timers;
    private final Consumer<AgentId> changed;
    private final Map<AgentId, PassedOver> passedOver = new ConcurrentHashMap<>();

    private record PassedOver(Instant until, Duration lasts) {
        private static PassedOver after(PassedOver before, Instant now) {
            Duration twice = before.lasts().multipliedBy(2);
            Duration next = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
            return new PassedOver(now.plus(next), next);
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
        return acts(agent) ? ChannelKind.GADGET : ChannelKind.SUPERVISOR;
    }

    private boolean acts(AgentId agent) {
        PassedOver passed = passedOver.get(agent);
        return gadget.available(agent) && (passed == null || !clock.instant().isBefore(passed.until()));
    }

    @Override
    public boolean available(AgentId agent) {
        return acts(agent) || supervisor.available(agent);
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
            return !acts(agent) && gate.mayLeave();
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
        if (outcome instanceof Outcome.Accepted) {
            passedOver.remove(request.agent());
        }
        return outcome instanceof Outcome.Failed failed ? failed(request.agent(), failed) : outcome;
    }

    private Outcome failed(AgentId agent, Outcome.Failed failed) {
        String why = inability(failed.errorType());
        if (why == null) {
            return failed;
        }
        passOver(agent, why);
        return new Outcome.Failed(
                Outcome.Failure.CHANNEL_GONE,
                failed.errorType(),
                "their gadget " + why + ": the supervisor takes over");
    }

    /// Why a gadget that is there can carry nothing out, whatever is asked of it; null when something else is wrong.
    private static @Nullable String inability(String errorType) {
        return switch (errorType) {
            case Outcome.SILENT -> "does not answer";
            case "user_unreadable" -> "cannot read its agent from Finesse";
            case "reasons_unavailable" -> "cannot read the Not Ready reasons from Finesse";
            case "unauthorized" -> "was refused by Finesse";
            case "desktop_failing" -> "says that its desktop has lost Finesse";
            default -> null;
        };
    }

    private void passOver(AgentId agent, String why) {
        Instant now = clock.instant();
        PassedOver passed = passedOver.compute(
                agent,
                (_, before) -> before == null ? new PassedOver(now.plus(FIRST), FIRST) : PassedOver.after(before, now));
        log.warn("{}'s gadget {}; the supervisor acts for them until {}", agent, why, passed.until());
        timers.after(passed.lasts(), () -> changed.accept(agent));
    }
}
