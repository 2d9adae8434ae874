package io.presencesync;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.presencesync.config.AddressPattern;
import io.presencesync.config.AgentsConfig;
import io.presencesync.config.ConfigurationLoader;
import io.presencesync.config.SiteConfig;
import io.presencesync.engine.ManualTimers;
import io.presencesync.engine.Roster;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.WebexAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On virtual time; every reading happens at once.
class RosterKeeperTest {
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final Outcome.Failed FAILED = new Outcome.Failed(Outcome.Failure.RETRY, "503", "out of service");

    @TempDir
    Path folder;

    private final ManualTimers timers = new ManualTimers();
    private final List<String> told = new ArrayList<>();
    private Roster.Listing listing = listing("1", "2", "3", "4");
    private int readings;
    private Path file = Path.of("");

    @BeforeEach
    void file() throws Exception {
        file = folder.resolve("agents.csv");
        Files.writeString(file, "n1,a@x.org\n");
    }

    private final class Ends implements RosterKeeper.Ends {
        @Override
        public void added(Collection<Roster.Entry> entries, boolean late) {
            entries.forEach(entry -> told.add((late ? "late " : "+") + entry.agent()));
        }

        @Override
        public void changed(Roster.Entry entry) {
            told.add("changed " + entry.agent() + " " + entry.address() + " " + entry.teamId());
        }

        @Override
        public void gone(Collection<Roster.Entry> entries, String why) {
            entries.forEach(entry -> told.add("-" + entry.agent()));
        }

        @Override
        public void unused(Collection<WebexAddress> addresses) {
            addresses.stream().map(WebexAddress::value).sorted().forEach(address -> told.add("unused " + address));
        }

        @Override
        public boolean held(AgentId agent) {
            return false;
        }

        @Override
        public void read() {}
    }

    private static Roster.Entry entry(String id) {
        AgentId agent = new AgentId(SiteId.MAIN, new FinesseUserId(id));
        return new Roster.Entry(agent, "n" + id, "n" + id, "500", new WebexAddress("n" + id + "@x.org"));
    }

    private static Roster.Listing listing(String... ids) {
        return new Roster.Listing(
                Arrays.stream(ids).map(RosterKeeperTest::entry).toList(), List.of(), List.of(), null);
    }

    private static Roster.Listing failed(String... ids) {
        return new Roster.Listing(listing(ids).agents(), List.of(), List.of(), FAILED);
    }

    private SiteConfig config(AgentsConfig.From from) throws Exception {
        SiteConfig read = new ConfigurationLoader(
                        Map.of(
                                "WEBEX_ACCESS_TOKEN", "t",
                                "WEBEX_DOMAIN", "x.org",
                                "FINESSE_BASE_URL", "https://fin1.example.com",
                                "FINESSE_SUPERVISOR_TOKEN", "c3VwOnNlY3JldA==",
                                "FINESSE_USERS", "n1,n2",
                                "GADGET_MODE", "false"),
                        folder)
                .load(null)
                .configuration()
                .onlySite();
        AgentsConfig agents = new AgentsConfig(
                from,
                List.of("n1", "n2"),
                List.of(),
                AddressPattern.USUAL,
                new AgentsConfig.MappingFile(file, "agents.csv"),
                EVERY);
        return new SiteConfig(
                read.id(), read.webex(), read.finesse(), agents, read.gadget(), read.sync(), read.rules());
    }

    private RosterKeeper started(AgentsConfig.From from) throws Exception {
        SiteConfig config = config(from);
        Roster roster = () -> {
            readings++;
            return listing;
        };
        RosterKeeper keeper = new RosterKeeper(
                config, roster, new AgentsFileWatch(config.agents()), new Ends(), timers, timers, Runnable::run);
        keeper.start();
        timers.pass(Duration.ZERO);
        return keeper;
    }

    private void next(Roster.Listing other) {
        told.clear();
        listing = other;
        timers.pass(EVERY);
    }

