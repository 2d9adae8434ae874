package io.presencesync.engine;

import io.presencesync.agent.AgentEvent;
import io.presencesync.agent.Memory;
import io.presencesync.agent.Phase;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Pause;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceEvent;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings presences, agent states and outcomes to each agent's machine, and its effects to the channel. All methods may
/// be called from any thread and return at once.
public final class Engine implements PresenceListener, AgentStateListener, OutcomeListener, AgentWishes, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    private final Map<AgentId, AgentRunner> runners = new ConcurrentHashMap<>();
    private final People people = new People();
    private final Map<AgentId, Memory.Durable> remembered;
    private final Map<AgentId, Memory.Durable> letGo = new ConcurrentHashMap<>();
    private final EngineContext context;
    private volatile boolean closed;

    /// @param freshFor age up to which a known agent state needs no read before a hold
    public Engine(EnginePorts ports, Duration freshFor) {
        this.remembered = new ConcurrentHashMap<>(ports.holdLog().load());
        this.context = new EngineContext(ports, people, freshFor, remembered.isEmpty(), new AtomicLong());
    }

    /// Adds agents to follow; one already there is left as he is. Gives back those that are new.
    public List<Roster.Entry> add(Collection<Roster.Entry> entries) {
        return entries.stream().filter(this::add).toList();
    }

    private boolean add(Roster.Entry entry) {
        Memory.Durable before = letGo.get(entry.agent());
        Memory.Durable durable = before != null ? before : remembered.get(entry.agent());
        AgentRunner fresh = new AgentRunner(entry, memoryOf(durable), context);
        if (runners.putIfAbsent(entry.agent(), fresh) != null) {
            return false;
        }
        if (closed) {
            fresh.stop();
        }
        boolean again = letGo.remove(entry.agent()) != null;
        boolean restarted = remembered.remove(entry.agent()) != null;
        if (durable != null) {
            fresh.takenIn(durable, restarted && !again);
        }
        people.add(fresh);
        Presence known = people.newest(entry.address());
        if (known != null) {
            fresh.put(new AgentEvent.PresenceHeard(known));
        }
        return true;
    }

    /// Lets an agent go: nothing is sent for him from the return of this on, except what has left already. A hold of
    /// ours stays as it is and stays known, so that it can be ended when he comes back.
    ///
    /// @param why for the journal and his gadget
    public void remove(AgentId agent, String why) {
        AgentRunner runner = runners.remove(agent);
        if (runner != null) {
            people.remove(runner);
            keep(agent, runner.end("no longer followed: " + why));
        }
    }

    private void keep(AgentId agent, Memory.Durable durable) {
        if (!durable.equals(Memory.Durable.NOTHING)) {
            letGo.put(agent, durable);
        }
    }

    /// Follows what changed of an agent who is there: name, team, address. With another address the presence known
    /// until now counts no more; a hold of ours stays until the new one says something.
    public void change(Roster.Entry entry) {
        AgentRunner runner = runners.get(entry.agent());
        if (runner == null) {
            return;
        }
        if (runner.entry().address().equals(entry.address())) {
            runner.change(entry);
            runner.put(new AgentEvent.LookAgain());
        } else {
            String news = "their Webex address is " + entry.address() + " now, no longer "
                    + runner.entry().address();
            runners.remove(entry.agent());
            people.remove(runner);
            keep(entry.agent(), ofAnother(runner.end(news)));
            add(entry);
        }
    }

    /// Whether a known presence was ever seen is said of the person, who is another one.
    private static Memory.Durable ofAnother(Memory.Durable durable) {
        return new Memory.Durable(
                durable.phase(), durable.spell(), false, durable.lost(), durable.inCall(), durable.pause());
    }

    private Memory memoryOf(Memory.@Nullable Durable durable) {
        return durable == null ? Memory.begun(now()) : Memory.restored(durable, now());
    }

    @Override
    public void resolved(WebexAddress address, WebexPersonId person) {
        people.resolved(address, person);
    }

    @Override
    public void unresolved(WebexAddress address, String why) {
        if (people.unresolved(address, why)) {
            log.warn("The presence of {} cannot be followed: {}", address, why);
        }
    }

    @Override
    public void subscribed(WebexPersonId person) {
        people.subscribed(person);
        lookAgain(person);
    }

    @Override
    public void notSubscribed(WebexPersonId person, String why) {
        if (people.notSubscribed(person, why, now())) {
            log.warn("No presence arrives for {}: {}", people.addressesOf(person), why);
            lookAgain(person);
        }
    }

    @Override
    public void feedDown(String why) {
        people.feedDown(why, now());
        lookAgain();
    }

    @Override
    public void feedUp() {
        people.feedUp();
        lookAgain();
    }

    @Override
    public boolean pause(AgentId agent, Pause pause) {
        return tell(agent, new AgentEvent.Paused(pause));
    }

    @Override
    public boolean resume(AgentId agent) {
        return tell(agent, new AgentEvent.Resumed());
    }

    @Override
    public String report(AgentId agent, String note) {
        return new Chronicle(agent, context).reported(note);
    }

    private void lookAgain(WebexPersonId person) {
        people.agentsOf(person).forEach(agent -> agent.put(new AgentEvent.LookAgain()));
    }

    private Instant now() {
        return context.now();
    }

    @Override
    public void presence(PresenceEvent event) {
        people.heard(event.person(), event.presence());
        AgentEvent heard = new AgentEvent.PresenceHeard(event.presence());
        people.agentsOf(event.person()).forEach(agent -> agent.put(heard));
    }

    @Override
    public void seen(AgentId agent, AgentState state) {
        tell(agent, new AgentEvent.StateSeen(state));
    }

    @Override
    public void seen(AgentId agent, AgentState state, Instant askedAt) {
        tell(agent, new AgentEvent.StateSeen(state, askedAt));
    }

    @Override
    public void clockSetBack(AgentId agent) {
        tell(agent, new AgentEvent.ClockSetBack());
    }

    @Override
    public void gap(AgentId agent) {
        tell(agent, new AgentEvent.Gap());
    }

    @Override
    public void learned(AgentId agent, String requestId, Outcome outcome) {
        AgentRunner runner = runners.get(agent);
        if (runner != null) {
            runner.learned(requestId, outcome);
        }
    }

    /// Whether this agent is followed.
    public boolean knows(AgentId agent) {
        return runners.containsKey(agent);
    }

    /// The presence for which this agent is held at this moment, if he is.
    public Optional<Presence> heldFor(AgentId agent) {
        AgentRunner runner = runners.get(agent);
        if (runner == null || !(runner.memory().phase() instanceof Phase.Held)) {
            return Optional.empty();
        }
        return Optional.ofNullable(runner.memory().presence());
    }

    /// A channel came or went, or a fact changed: decide again.
    public void lookAgain(AgentId agent) {
        tell(agent, new AgentEvent.LookAgain());
    }

    /// The same for all.
    public void lookAgain() {
        runners.values().forEach(agent -> agent.put(new AgentEvent.LookAgain()));
    }

    /// Teams, users or reason codes were read again.
    public void reloaded() {
        runners.values().forEach(agent -> agent.put(new AgentEvent.Reloaded()));
    }

    /// This agent's reason codes were read again.
    public void reloaded(AgentId agent) {
        tell(agent, new AgentEvent.Reloaded());
    }

    private boolean tell(AgentId agent, AgentEvent event) {
        AgentRunner runner = runners.get(agent);
        if (runner != null) {
            runner.put(event);
        }
        return runner != null;
    }

    static void report(StateRequest request, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted() -> log.info("Finesse took {} for {}", request.target(), request.agent());
            case Outcome.NotSent(String why) ->
                log.info("{} for {} was not sent: {}", request.target(), request.agent(), why);
            case Outcome.Failed(var failure, var type, var message) ->
                log.warn("{} for {} failed ({}, {}): {}", request.target(), request.agent(), failure, type, message);
        }
    }

    /// Before the links and timers end: what they still tell finds nobody who would act on it. Waits for decisions
    /// under
    /// way, not for requests.
    @Override
    public void close() {
        closed = true;
        runners.values().forEach(AgentRunner::stop);
        runners.values().forEach(AgentRunner::awaitStop);
    }

    Collection<AgentRunner> runners() {
        return runners.values();
    }

    People people() {
        return people;
    }
}
