package io.presencesync.finesse;

import static io.presencesync.finesse.ScriptedFinesse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.engine.AgentStateListener;
import io.presencesync.engine.Roster;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Reason;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import io.presencesync.presence.WebexAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TeamPollerTest {
    /// Keeps what was told, in order: `seen` as the state, `gap` as null.
    static final class Told implements AgentStateListener {
        record Word(AgentId agent, @Nullable AgentState state) {}

        final List<Word> words = new CopyOnWriteArrayList<>();

        @Override
        public void seen(AgentId agent, AgentState state) {
            words.add(new Word(agent, state));
        }

        @Override
        public void gap(AgentId agent) {
            words.add(new Word(agent, null));
        }

        boolean any(Predicate<AgentState> test) {
            return states().stream().anyMatch(test);
        }

        List<AgentState> states() {
            return words.stream().map(Word::state).filter(Objects::nonNull).toList();
        }
    }

    private static final String READY =
            "<state>READY</state><stateChangeTime>2026-01-01T10:00:00.000Z</stateChangeTime>";
    private static final String NOT_READY =
            "<state>NOT_READY</state><stateChangeTime>2026-01-01T10:01:00.000Z</stateChangeTime>";
    private static final AgentId ANN = new AgentId(SiteId.MAIN, new FinesseUserId("1001"));

    private static final AgentId BOB = new AgentId(SiteId.MAIN, new FinesseUserId("1002"));

    private final ScriptedFinesse finesse = new ScriptedFinesse();
    private final FinesseLink link = finesse.link(null, "boss");
    private final Told told = new Told();

    @AfterEach
    void close() {
        link.close();
        finesse.close();
    }

    private void follow(@Nullable String team) {
        link.follow(List.of(new Roster.Entry(ANN, "ann", "Ann", team, new WebexAddress("ann@example.com"))));
        link.start(told);
    }

    private void team(String members) {
        finesse.on("GET", "Team/5", 200, "<Team><id>5</id><users>" + members + "</users></Team>");
    }

    private static String member(String inside) {
        return "<User><loginId>1001</loginId>" + inside + "</User>";
    }

    @Test
    void the_state_of_a_team_member_is_told_again_and_again() {
        team(member(READY));
        follow("5");
        eventually("told thrice", () -> told.states().size() >= 3);

        assertThat(told.states())
                .allSatisfy(state -> assertThat(state.state()).isEqualTo(StateName.READY))
                .allSatisfy(state -> assertThat(state.source()).isEqualTo(StateSource.TEAM_GET));
        assertThat(told.words).noneMatch(word -> word.state() == null);
        assertThat(finesse.count("GET User/1001")).isZero();
    }

    @Test
    void a_reason_the_team_does_not_deliver_is_read_once_per_change() {
        team(member(NOT_READY));
        finesse.user("1001", NOT_READY + "<reasonCodeId>16</reasonCodeId>");
        follow("5");

        eventually("reason known", () -> told.any(state -> new Reason("16", null, null).equals(state.reason())));
        long polls = finesse.count("GET Team/5");
        eventually("five polls more", () -> finesse.count("GET Team/5") > polls + 5);
        assertThat(finesse.count("GET User/1001")).isLessThanOrEqualTo(2);

        team(member(NOT_READY.replace("10:01", "10:09")));
        long reads = finesse.count("GET User/1001");
        eventually("read after the change", () -> finesse.count("GET User/1001") > reads);
    }

    @Test
    void a_reason_the_team_delivers_needs_no_further_read() {
        team(member(NOT_READY + "<reasonCode><id>16</id><label>Lunch</label></reasonCode>"));
        follow("5");
        eventually("told thrice", () -> told.states().size() >= 3);

        assertThat(told.any(state -> "NOT_READY (Lunch)".equals(state.inWords())))
                .isTrue();
        assertThat(finesse.count("GET User/1001")).isZero();
    }

    @Test
    void an_agent_whom_the_team_no_longer_lists_is_confirmed_once() {
        team(member(READY));
        finesse.user("1001", "<state>LOGOUT</state>");
        follow("5");
        eventually("seen ready", () -> told.any(state -> state.state() == StateName.READY));

        team("");
        eventually("seen signed out", () -> told.any(state -> state.state() == StateName.LOGOUT));
        long polls = finesse.count("GET Team/5");
        eventually("five polls more", () -> finesse.count("GET Team/5") > polls + 5);
        assertThat(finesse.count("GET User/1001")).isOne();

        team(member(READY));
        int before = told.states().size();
        eventually("back", () -> told.states().stream().skip(before).anyMatch(s -> s.state() == StateName.READY));
    }

    @Test
    void a_refused_team_is_read_agent_by_agent() {
        finesse.on("GET", "Team/5", 401, FailuresTest.error("Invalid Supervisor", ""));
        finesse.user("1001", READY);
        follow("5");
        eventually("told thrice", () -> told.states().size() >= 3);

        assertThat(told.states()).allSatisfy(s -> assertThat(s.source()).isEqualTo(StateSource.USER_GET));
        assertThat(finesse.count("GET Team/5")).isOne();
    }

    @Test
    void a_team_whose_answer_is_broken_is_read_agent_by_agent_until_it_is_whole() {
        finesse.on("GET", "Team/5", 500, FailuresTest.error("Internal Server Error", ""));
        finesse.user("1001", READY);
        follow("5");
        eventually("told thrice", () -> told.states().size() >= 3);
        assertThat(told.states()).allSatisfy(s -> assertThat(s.source()).isEqualTo(StateSource.USER_GET));

        team(member(READY));
        eventually("told by the team", () -> told.any(s -> s.source() == StateSource.TEAM_GET));
    }

    @Test
    void a_team_whose_answer_is_broken_and_an_agent_who_cannot_be_read_keep_nobody_else_from_being_seen() {
        finesse.on("GET", "Team/5", 500, FailuresTest.error("Internal Server Error", ""));
        finesse.on("GET", "User/1001", 500, FailuresTest.error("Internal Server Error", ""));
        finesse.on("GET", "Team/6", 200, "<Team><id>6</id><users>" + bob(READY) + "</users></Team>");
        link.follow(List.of(entry(ANN, "5"), entry(BOB, "6")));
        link.start(told);
        eventually("Ann is asked for often", () -> finesse.count("GET User/1001") >= 10);

        assertThat(told.words)
                .as("Bob's states, and no gap")
                .hasSizeGreaterThan(5)
                .allSatisfy(word -> {
                    assertThat(word.agent()).isEqualTo(BOB);
                    assertThat(word.state()).isNotNull();
                });
    }

    private static Roster.Entry entry(AgentId agent, String team) {
        String name = "u" + agent.user().value();
        return new Roster.Entry(agent, name, name, team, new WebexAddress(name + "@example.com"));
    }

    private static String bob(String inside) {
        return "<User><loginId>1002</loginId>" + inside + "</User>";
    }

    @Test
    void a_team_the_supervisor_may_not_see_does_not_stop_his_account() {
        finesse.on("GET", "Team/5", 401, FailuresTest.error("Authorization Failure", "UNAUTHORIZED"));
        finesse.user("boss", "");
        finesse.user("1001", READY);
        follow("5");
        eventually("told thrice", () -> told.states().size() >= 3);

        assertThat(finesse.count("GET Team/5")).isOne();
        assertThat(finesse.count("GET User/boss"))
                .as("before the first Team GET and after its refusal")
                .isEqualTo(2);
        assertThat(link.health().healthy()).isTrue();
    }

    @Test
    void an_unknown_team_is_learned_from_the_user() {
        team(member(READY));
        finesse.user("1001", READY + "<teamId>5</teamId>");
        follow(null);
        eventually("polled as team", () -> told.any(state -> state.source() == StateSource.TEAM_GET));

        long reads = finesse.count("GET User/1001");
        long polls = finesse.count("GET Team/5");
        eventually("five polls more", () -> finesse.count("GET Team/5") > polls + 5);
        assertThat(finesse.count("GET User/1001")).isLessThanOrEqualTo(reads + 1);
    }

    @Test
    void after_an_outage_the_gap_is_told_before_the_state() {
        team(member(READY));
        follow("5");
        eventually("seen", () -> !told.words.isEmpty());

        finesse.on("GET", "Team/5", 503, FailuresTest.error("Service Unavailable", ""));
        eventually("noticed", () -> link.health().code().equals("out_of_service"));
        int before = told.words.size();
        team(member(NOT_READY + "<reasonCode><id>16</id></reasonCode>"));
        eventually("seen again", () -> told.words.size() > before + 1);

        List<Told.Word> after = told.words.subList(before, told.words.size());
        int gap = after.indexOf(new Told.Word(ANN, null));
        assertThat(gap).isNotNegative();
        assertThat(after.subList(0, gap))
                .noneMatch(word -> word.state() != null && word.state().state() == StateName.NOT_READY);
        assertThat(link.health().healthy()).isTrue();
    }

    @Test
    void a_server_that_died_and_came_back_is_polled_again() {
        team(member(READY));
        follow("5");
        eventually("seen", () -> !told.words.isEmpty());
        finesse.stop();
        eventually("noticed", () -> link.health().code().equals("unreachable"));
        eventually("time for ten polls", timePassed());
        int before = told.words.size();
        finesse.startAgain();
        eventually("seen again", () -> told.words.size() > before + 1);

        assertThat(told.words.get(before).state()).as("the gap comes first").isNull();
    }

    private static java.util.function.BooleanSupplier timePassed() {
        long until = System.nanoTime() + 500_000_000L;
        return () -> System.nanoTime() > until;
    }

    @Test
    void an_agent_can_be_read_at_once() {
        team("");
        finesse.user("1001", "<state>LOGOUT</state>");
        follow("5");
        eventually("confirmed", () -> finesse.count("GET User/1001") == 1);
        finesse.user("1001", READY);

        link.pollSoon(ANN);
        eventually("seen ready", () -> told.any(state -> state.state() == StateName.READY));
    }

    @Test
    void a_refused_account_polls_no_more() {
        finesse.on("GET", "Team/5", 401, FailuresTest.error("Authorization Failure", ""));
        finesse.on("GET", "User/boss", 401, FailuresTest.error("Authorization Failure", ""));
        follow("5");
        eventually("stopped", () -> link.health().code().equals("bad_credentials"));
        int asked = finesse.seen.size();
        link.pollSoon(ANN);
        eventually("time for ten polls", timePassed());

        assertThat(finesse.seen).hasSize(asked);
        assertThat(finesse.count("GET User/boss")).as("failed sign-ins").isOne();
        assertThat(finesse.count("GET Team/5")).isZero();
        assertThat(told.words).isEmpty();
    }

    @Test
    void the_platform_comes_from_system_info() {
        finesse.on("GET", "SystemInfo", 200, ScriptedFinesse.systemInfo("UCCX", "IN_SERVICE"));
        follow("5");
        eventually("known", () -> link.supervisorReasonCode().isPresent());

        assertThat(link.supervisorReasonCode()).hasValue(33);
        eventually("told", () -> link.health().message().contains("Unified CCX"));
    }

    @Test
    void a_node_without_its_contact_center_server_is_out_of_service() {
        finesse.on("GET", "SystemInfo", 200, ScriptedFinesse.systemInfo("UCCE", "OUT_OF_SERVICE"));
        link.start(told);
        eventually("noticed", () -> link.health().code().equals("out_of_service"));
        assertThat(link.health().nextTry()).isNotNull();
        assertThat(link.health().message()).endsWith("SystemInfo says OUT_OF_SERVICE");
    }
}