    @Test
    void new_ones_are_taken_in_and_those_who_are_gone_let_go_at_the_next_reading() throws Exception {
        RosterKeeper keeper = started(AgentsConfig.From.LIST);
        assertThat(keeper.loaded()).isTrue();
        assertThat(told).containsExactly("+1", "+2", "+3", "+4");
        next(listing("1", "2", "3", "5"));
        assertThat(told).containsExactly("late 5", "-4", "unused n4@x.org");
    }

    @Test
    void an_answer_that_failed_lets_nobody_go_and_is_asked_for_again() throws Exception {
        started(AgentsConfig.From.LIST);
        next(failed());
        assertThat(told).isEmpty();
        next(failed("1"));
        assertThat(told).isEmpty();
        assertThat(readings).isGreaterThan(20);
        next(listing("1", "2", "3"));
        assertThat(told).containsExactly("-4", "unused n4@x.org");
    }

    @Test
    void somebody_of_whom_finesse_cannot_tell_is_asked_for_again_at_growing_distances() throws Exception {
        listing = new Roster.Listing(
                listing("1", "2").agents(), List.of(new Roster.Missing("n3", "HTTP 500", true)), List.of(), null);
        RosterKeeper keeper = started(AgentsConfig.From.LIST);
        assertThat(keeper.loaded()).isTrue();
        assertThat(told).containsExactly("+1", "+2");
        timers.pass(Duration.ofSeconds(30));
        assertThat(readings).isEqualTo(2);
        timers.pass(Duration.ofHours(1));
        assertThat(readings).isBetween(9, 12);
        next(listing("1", "2", "3"));
        assertThat(told).containsExactly("late 3");
    }

    @Test
    void a_reading_that_failed_is_told_until_one_succeeds() throws Exception {
        RosterKeeper keeper = started(AgentsConfig.From.LIST);
        assertThat(keeper.failure()).isNull();
        next(failed());
        assertThat(keeper.failure()).isEqualTo(FAILED);
        assertThat(keeper.loaded()).isTrue();
        next(listing("1", "2", "3", "4"));
        assertThat(keeper.failure()).isNull();
    }

    private static Roster.Listing unread(Outcome.Failure failure, String words) {
        return new Roster.Listing(List.of(), List.of(), List.of(), new Outcome.Failed(failure, "x", words));
    }

