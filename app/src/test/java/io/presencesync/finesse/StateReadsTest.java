package io.presencesync.finesse;

import static io.presencesync.finesse.ScriptedFinesse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.engine.AgentStateListener;
import io.presencesync.engine.AgentStateReader.Reading;
import io.presencesync.engine.Roster;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.StateSource;
import io.presencesync.presence.TargetState;
import io.presencesync.presence.WebexAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Many reads at the same time, on a server that answers GET User only when the test lets it.
@Timeout(60)
class StateReadsTest {
    private static final String SINCE = "<stateChangeTime>2026-01-01T10:00:00.000Z</stateChangeTime>";
    private static final String READY = "<state>READY</state>" + SINCE;
    private static final String HELD =
            "<state>NOT_READY</state><reasonCode><id>19</id><code>999</code></reasonCode>" + SINCE;
    private static final String HELD_WITHOUT_REASON = "<state>NOT_READY</state>" + SINCE;
    private static final StateRequest.OnlyIf AS_HELD =
            new StateRequest.OnlyIf(StateName.NOT_READY, "19", Instant.parse("2026-01-01T10:00:00Z"));
    private static final int AGENTS = 25;
    private static final int READS = 8;

    private final ScriptedFinesse finesse = new ScriptedFinesse();
    private final FinesseLink link = finesse.link(null, "boss");
    private final CountDownLatch quick = new CountDownLatch(1);
    private final Map<AgentId, Reading> readings = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void close() {
        link.close();
        finesse.close();
    }

    private static AgentId agent(int number) {
        return new AgentId(SiteId.MAIN, new FinesseUserId(Integer.toString(1001 + number)));
    }

    /// All are followed in team 5 and known by one look at it. From then on GET User is answered when `quick` is open.
    private void team(String inside) {
        follow(200, teamXml(inside));
    }

    private void follow(int status, String teamAnswer) {
        AtomicInteger looks = new AtomicInteger();
        finesse.on("GET", "Team/5", status, teamAnswer);
        finesse.user("boss", "");
        List<Roster.Entry> all = IntStream.range(0, AGENTS)
                .mapToObj(number -> new Roster.Entry(
                        agent(number), "n" + number, "N", "5", new WebexAddress("n" + number + "@example.com")))
                .toList();
        link.follow(all);
        link.start(counting(looks));
        eventually("the team is known", () -> looks.get() >= AGENTS);
    }

    private static AgentStateListener counting(AtomicInteger looks) {
        return new AgentStateListener() {
            @Override
            public void seen(AgentId who, AgentState state) {
                looks.incrementAndGet();
            }

            @Override
            public void gap(AgentId who) {}
        };
    }

    private void teamAnswers(String inside) {
        finesse.on("GET", "Team/5", 200, teamXml(inside));
    }

    private static String teamXml(String inside) {
        String users = IntStream.range(0, AGENTS)
                .mapToObj(number -> ScriptedFinesse.userXml(agent(number).user().value(), inside))
                .collect(Collectors.joining());
        return "<Team><users>" + users + "</users></Team>";
    }

    private void slowUsers(String inside) {
        IntStream.range(0, AGENTS).forEach(number -> {
            String id = agent(number).user().value();
            finesse.later("GET", "User/" + id, quick, ScriptedFinesse.userXml(id, inside));
        });
    }

    private void readAll(BiFunction<FinesseLink, AgentId, Reading> read) {
        IntStream.range(0, AGENTS)
                .forEach(number -> threads.add(Thread.ofVirtual()
                        .start(() -> readings.put(agent(number), read.apply(link, agent(number))))));
    }

    private long userReads() {
        return finesse.asked().stream()
                .filter(it -> it.startsWith("GET User/1"))
                .count();
    }

