package io.presencesync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.presencesync.agent.DefaultRules;
import io.presencesync.agent.Manner;
import io.presencesync.agent.Memory;
import io.presencesync.agent.Ruling;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Platform;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceEvent;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.StateSource;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/// The engine on virtual time and one thread: tasks are run when [#settle()] is called.
@Isolated("reads what is logged")
class EngineTest {
    private static final WebexPersonId PERSON = new WebexPersonId("p1");
    private static final WebexPersonId OTHER = new WebexPersonId("p2");

    private final ManualTimers timers = new ManualTimers();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Map<AgentId, Memory.Durable> stored = new LinkedHashMap<>();
    private final List<String> order = new ArrayList<>();
    private final List<JournalEntry> entries = new ArrayList<>();
    private final Channel channel = new Channel();
    private Engine engine = engine();

    private final class Channel implements AgentChannel {
        private final List<StateRequest> sent = new ArrayList<>();
        private Outcome answer = new Outcome.Accepted();
        private Runnable atSending = () -> {};

        @Override
        public ChannelKind kind(AgentId agent) {
            return ChannelKind.GADGET;
        }

        @Override
        public boolean available(AgentId agent) {
            return true;
        }

        @Override
        public Outcome send(StateRequest request, RequestGate gate) {
            if (!gate.leave()) {
                return new Outcome.NotSent("no longer wanted");
            }
            atSending.run();
            order.add("sent");
            sent.add(request);
            return answer;
        }
    }

    private final class Log implements HoldLog {
        @Override
        public Map<AgentId, Memory.Durable> load() {
            return Map.copyOf(stored);
        }

        @Override
        public void remember(AgentId agent, Memory.Durable durable) {
            order.add("remembered " + durable.phase().getClass().getSimpleName());
            stored.put(agent, durable);
        }

        @Override
        public void close() {}
    }

    private static class Facts implements Surroundings {
        @Override
        public @Nullable Instant liveSince(AgentId agent) {
            return null;
        }

        @Override
        public Platform platform() {
            return Platform.CCE;
        }

        @Override
        public Set<ReasonLabel> missing(AgentId agent) {
            return Set.of();
        }

        @Override
        public Map<String, String> reasonIds() {
            return Map.of("43", "Webex Meeting");
        }

        @Override
        public boolean canRead() {
            return false;
        }
    }

    private Engine engine() {
        return engine(new Facts(), agent -> {
            throw new AssertionError("nothing can be read here");
        });
    }

    private Engine engine(Surroundings facts, AgentStateReader reader) {
        Executor threads = tasks::add;
        DefaultRules usual = new DefaultRules(Duration.ofSeconds(1), Duration.ofSeconds(3));
        Manner manner =
                Manner.standard(presence -> presence.status().equals("poison") ? poison() : usual.judge(presence));
        EnginePorts ports = new EnginePorts(
                channel,
                reader,
                facts,
                agent -> manner,
                new Log(),
                entries::add,
                timers,
                timers,
                new Random(1),
                threads,
                (agent, standing) -> {});
        return new Engine(ports, Duration.ofSeconds(10));
    }

    private static Ruling poison() {
        throw new IllegalStateException("a rule that fails");
    }

    private void settle() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void pass(Duration time) {
        settle();
        timers.pass(time);
        settle();
    }

    private static Roster.Entry agent(String id, String address) {
        AgentId agent = new AgentId(SiteId.MAIN, new FinesseUserId(id));
        return new Roster.Entry(agent, id, id, "500", new WebexAddress(address));
    }

    private Roster.Entry ready(String id, String address, WebexPersonId person) {
        Roster.Entry entry = agent(id, address);
        engine.add(List.of(entry));
        engine.resolved(entry.address(), person);
        shows(entry, StateName.READY, null);
        hears(person, "active");
        pass(Duration.ofSeconds(5));
        return entry;
    }

    private void shows(Roster.Entry entry, StateName state, @org.jspecify.annotations.Nullable Reason reason) {
        engine.seen(
                entry.agent(),
                new AgentState(state, reason, null, timers.instant(), StateSource.GADGET, timers.instant()));
    }

    /// The NOT_READY of a second ago, which is the hold's.
    private void stillShowsTheHold(Roster.Entry entry) {
        engine.seen(
                entry.agent(),
                new AgentState(
                        StateName.NOT_READY,
                        new Reason("40", null, "Webex DND"),
                        null,
                        timers.instant().minusSeconds(1),
                        StateSource.GADGET,
                        timers.instant()));
    }