    @Test
    void why_nobody_could_be_read_is_logged_once_and_for_a_refused_account_without_the_promise_to_try_again()
            throws Exception {
        HeardLog log = new HeardLog(RosterKeeper.class);
        try {
            listing = unread(Outcome.Failure.ACCOUNT_STOPPED, "Finesse refused the account; nothing more is sent");
            started(AgentsConfig.From.LIST);
            timers.pass(Duration.ofMinutes(2));
            listing = unread(Outcome.Failure.RETRY, "out of service");
            timers.pass(Duration.ofMinutes(2));
        } finally {
            log.close();
        }
        assertThat(readings).isGreaterThan(5);
        assertThat(log.events())
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "The agents could not be read from Finesse: the account that reads them was refused",
                        "The agents could not be read from Finesse: out of service; this is tried again until it"
                                + " succeeds");
    }

    @Test
    void at_the_start_it_is_asked_until_finesse_answers() throws Exception {
        listing = failed();
        RosterKeeper keeper = started(AgentsConfig.From.LIST);
        assertThat(keeper.loaded()).isFalse();
        listing = listing("1");
        timers.pass(Duration.ofSeconds(1));
        assertThat(keeper.loaded()).isTrue();
        assertThat(readings).isEqualTo(2);
    }

    @Test
    void more_than_half_go_only_when_the_next_reading_says_the_same() throws Exception {
        started(AgentsConfig.From.LIST);
        told.clear();
        listing = listing("1");
        timers.pass(EVERY);
        assertThat(told).isEmpty();
        timers.pass(Duration.ofSeconds(30));
        assertThat(told).startsWith("-2", "-3", "-4");
    }

    @Test
    void more_than_half_stay_when_the_next_reading_has_them_again() throws Exception {
        started(AgentsConfig.From.LIST);
        told.clear();
        listing = listing();
        timers.pass(EVERY);
        listing = listing("1", "2", "3", "4");
        timers.pass(Duration.ofSeconds(30));
        listing = listing();
        timers.pass(EVERY);
        assertThat(told).isEmpty();
    }

    @Test
    void another_team_or_address_is_followed() throws Exception {
        started(AgentsConfig.From.LIST);
        List<Roster.Entry> others =
                Stream.of(entry("1"), entry("2"), entry("3")).toList();
        List<Roster.Entry> now = new ArrayList<>(others);
        now.add(entry("4").at(new WebexAddress("n1@x.org")));
        next(new Roster.Listing(now, List.of(), List.of(), null));
        assertThat(told).containsExactly("changed 4 n1@x.org 500", "unused n4@x.org");
        now.set(3, new Roster.Entry(entry("4").agent(), "n4", "n4", "501", new WebexAddress("n1@x.org")));
        next(new Roster.Listing(now, List.of(), List.of(), null));
        assertThat(told).containsExactly("changed 4 n1@x.org 501");
    }

    @Test
    void many_wishes_to_read_again_make_one_reading_five_seconds_after_the_last() throws Exception {
        RosterKeeper keeper = started(AgentsConfig.From.LIST);
        timers.pass(Duration.ofSeconds(1));
        for (int i = 0; i < 100; i++) {
            keeper.readAgain();
        }
        timers.pass(Duration.ofMillis(3999));
        assertThat(readings).isEqualTo(1);
        timers.pass(Duration.ofMillis(1));
        assertThat(readings).isEqualTo(2);
        timers.pass(EVERY.minusSeconds(1));
        assertThat(readings).isEqualTo(2);
        timers.pass(Duration.ofSeconds(1));
        assertThat(readings).isEqualTo(3);
    }

    @Test
    void another_mapping_file_is_read_at_once_when_it_has_become_steady() throws Exception {
        started(AgentsConfig.From.FILE);
        Files.writeString(file, "n1,a@x.org\nn2");
        timers.pass(Duration.ofSeconds(2));
        Files.writeString(file, "n1,a@x.org\nn2,b@x.org\n");
        timers.pass(Duration.ofMillis(500));
        assertThat(readings).isEqualTo(1);
        timers.pass(Duration.ofMillis(500));
        assertThat(readings).isEqualTo(2);
        timers.pass(Duration.ofMinutes(1));
        assertThat(readings).isEqualTo(2);
    }

    @Test
    void a_mapping_file_that_is_gone_keeps_what_it_said_and_is_told() throws Exception {
        RosterKeeper keeper = started(AgentsConfig.From.FILE);
        Files.delete(file);
        timers.pass(Duration.ofSeconds(3));
        assertThat(keeper.missing())
                .singleElement()
                .satisfies(lost -> assertThat(lost.why()).contains("what it said last counts"));
        assertThat(keeper.admit(new FinesseUserId("77"), "n1", "N One")).isTrue();
    }

    @Test
    void a_gadget_is_let_in_when_its_user_is_named() throws Exception {
        RosterKeeper keeper = started(AgentsConfig.From.LIST);
        assertThat(keeper.admit(new FinesseUserId("71"), "N2", "")).isTrue();
        assertThat(keeper.admit(new FinesseUserId("72"), "n9", "")).isFalse();
        assertThat(told).endsWith("late 71");
    }

    @Test
    void without_names_whoever_signs_in_is_let_in_and_follows_the_mapping_file() throws Exception {
        RosterKeeper keeper = started(AgentsConfig.From.GADGETS);
        assertThat(keeper.loaded()).isTrue();
        keeper.admit(new FinesseUserId("71"), "n1", "");
        keeper.admit(new FinesseUserId("72"), "n2", "");
        told.clear();
        Files.writeString(file, "n1,other@x.org\n");
        timers.pass(Duration.ofSeconds(3));
        assertThat(told).containsExactly("changed 71 other@x.org null", "unused a@x.org");
        assertThat(readings).isZero();
    }
}