    @Test
    void many_reads_of_one_team_become_one_read_of_the_team() {
        team(READY);
        slowUsers(READY);
        readAll((from, who) -> from.reader().readForWish(who));

        eventually("all but the first few are told by the team", () -> readings.size() == AGENTS - 3);
        assertThat(userReads()).isEqualTo(3);
        quick.countDown();
        eventually("all", () -> readings.size() == AGENTS);
        assertThat(readings.values()).allSatisfy(StateReadsTest::isReady);
    }

    /// It was asked for after the question and tells all, so it stands for GET User.
    private static void isReady(Reading reading) {
        assertThat(reading).isInstanceOfSatisfying(Reading.Known.class, known -> {
            assertThat(known.state().state()).isEqualTo(StateName.READY);
            assertThat(known.state().source()).isEqualTo(StateSource.USER_GET);
        });
    }

    @Test
    void who_is_in_a_call_or_shown_without_reason_or_time_is_read_alone_all_the_same() {
        for (String lacking : List.of("<state>TALKING</state>" + SINCE, HELD_WITHOUT_REASON, "<state>READY</state>")) {
            finesse.seen.clear();
            readings.clear();
            team(lacking);
            quick.countDown();
            slowUsers(HELD);
            readAll((from, who) -> from.reader().readForWish(who));
            eventually("all are read", () -> readings.size() == AGENTS);

            assertThat(readings.values())
                    .as(lacking)
                    .allSatisfy(reading -> assertThat(reading)
                            .isInstanceOfSatisfying(
                                    Reading.Known.class,
                                    known -> assertThat(known.state().inWords()).isEqualTo("NOT_READY (reason 19)")));
        }
    }

    @Test
    void a_team_that_may_not_be_read_is_not_asked_again_and_its_agents_are_read_alone() {
        team(READY);
        quick.countDown();
        slowUsers(READY);
        finesse.on("GET", "Team/5", 401, FailuresTest.error("Invalid Supervisor", ""));
        readAll((from, who) -> from.reader().readForWish(who));
        eventually("all are read", () -> readings.size() == AGENTS);

        assertThat(readings.values()).allSatisfy(StateReadsTest::isReady);
    }

    @Test
    void a_team_that_polling_may_not_read_is_not_asked_for_a_wish_either() {
        slowUsers(READY);
        quick.countDown();
        follow(401, FailuresTest.error("Invalid Supervisor", ""));
        teamIsSlow();
        readAll((from, who) -> from.reader().readForWish(who));

        eventually("all are read without an answer of the team", () -> readings.size() == AGENTS);
        assertThat(readings.values()).allSatisfy(StateReadsTest::isReady);
    }

    @Test
    void where_polling_saw_that_teams_tell_no_reasons_no_release_waits_for_an_answer_of_the_team() {
        slowUsers(HELD);
        quick.countDown();
        team(HELD_WITHOUT_REASON);
        teamIsSlow();
        Map<AgentId, Outcome> outcomes = releaseAll();

        eventually("all are released without an answer of the team", () -> outcomes.size() == AGENTS);
        assertThat(outcomes.values()).containsOnly(new Outcome.Accepted());
    }

    @Test
    void before_anybody_knows_whether_the_team_tells_reasons_it_is_asked_and_no_release_waits_for_it() {
        slowUsers(HELD);
        quick.countDown();
        team(READY);
        teamIsSlow();
        long polls = finesse.count("GET Team/5");
        Map<AgentId, Outcome> outcomes = releaseAll();

        eventually("all are released", () -> outcomes.size() == AGENTS);
        assertThat(outcomes.values()).containsOnly(new Outcome.Accepted());
        eventually("the team is asked beside them", () -> finesse.count("GET Team/5") > polls);
    }

    private long asked(String what) {
        return finesse.asked().stream().filter(it -> it.startsWith(what)).count();
    }

    @Test
    void whom_the_team_showed_without_a_reason_last_is_read_alone_for_a_wish() {
        team(HELD_WITHOUT_REASON);
        teamIsSlow();
        slowUsers(HELD);
        quick.countDown();
        readAll((from, who) -> from.reader().readForWish(who));

        eventually("all are read without an answer of the team", () -> readings.size() == AGENTS);
    }