    private void hears(WebexPersonId person, String status) {
        engine.presence(new PresenceEvent(
                person, new Presence(status, null, null, null, PresenceOrigin.MERCURY, timers.instant(), "{}")));
    }

    @Test
    void a_presence_becomes_one_request_after_it_has_settled() {
        ready("1", "a@x.org", PERSON);
        hears(PERSON, "dnd");
        pass(Duration.ofMillis(999));
        assertThat(channel.sent).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(channel.sent).hasSize(1);
    }

    @Test
    void a_hold_is_remembered_before_its_request_leaves() {
        ready("1", "a@x.org", PERSON);
        order.clear();
        hears(PERSON, "dnd");
        pass(Duration.ofSeconds(1));
        assertThat(order).containsExactly("remembered None", "remembered Asked", "sent");
    }

    @Test
    void one_person_who_is_two_agents_is_held_twice() {
        ready("1", "a@x.org", PERSON);
        ready("2", "a@x.org", PERSON);
        hears(PERSON, "dnd");
        pass(Duration.ofSeconds(1));
        assertThat(channel.sent)
                .extracting(request -> request.agent().user().value())
                .containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void an_agent_added_later_learns_the_presence_already_known() {
        ready("1", "a@x.org", PERSON);
        Roster.Entry late = agent("2", "a@x.org");
        engine.add(List.of(late));
        shows(late, StateName.READY, null);
        hears(PERSON, "dnd");
        pass(Duration.ofSeconds(1));
        assertThat(channel.sent).hasSize(2);
    }

    @Test
    void a_poisoned_event_stops_neither_its_agent_nor_the_others() {
        ready("1", "a@x.org", PERSON);
        ready("2", "b@x.org", OTHER);
        hears(PERSON, "poison");
        hears(OTHER, "dnd");
        pass(Duration.ofSeconds(2));
        assertThat(channel.sent).hasSize(1);
        hears(PERSON, "dnd");
        pass(Duration.ofSeconds(1));
        assertThat(channel.sent).hasSize(2);
    }

    private Roster.Entry heldInDnd() {
        Roster.Entry chris = ready("1", "a@x.org", PERSON);
        hears(PERSON, "dnd");
        pass(Duration.ofSeconds(1));
        timers.pass(Duration.ofSeconds(1));
        shows(chris, StateName.NOT_READY, new Reason("40", null, "Webex DND"));
        pass(Duration.ofSeconds(1));
        assertThat(engine.heldFor(chris.agent())).isPresent();
        channel.sent.clear();
        return chris;
    }

    @Test
    void after_the_end_nothing_that_waits_or_still_comes_leads_to_anything() {
        Roster.Entry chris = ready("1", "a@x.org", PERSON);
        order.clear();
        hears(PERSON, "dnd");
        int before = entries.size();

        engine.close();

        pass(Duration.ofMinutes(1));
        shows(chris, StateName.NOT_READY, null);
        hears(PERSON, "poison");
        engine.add(List.of(agent("2", "a@x.org")));
        pass(Duration.ofMinutes(1));
        assertThat(order).as("remembered or sent").isEmpty();
        assertThat(entries).hasSize(before);
    }

    @Test
    void a_request_that_waits_its_turn_at_the_end_does_not_leave_and_its_hold_stays_as_it_was_remembered() {
        ready("1", "a@x.org", PERSON);
        hears(PERSON, "dnd");
        settle();
        timers.pass(Duration.ofSeconds(1));
        Runnable decision = tasks.remove();
        decision.run();
        assertThat(order).last().isEqualTo("remembered Asked");
        int before = entries.size();

        engine.close();

        pass(Duration.ofMinutes(1));
        assertThat(channel.sent).isEmpty();
        assertThat(order).last().isEqualTo("remembered Asked");
        assertThat(entries).hasSize(before);
    }

    @Test
    void an_agent_who_is_let_go_gets_no_request_any_more() {
        Roster.Entry chris = ready("1", "a@x.org", PERSON);
        hears(PERSON, "dnd");
        settle();
        engine.remove(chris.agent(), "no longer wanted");
        pass(Duration.ofMinutes(1));
        hears(PERSON, "active");
        hears(PERSON, "dnd");
        pass(Duration.ofMinutes(1));
        assertThat(channel.sent).isEmpty();
        assertThat(engine.knows(chris.agent())).isFalse();
    }

    @Test
    void a_request_that_waits_its_turn_dies_with_the_agents_leaving() {
        Roster.Entry chris = ready("1", "a@x.org", PERSON);
        hears(PERSON, "dnd");
        settle();
        timers.pass(Duration.ofSeconds(1));
        while (tasks.size() > 0 && channel.sent.isEmpty() && !order.contains("remembered Asked")) {
            tasks.removeFirst().run();
        }
        assertThat(order).contains("remembered Asked");
        engine.remove(chris.agent(), "no longer wanted");
        settle();
        assertThat(channel.sent).isEmpty();
    }

    @Test
    void a_hold_on_an_agent_who_is_let_go_stays_and_is_told_in_the_journal() {
        Roster.Entry chris = heldInDnd();
        engine.remove(chris.agent(), "no longer wanted");
        hears(PERSON, "active");
        pass(Duration.ofMinutes(1));
        assertThat(channel.sent).isEmpty();
        assertThat(entries)
                .anySatisfy(entry -> assertThat(entry.what() + ": " + entry.why())
                        .isEqualTo(
                                "let go: no longer followed: no longer wanted; our hold (Webex DND) stays as it is"));
    }

    @Test
    void a_hold_is_ended_when_the_agent_is_followed_again_and_free() {
        Roster.Entry chris = heldInDnd();
        engine.remove(chris.agent(), "no longer wanted");
        settle();
        engine.add(List.of(chris));
        engine.resolved(chris.address(), PERSON);
        stillShowsTheHold(chris);
        hears(PERSON, "active");
        pass(Duration.ofSeconds(5));
        assertThat(channel.sent)
                .extracting(StateRequest::target)
                .containsExactly(io.presencesync.presence.TargetState.READY);
        assertThat(entries)
                .anySatisfy(entry -> assertThat(entry.why()).isEqualTo("followed again; known: Webex DND, held"));
    }

    @Test
    void with_another_address_the_presence_of_the_old_one_counts_no_more() {
        Roster.Entry chris = ready("1", "a@x.org", PERSON);
        engine.change(chris.at(new WebexAddress("b@x.org")));
        engine.resolved(new WebexAddress("b@x.org"), OTHER);
        shows(chris, StateName.READY, null);
        hears(PERSON, "dnd");
        pass(Duration.ofMinutes(1));
        assertThat(channel.sent).isEmpty();
        hears(OTHER, "dnd");
        pass(Duration.ofSeconds(1));
        assertThat(channel.sent).hasSize(1);
    }

    @Test
    void with_another_address_a_hold_stays_until_the_new_person_is_free() {
        Roster.Entry chris = heldInDnd();
        engine.change(chris.at(new WebexAddress("b@x.org")));
        engine.resolved(new WebexAddress("b@x.org"), OTHER);
        stillShowsTheHold(chris);
        hears(PERSON, "active");
        pass(Duration.ofMinutes(1));
        assertThat(channel.sent).isEmpty();
        hears(OTHER, "active");
        pass(Duration.ofSeconds(5));
        assertThat(channel.sent).hasSize(1);
    }

    @Test
    void one_of_two_agents_of_a_person_may_go() {
        Roster.Entry chris = ready("1", "a@x.org", PERSON);
        ready("2", "a@x.org", PERSON);
        engine.remove(chris.agent(), "no longer wanted");
        hears(PERSON, "dnd");
        pass(Duration.ofSeconds(1));
        assertThat(channel.sent)
                .extracting(request -> request.agent().user().value())
                .containsExactly("2");
    }

    @Test
    void a_stranger_is_nobodys_business() {
        hears(new WebexPersonId("stranger"), "dnd");
        engine.seen(
                agent("9", "z@x.org").agent(),
                new AgentState(StateName.READY, null, null, null, StateSource.GADGET, timers.instant()));
        settle();
        assertThat(channel.sent).isEmpty();
    }

    @Test
    void a_late_refusal_is_taken_for_the_answer() {
        Roster.Entry chris = ready("1", "a@x.org", PERSON);
        hears(PERSON, "dnd");
        pass(Duration.ofSeconds(1));
        engine.learned(
                chris.agent(),
                channel.sent.getFirst().id(),
                new Outcome.Failed(Outcome.Failure.THIS_AGENT_ONLY, "no", "no"));
        pass(Duration.ofMinutes(2));
        assertThat(channel.sent).hasSize(1);
    }

    @Test
    void a_reason_of_the_systems_is_called_so_in_the_journal_whatever_its_label() {
        Roster.Entry chris = ready("1", "a@x.org", PERSON);
        timers.pass(Duration.ofSeconds(1));
        shows(chris, StateName.NOT_READY, new Reason("7", 50005, "Busy outside"));
        settle();
        timers.pass(Duration.ofSeconds(1));
        shows(chris, StateName.NOT_READY, new Reason("16", 10, "Non ACD Busy"));
        settle();
        assertThat(entries.stream()
                        .filter(entry -> entry.what().startsWith("NOT_READY"))
                        .map(JournalEntry::why))
                .containsExactly("the system's reason 50005", "");
    }

    @Test
    void the_failure_of_somebody_elses_request_is_neither_journalled_nor_logged() {
        Roster.Entry chris = ready("1", "a@x.org", PERSON);
        int before = entries.size();
        ListAppender<ILoggingEvent> log = heard(AgentRunner.class);
        engine.learned(
                chris.agent(),
                "desktop-1",
                new Outcome.Failed(Outcome.Failure.WAIT_FOR_STATE, "Invalid State", "CF_INVALID_OBJECT_STATE 22"));
        settle();
        assertThat(entries).hasSize(before);
        assertThat(log.list).isEmpty();
    }

    @Test
    void the_late_failure_of_a_request_of_ours_is_journalled_even_when_another_has_followed_it() {
        heldInDnd();
        hears(PERSON, "active");
        pass(Duration.ofSeconds(5));
        String release = channel.sent.getFirst().id();
        hears(PERSON, "dnd");
        pass(Duration.ofSeconds(5));
        engine.learned(
                new AgentId(SiteId.MAIN, new FinesseUserId("1")),
                release,
                new Outcome.Failed(Outcome.Failure.WAIT_FOR_STATE, "Invalid State", "265"));
        assertThat(entries)
                .anySatisfy(entry ->
                        assertThat(entry.requestId() + " " + entry.what()).isEqualTo(release + " failed"));
    }

    @Test
    void after_a_restart_the_request_that_was_under_way_is_still_ours() {
        Roster.Entry chris = ready("1", "a@x.org", PERSON);
        hears(PERSON, "dnd");
        pass(Duration.ofSeconds(1));
        String asked = channel.sent.getFirst().id();
        engine = engine();
        engine.add(List.of(chris));
        engine.learned(
                chris.agent(), asked, new Outcome.Failed(Outcome.Failure.WAIT_FOR_STATE, "Invalid State", "265"));
        assertThat(entries)
                .anySatisfy(entry ->
                        assertThat(entry.requestId() + " " + entry.what()).isEqualTo(asked + " failed"));
    }

    private static ListAppender<ILoggingEvent> heard(Class<?> of) {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(of)).addAppender(log);
        return log;
    }