    @Test
    void a_read_that_a_wish_waits_for_takes_the_place_of_one_that_waits_for_no_wish() {
        accountIsProven();
        slowUsers(HELD);
        IntStream.range(0, READS)
                .forEach(number ->
                        threads.add(Thread.ofVirtual().start(() -> link.reader().read(agent(number)))));
        eventually("other reads have all their places", () -> userReads() == READS);
        AgentId who = agent(READS);
        List<Reading> answers = new CopyOnWriteArrayList<>();
        threads.add(Thread.ofVirtual().start(() -> answers.add(link.reader().read(who))));
        threads.add(Thread.ofVirtual().start(() -> answers.add(link.reader().readForWish(who))));
        eventually("the wish's read leaves", () -> userReads() == READS + 1);
        quick.countDown();

        eventually("both are answered", () -> answers.size() == 2);
        assertThat(answers).hasOnlyElementsOfType(Reading.Known.class);
        assertThat(link.reader().read(agent(0))).isInstanceOf(Reading.Known.class);
        assertThat(asked("GET User/" + who.user())).isEqualTo(1);
    }

    @Test
    void a_read_for_a_wish_that_left_already_is_not_the_answer_to_a_later_question() {
        accountIsProven();
        slowUsers(HELD);
        AgentId who = agent(0);
        threads.add(Thread.ofVirtual().start(() -> link.reader().readForWish(who)));
        eventually("it has left", () -> userReads() == 1);
        threads.add(Thread.ofVirtual().start(() -> link.reader().readForWish(who)));
        eventually("another one leaves", () -> userReads() == 2);
        quick.countDown();
    }

    /// Before that, one request goes at a time.
    private void accountIsProven() {
        finesse.user("1000", READY);
        Reading _ = link.reader().read(agent(-1));
        finesse.seen.clear();
    }

    private Outcome release(AgentId who, Instant dueSince, StateRequest.OnlyIf onlyIf) {
        finesse.on("PUT", "User/" + who.user().value(), 202, "");
        StateRequest plain = release(who);
        StateRequest due = new StateRequest(
                plain.id(), who, plain.channel(), plain.target(), null, onlyIf, plain.why(), plain.cause(), dueSince);
        return link.channel().send(due, () -> true);
    }

    @Test
    void the_read_by_which_a_release_could_be_decided_is_the_one_before_it() {
        slowUsers(HELD);
        quick.countDown();
        Instant due = Instant.now();
        Reading _ = link.reader().readForWish(agent(0));

        assertThat(release(agent(0), due, AS_HELD)).isEqualTo(new Outcome.Accepted());
        assertThat(userReads()).isEqualTo(1);
    }

    @Test
    void one_that_left_before_the_release_was_due_is_not() {
        slowUsers(HELD);
        quick.countDown();
        Reading _ = link.reader().readForWish(agent(0));

        assertThat(release(agent(0), Instant.now().plusMillis(1), AS_HELD)).isEqualTo(new Outcome.Accepted());
        assertThat(userReads()).isEqualTo(2);
    }

    @Test
    void one_that_shows_no_reason_or_something_else_than_was_decided_on_is_not() {
        for (String other : List.of(HELD_WITHOUT_REASON, HELD.replace("10:00:00", "09:00:00"))) {
            finesse.seen.clear();
            finesse.user("1001", other);
            Instant due = Instant.now();
            Reading _ = link.reader().readForWish(agent(0));
            finesse.user("1001", HELD);

            assertThat(release(agent(0), due, AS_HELD)).as(other).isEqualTo(new Outcome.Accepted());
            assertThat(userReads()).as(other).isEqualTo(2);
        }
    }

    @Test
    void one_that_is_under_way_since_the_release_was_due_is_waited_for() {
        slowUsers(HELD);
        Instant due = Instant.now();
        threads.add(Thread.ofVirtual().start(() -> link.reader().readForWish(agent(0))));
        eventually("it has left", () -> userReads() == 1);
        Map<AgentId, Outcome> outcomes = new ConcurrentHashMap<>();
        threads.add(Thread.ofVirtual().start(() -> outcomes.put(agent(0), release(agent(0), due, AS_HELD))));
        quick.countDown();

        eventually("it is released", () -> outcomes.size() == 1);
        assertThat(outcomes.values()).containsOnly(new Outcome.Accepted());
        assertThat(userReads()).isEqualTo(1);
    }

    /// From now on GET Team is not answered any more.
    private void teamIsSlow() {
        finesse.later("GET", "Team/5", new CountDownLatch(1), "");
    }

    private static StateRequest release(AgentId who) {
        Instant since = Instant.parse("2026-01-01T10:00:00Z");
        Presence cause = new Presence("active", null, null, null, PresenceOrigin.MERCURY, since, "{}");
        StateRequest.OnlyIf onlyIf = new StateRequest.OnlyIf(StateName.NOT_READY, "19", since);
        return new StateRequest(
                "r-" + who.user(), who, ChannelKind.SUPERVISOR, TargetState.READY, null, onlyIf, "test", cause);
    }

    private Map<AgentId, Outcome> releaseAll() {
        Map<AgentId, Outcome> outcomes = new ConcurrentHashMap<>();
        IntStream.range(0, AGENTS).mapToObj(StateReadsTest::agent).forEach(who -> {
            finesse.on("PUT", "User/" + who.user().value(), 202, "");
            threads.add(Thread.ofVirtual()
                    .start(() -> outcomes.put(who, link.channel().send(release(who), () -> true))));
        });
        return outcomes;
    }

    @Test
    void before_many_releases_one_read_of_the_team_that_tells_reasons_and_times_is_enough() {
        team(HELD);
        slowUsers(HELD);
        Map<AgentId, Outcome> outcomes = releaseAll();

        eventually("all but the first few are released", () -> outcomes.size() == AGENTS - 3);
        assertThat(outcomes.values()).containsOnly(new Outcome.Accepted());
        assertThat(userReads()).isEqualTo(3);
        quick.countDown();
        eventually("all", () -> outcomes.size() == AGENTS);
    }

    @Test
    void a_choice_of_their_own_shown_by_the_team_stops_a_release() {
        team(HELD.replace(">19<", ">16<").replace(">999<", ">10<"));
        slowUsers(HELD.replace(">19<", ">16<").replace(">999<", ">10<"));
        quick.countDown();
        Map<AgentId, Outcome> outcomes = releaseAll();

        eventually("all are answered", () -> outcomes.size() == AGENTS);
        assertThat(outcomes.values()).hasOnlyElementsOfType(Outcome.NotSent.class);
        assertThat(finesse.asked()).noneMatch(it -> it.startsWith("PUT"));
    }

    @Test
    void a_read_of_the_team_that_left_before_the_question_is_not_its_answer() {
        team(HELD);
        CountDownLatch first = new CountDownLatch(1);
        slowUsers(HELD);
        String early = "<Team><users>" + ScriptedFinesse.userXml("1010", HELD) + "</users></Team>";
        finesse.later("GET", "Team/5", first, early);
        long polls = finesse.count("GET Team/5");
        IntStream.range(0, 5)
                .forEach(number -> threads.add(Thread.ofVirtual()
                        .start(() -> readings.put(agent(number), link.reader().readForWish(agent(number))))));
        eventually("a read of the team has left", () -> finesse.count("GET Team/5") > polls + 1);

        teamAnswers(READY);
        AgentId late = agent(9);
        threads.add(
                Thread.ofVirtual().start(() -> readings.put(late, link.reader().readForWish(late))));
        eventually("the late one is told by a later read", () -> readings.containsKey(late));
        isReady(Objects.requireNonNull(readings.get(late)));
        first.countDown();
        quick.countDown();
    }
}