    @Test
    void a_restart_finds_the_hold_and_sends_nothing_again() {
        Roster.Entry chris = ready("1", "a@x.org", PERSON);
        hears(PERSON, "dnd");
        pass(Duration.ofSeconds(1));
        shows(chris, StateName.NOT_READY, new Reason("41", null, "Webex DND"));
        AgentState held = new AgentState(
                StateName.NOT_READY,
                new Reason("41", null, "Webex DND"),
                null,
                timers.instant(),
                StateSource.GADGET,
                timers.instant());
        settle();
        engine = engine();
        engine.add(List.of(chris));
        engine.resolved(chris.address(), PERSON);
        engine.seen(chris.agent(), held);
        hears(PERSON, "dnd");
        pass(Duration.ofMinutes(1));
        assertThat(channel.sent).hasSize(1);
        hears(PERSON, "active");
        pass(Duration.ofSeconds(3));
        assertThat(channel.sent).hasSize(2);
    }

    @Test
    void the_journal_tells_of_every_hop_from_presence_to_state() {
        Roster.Entry chris = ready("1", "a@x.org", PERSON);
        entries.clear();
        hears(PERSON, "dnd");
        pass(Duration.ofSeconds(1));
        shows(chris, StateName.NOT_READY, new Reason("41", null, "Webex DND"));
        settle();
        assertThat(entries)
                .extracting(entry -> entry.kind() + " " + entry.what())
                .containsExactly(
                        "PRESENCE dnd",
                        "DECISION WAIT",
                        "DECISION HOLD",
                        "ATTEMPT NOT_READY Webex DND",
                        "OUTCOME accepted",
                        "DECISION WAIT",
                        "STATE NOT_READY (Webex DND)",
                        "OUTCOME shown",
                        "DECISION LEAVE");
        assertThat(entries.stream().map(JournalEntry::requestId).distinct().toList())
                .as("one request joins them")
                .hasSize(2);
        assertThat(entries.get(2).delay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(entries.stream().map(JournalEntry::id).toList()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void a_request_is_in_the_journal_before_it_leaves() {
        ready("1", "a@x.org", PERSON);
        hears(PERSON, "dnd");
        channel.atSending = () -> assertThat(entries.getLast().kind()).isEqualTo(JournalEntry.Kind.ATTEMPT);
        pass(Duration.ofSeconds(1));
        assertThat(channel.sent).hasSize(1);
        assertThat(entries).anyMatch(entry -> entry.what().equals("accepted"));
    }

    private static final class OpenFacts extends Facts {
        @Override
        public boolean canRead() {
            return true;
        }
    }

    private List<AgentId> countReads() {
        List<AgentId> reads = new ArrayList<>();
        engine = engine(new OpenFacts(), agent -> {
            reads.add(agent);
            return new AgentStateReader.Reading.Failed(
                    new Outcome.Failed(Outcome.Failure.RETRY, "timeout", "no answer"));
        });
        return reads;
    }

    @Test
    void a_new_agent_is_read_by_himself_when_nobody_has_told_of_him_for_two_seconds() {
        List<AgentId> reads = countReads();
        Roster.Entry entry = agent("1", "a@example.com");
        engine.add(List.of(entry));
        engine.feedUp();
        pass(Duration.ofMillis(1999));
        assertThat(reads).isEmpty();

        pass(Duration.ofMillis(1));
        assertThat(reads).containsExactly(entry.agent());
    }

    @Test
    void a_new_agent_whose_team_is_read_meanwhile_is_not_read_by_himself() {
        List<AgentId> reads = countReads();
        Roster.Entry entry = agent("1", "a@example.com");
        engine.add(List.of(entry));
        engine.feedUp();
        pass(Duration.ofSeconds(1));
        shows(entry, StateName.READY, null);
        pass(Duration.ofMinutes(1));

        assertThat(reads).isEmpty();
    }

    /// Keeps how it was asked; everybody is READY.
    private final class AskedReader implements AgentStateReader {
        final List<String> asked = new ArrayList<>();
        boolean silent;

        @Override
        public Reading read(AgentId agent) {
            return note("to look");
        }

        @Override
        public Reading readForWish(AgentId agent) {
            return note("for a wish");
        }

        private Reading note(String how) {
            asked.add(how);
            if (silent) {
                return new Reading.Failed(new Outcome.Failed(Outcome.Failure.RETRY, "timeout", "no answer"));
            }
            return new Reading.Known(new AgentState(
                    StateName.READY, null, null, timers.instant(), StateSource.USER_GET, timers.instant()));
        }
    }

    /// Their presence is heard, and their state read by this.
    private Roster.Entry followedWith(AskedReader reader) {
        engine = engine(new OpenFacts(), reader);
        Roster.Entry entry = agent("1", "a@x.org");
        engine.add(List.of(entry));
        engine.resolved(entry.address(), PERSON);
        engine.feedUp();
        return entry;
    }

    @Test
    void the_read_before_a_hold_is_asked_for_a_wish_and_the_looks_whether_it_shows_are_not() {
        AskedReader reader = new AskedReader();
        Roster.Entry entry = followedWith(reader);
        listed(entry, StateName.READY);
        pass(Duration.ofSeconds(11));
        assertThat(reader.asked).isEmpty();

        hears(PERSON, "dnd");
        pass(Duration.ofSeconds(1));
        assertThat(reader.asked).containsExactly("for a wish");
        assertThat(channel.sent).hasSize(1);

        pass(Duration.ofMillis(400));
        assertThat(reader.asked).containsExactly("for a wish", "to look");
    }

    @Test
    void the_read_that_a_release_waits_for_is_asked_for_a_wish_though_the_hold_was_accepted() {
        AskedReader reader = new AskedReader();
        Roster.Entry entry = followedWith(reader);
        hears(PERSON, "dnd");
        listed(entry, StateName.READY);
        pass(Duration.ofSeconds(1));
        assertThat(channel.sent).hasSize(1);
        reader.silent = true;
        listed(entry, StateName.NOT_READY);
        pass(Duration.ofMillis(100));
        assertThat(reader.asked).containsOnly("to look");

        hears(PERSON, "active");
        pass(Duration.ofSeconds(5));
        assertThat(reader.asked).contains("for a wish");
    }

    /// The list of the agent's team tells no reasons.
    private void listed(Roster.Entry entry, StateName state) {
        engine.seen(
                entry.agent(),
                new AgentState(state, null, null, timers.instant(), StateSource.TEAM_GET, timers.instant()));
    }
}
