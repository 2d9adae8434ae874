package io.presencesync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.presencesync.agent.Hold;
import io.presencesync.agent.Memory;
import io.presencesync.agent.Phase;
import io.presencesync.agent.Sent;
import io.presencesync.agent.Spell;
import io.presencesync.engine.JournalEntry;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentName;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the store promises, whatever the database; run on H2 and on a real PostgreSQL.
abstract class StoreContract {
    private static final Instant TIME = Instant.parse("2026-03-02T09:00:00.123456Z");
    private static final AgentId CHRIS = new AgentId(SiteId.MAIN, new FinesseUserId("1001001"));
    private static final AgentId DANA = new AgentId(new SiteId("north"), new FinesseUserId("dana"));
    private static final WebexAddress CHRIS_ADDRESS = new WebexAddress("chris@example.com");
    private static final Hold HOLD = new Hold(ReasonLabel.MEETING, ChannelKind.GADGET, "meeting (online)", TIME);
    private static final Memory.Durable ASKED =
            durable(new Phase.Asked(HOLD, new Sent("r1", Sent.Answer.PENDING, null, null, 0), null));
    private static final Memory.Durable HELD =
            durable(new Phase.Held(HOLD, TIME.plusMillis(40), new Reason("43", 11, "Webex Meeting")));
    private static final Duration KEEP = Duration.ofDays(30);

    @TempDir
    private Path data;

    private final TestClock clock = new TestClock(TIME);
    private final List<Store> open = new ArrayList<>();
    private FaultyDatabase database = new FaultyDatabase(new Nowhere());
    private int number;

    /// An empty database of its own for each test.
    abstract Connector emptyDatabase(Path data) throws Exception;

    /// Into the database that was made last, whatever its version.
    abstract Connection connect(Path data) throws Exception;

    @BeforeEach
    void makeDatabase() throws Exception {
        database = new FaultyDatabase(emptyDatabase(data));
    }

    @AfterEach
    void closeAll() {
        open.forEach(Store::close);
        open.clear();
    }

    private static final class Nowhere implements Connector {
        @Override
        public void refuseNewer() {}

        @Override
        public String name() {
            return "nowhere";
        }

        @Override
        public boolean embedded() {
            return false;
        }

        @Override
        public boolean mayHoldSomething() {
            return false;
        }

        @Override
        public Opened open() throws IOException {
            throw new IOException("nowhere");
        }
    }

    private static Memory.Durable durable(Phase phase) {
        return new Memory.Durable(phase, Spell.NONE, true, List.of(), false, null);
    }

    @Test
    void people_and_devices_of_two_sites_are_kept_apart_and_a_purge_forgets_both() throws Exception {
        SiteId north = new SiteId("north");
        Store first = store();
        first.personIds(SiteId.MAIN).remember(CHRIS_ADDRESS, new WebexPersonId("p1"));
        first.personIds(north).remember(CHRIS_ADDRESS, new WebexPersonId("p2"));
        first.devices(SiteId.MAIN).remember("presence-sync", "d1");
        first.devices(north).remember("presence-sync", "d2");
        close(first);

        Store second = store();
        assertThat(second.awaitDatabase()).isTrue();
        assertThat(second.personIds(SiteId.MAIN).load()).isEqualTo(Map.of(CHRIS_ADDRESS, new WebexPersonId("p1")));
        assertThat(second.personIds(north).load()).isEqualTo(Map.of(CHRIS_ADDRESS, new WebexPersonId("p2")));
        assertThat(second.devices(SiteId.MAIN).load("presence-sync")).contains("d1");
        assertThat(second.devices(north).load("presence-sync")).contains("d2");
        second.purge().purge(CHRIS_ADDRESS);
        assertThat(second.personIds(north).load()).isEmpty();
        close(second);

        Store third = store();
        assertThat(third.awaitDatabase()).isTrue();
        assertThat(third.personIds(SiteId.MAIN).load()).isEmpty();
        assertThat(third.personIds(north).load()).isEmpty();
    }

    private Store store() throws IOException {
        return store(data, Spool.Limits.USUAL);
    }

    private Store store(Path folder, Spool.Limits limits) throws IOException {
        Store store =
                Store.open(folder, new Store.Settings(database, limits, KEEP, Duration.ofMillis(2)), clock, clock);
        open.add(store);
        return store;
    }

    private void close(Store store) throws IOException {
        assertThat(store.awaitDatabase()).isTrue();
        newest(store, CHRIS); // on a busy machine the little time that closing takes may not be enough
        store.close();
        open.remove(store);
    }

    private JournalEntry entry(AgentId agent, String what) {
        return entry(agent, JournalEntry.Kind.DECISION, what);
    }

    private JournalEntry entry(AgentId agent, JournalEntry.Kind kind, String what) {
        clock.advance(Duration.ofMillis(1));
        return new JournalEntry(
                "e" + number++,
                agent,
                clock.instant(),
                kind,
                what,
                "because",
                "meetings",
                "r1",
                ChannelKind.GADGET,
                "mercury",
                Duration.ofNanos(1_234_000));
    }

    private List<String> newest(Store store, AgentId agent) throws IOException {
        return store.journalReader().newest(agent, null, clock.instant(), 100_000).stream()
                .map(JournalEntry::what)
                .toList();
    }

    private void sql(String statement) throws Exception {
        try (Connector.Opened opened = database.open();
                Connection connection = opened.source().getConnection();
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private long count(String select) throws Exception {
        try (Connection connection = connect(data);
                Statement run = connection.createStatement();
                ResultSet rows = run.executeQuery(select)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    // the schema

    @Test
    void an_empty_database_gets_its_tables() throws Exception {
        Store store = store();

        assertThat(store.awaitDatabase()).isTrue();
        assertThat(store.health().healthy()).isTrue();
        assertThat(store.health().message()).contains(database.name());
        close(store);
        assertThat(count("select count(*) from journal")).isZero();
    }

    @Test
    void a_database_of_today_opens_as_it_is() throws Exception {
        Store first = store();
        first.journal().record(entry(CHRIS, "HOLD"));
        close(first);

        Store second = store();

        assertThat(newest(second, CHRIS)).containsExactly("HOLD");
    }

    @Test
    void a_newer_database_is_refused_in_one_clear_line_and_nothing_is_changed() throws Exception {
        Store first = store();
        first.holdLog().remember(CHRIS, ASKED);
        first.holdLog().remember(CHRIS, HELD);
        close(first);
        sql("insert into \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\", \"type\","
                + " \"script\", \"installed_by\", \"execution_time\", \"success\")"
                + " values (90, '99', 'later', 'SQL', 'V99__later.sql', 'x', 1, true)");
        long rows = count("select count(*) from \"flyway_schema_history\"");
        Map<String, String> before = filesOfData();

        assertThatThrownBy(this::openAndWait)
                .isInstanceOf(NewerStoreException.class)
                .hasMessageContaining("version 99")
                .hasMessageContaining("knows " + Schema.NEWEST)
                .hasMessageContaining("Run the newer version again");

        closeAll();
        assertThat(filesOfData()).isEqualTo(before);
        assertThat(count("select count(*) from \"flyway_schema_history\"")).isEqualTo(rows);
    }

    /// What a start does before anything is remembered.
    private void openAndWait() throws IOException {
        Store store = store();
        store.holdLog().load();
        store.awaitDatabase();
    }

    private Map<String, String> filesOfData() throws Exception {
        Map<String, String> all = new TreeMap<>();
        try (var files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                all.put(data.relativize(file).toString(), HexFormat.of().formatHex(sum));
            }
        }
        return all;
    }

    @Test
    void a_database_with_a_hold_of_a_newer_version_is_refused_and_the_hold_stays() throws Exception {
        Store first = store();
        first.holdLog().remember(CHRIS, HELD);
        close(first);
        sql("update hold set line = '{\"v\":7,\"hold\":[]}'");
        Files.delete(data.resolve("holds.log"));
        Map<String, String> before = filesOfData();

        assertThatThrownBy(this::openAndWait)
                .isInstanceOf(NewerStoreException.class)
                .hasMessageContaining("version 7")
                .hasMessageContaining("knows " + HoldLine.VERSION);

        closeAll();
        assertThat(filesOfData()).isEqualTo(before);
        assertThat(count("select count(*) from hold where line like '%7%'")).isOne();
    }

    @Test
    void a_spool_of_a_newer_version_is_refused_and_stays() throws Exception {
        for (String line : List.of("{\"v\":9,\"t\":\"z\"}", "{\"t\":\"h\",\"hold\":{\"v\":9,\"site\":\"main\"}}")) {
            Files.createDirectories(data.resolve("spool"));
            Path segment = data.resolve("spool/000000000000000007.jsonl");
            Files.writeString(segment, line + "\n");

            assertThatThrownBy(this::openAndWait)
                    .isInstanceOf(NewerStoreException.class)
                    .hasMessageContaining(segment.getFileName().toString())
                    .hasMessageContaining("version 9");

            closeAll();
            assertThat(segment).hasContent(line + "\n");
        }
    }

    @Test
    void a_hold_of_the_database_that_cannot_be_read_is_kept_aside() throws Exception {
        Store first = store();
        first.holdLog().remember(CHRIS, HELD);
        first.holdLog().remember(DANA, HELD);
        close(first);
        sql("update hold set line = '{broken' where agent_user = 'dana'");
        Files.delete(data.resolve("holds.log"));

        Store second = store();

        assertThat(second.holdLog().load()).containsOnlyKeys(CHRIS);
        assertThat(data.resolve("holds.log.unreadable")).hasContent("{broken\n");
    }

    // holds

    @Test
    void what_the_hold_log_lost_comes_from_the_database() throws Exception {
        for (String left : List.of("", "\0\0\0\0", "nonsense\n", "{\"v\":1,\"site\":\"ma")) {
            Path folder = data.resolve("spoilt " + left.hashCode());
            Store first = store(folder, Spool.Limits.USUAL);
            first.holdLog().remember(CHRIS, HELD);
            first.holdLog().remember(DANA, HELD);
            close(first);
            Files.writeString(folder.resolve("holds.log"), left);

            Store second = store(folder, Spool.Limits.USUAL);

            assertThat(second.holdLog().load()).as("left: %s", left).isEqualTo(Map.of(CHRIS, HELD, DANA, HELD));
            close(second);
        }
    }

    @Test
    void an_agent_whose_line_of_the_hold_log_is_spoilt_comes_from_the_database() throws Exception {
        Store first = store();
        first.holdLog().remember(DANA, ASKED);
        first.holdLog().remember(CHRIS, HELD);
        close(first);
        Path log = data.resolve("holds.log");
        List<String> lines = Files.readAllLines(log);
        Files.writeString(log, lines.getFirst() + "\n" + lines.getLast().substring(20) + "\n");

        assertThat(store().holdLog().load()).isEqualTo(Map.of(DANA, ASKED, CHRIS, HELD));
    }

    @Test
    void holds_come_back_from_the_database_when_the_data_folder_was_lost() throws Exception {
        Store first = store(data.resolve("first"), Spool.Limits.USUAL);
        first.holdLog().load();
        first.holdLog().remember(CHRIS, ASKED);
        first.holdLog().remember(DANA, HELD);
        first.holdLog().remember(CHRIS, HELD);
        close(first);

        Store second = store(data.resolve("second"), Spool.Limits.USUAL);

        assertThat(second.holdLog().load()).isEqualTo(Map.of(CHRIS, HELD, DANA, HELD));
        close(second);
        Store third = store(data.resolve("second"), Spool.Limits.USUAL);
        database.down = true;
        assertThat(third.holdLog().load()).as("taken over into the local log").containsOnlyKeys(CHRIS, DANA);
    }

    @Test
    void people_can_read_a_hold_in_the_database() throws Exception {
        Store store = store();
        store.holdLog().remember(DANA, HELD);
        close(store);

        assertThat(count(
                        "select count(*) from hold where agent_site = 'north' and agent_user = 'dana' and phase = 'held'"
                                + " and label = 'Webex Meeting' and channel = 'GADGET' and since is not null"))
                .isOne();
    }

    @Test
    void the_local_log_is_the_truth_and_the_database_is_brought_to_it() throws Exception {
        Store first = store();
        first.holdLog().remember(CHRIS, HELD);
        close(first);
        sql("update hold set phase = 'none', line = '{}'");

        Store second = store();
        assertThat(second.holdLog().load()).isEqualTo(Map.of(CHRIS, HELD));
        second.journal().record(entry(CHRIS, "NOTE"));

        assertThat(newest(second, CHRIS)).containsExactly("NOTE");
        close(second);

        assertThat(count("select count(*) from hold where phase = 'held'")).isOne();
    }

    // exactly once

    @Test
    void a_batch_whose_commit_failed_is_written_once() throws Exception {
        everyEntryIsThereOnceAfter(FaultyDatabase.Commit.FAILS);
    }

    @Test
    void a_batch_whose_commit_answer_was_lost_is_written_once() throws Exception {
        everyEntryIsThereOnceAfter(FaultyDatabase.Commit.SUCCEEDS_WITHOUT_ANSWER);
    }

    @Test
    void what_agents_report_is_found_without_knowing_whose_it_is() throws Exception {
        Store store = store();
        assertThat(store.awaitDatabase()).isTrue();
        store.journal().record(report("wrong1", CHRIS));
        store.journal().record(entry(CHRIS, "between"));
        clock.advance(Duration.ofSeconds(1));
        store.journal().record(report("wrong2", DANA));
        assertThat(store.reportReader().reports(clock.instant(), 10))
                .extracting(JournalEntry::id)
                .containsExactly("wrong2", "wrong1");
        assertThat(store.reportReader().reports(clock.instant(), 1)).hasSize(1);
        assertThat(store.reportReader().reports(clock.instant().minusMillis(1), 10))
                .hasSize(1);
    }

    private JournalEntry report(String id, AgentId agent) {
        return new JournalEntry(
                id, agent, clock.instant(), JournalEntry.Kind.REPORT, "wrong", "", null, null, null, null, null);
    }

    private void everyEntryIsThereOnceAfter(FaultyDatabase.Commit fault) throws Exception {
        Store store = store();
        assertThat(store.awaitDatabase()).isTrue();
        store.journal().record(entry(CHRIS, "first"));
        assertThat(newest(store, CHRIS)).containsExactly("first");

        database.nextCommit = fault;
        store.journal().record(entry(CHRIS, "second"));
        store.journal().record(entry(CHRIS, "third"));

        Until.holds(
                "written after the fault",
                () -> database.nextCommit == FaultyDatabase.Commit.SUCCEEDS
                        && store.health().healthy()
                        && newest(store, CHRIS).equals(List.of("third", "second", "first")));
        close(store);
        assertThat(count("select count(*) from journal")).isEqualTo(3);
    }

    @Test
    void killed_between_insert_and_commit_everything_is_there_once_after_the_next_start() throws Exception {
        everyEntryIsThereOnceAfterBeingKilledAt(FaultyDatabase.Commit.FAILS);
    }

    @Test
    void killed_between_commit_and_noticing_it_everything_is_there_once_after_the_next_start() throws Exception {
        everyEntryIsThereOnceAfterBeingKilledAt(FaultyDatabase.Commit.SUCCEEDS_WITHOUT_ANSWER);
    }

    /// A drain left where the fault struck, as a killed process leaves it.
    private void everyEntryIsThereOnceAfterBeingKilledAt(FaultyDatabase.Commit fault) throws Exception {
        Path folder = data.resolve("spool");
        try (Spool spool = Spool.open(folder, Spool.Limits.USUAL, clock)) {
            for (int i = 0; i < 1200; i++) {
                spool.append(SpoolCodec.line(new SpoolRecord.Entry(entry(CHRIS, "n" + i))));
            }
            SpoolDrain killed = new SpoolDrain(spool, database, "here", clock);
            killed.connect();
            assertThat(killed.step()).isTrue();
            database.nextCommit = fault;
            assertThatThrownBy(killed::step).hasStackTraceContaining("connection lost during the commit");
            killed.disconnect();
        }
        try (Spool spool = Spool.open(folder, Spool.Limits.USUAL, clock)) {
            SpoolDrain next = new SpoolDrain(spool, database, "here", clock);
            next.connect();
            assertThat(stepsOf(next)).isBetween(2, 4);
            next.disconnect();
        }
        assertThat(count("select count(*) from journal")).isEqualTo(1200);
        assertThat(count("select count(distinct entry) from journal")).isEqualTo(1200);
    }

    private static int stepsOf(SpoolDrain drain) throws IOException {
        int steps = 0;
        while (drain.step()) {
            steps++;
        }
        return steps;
    }

    @Test
    void segments_taken_over_are_deleted_and_nothing_is_taken_over_twice() throws Exception {
        Spool.Limits small = new Spool.Limits(2_000, 1 << 20, 100);
        Store store = store(data, small);
        IntStream.range(0, 300).forEach(i -> store.journal().record(entry(CHRIS, "n" + i)));

        assertThat(newest(store, CHRIS)).hasSize(300);
        Until.holds("segments deleted", () -> segments() <= 2);
        close(store);
        close(store(data, small));
        assertThat(count("select count(*) from journal")).isEqualTo(300);
    }

    private long segments() throws IOException {
        try (var files = Files.list(data.resolve("spool"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).count();
        }
    }

    @Test
    void a_line_torn_by_a_crash_is_left_out_and_the_rest_is_kept() throws Exception {
        Files.createDirectories(data.resolve("spool"));
        Path segment = data.resolve("spool/000000000000000007.jsonl");
        Files.write(segment, SpoolCodec.line(new SpoolRecord.Entry(entry(CHRIS, "before"))));
        Files.writeString(segment, "{\"t\":\"j\",\"at\":\"2026-0", StandardOpenOption.APPEND);

        Store store = store();
        store.journal().record(entry(CHRIS, "after"));

        assertThat(newest(store, CHRIS)).containsExactly("after", "before");
        assertThat(data.resolve("spool/lines.unreadable")).hasContent("{\"t\":\"j\",\"at\":\"2026-0\n");
    }

    @Test
    void lines_of_the_spool_that_cannot_be_read_are_kept_aside_once_though_the_database_fails_meanwhile()
            throws Exception {
        Files.createDirectories(data.resolve("spool"));
        Path segment = data.resolve("spool/000000000000000007.jsonl");
        Files.write(segment, SpoolCodec.line(new SpoolRecord.Entry(entry(CHRIS, "before"))));
        Files.writeString(segment, "nonsense\n{\"t\":\"q\"}\n", StandardOpenOption.APPEND);
        Files.write(segment, SpoolCodec.line(new SpoolRecord.Entry(entry(CHRIS, "behind"))), StandardOpenOption.APPEND);
        database.nextCommit = FaultyDatabase.Commit.FAILS;

        Store store = store();

        Until.holds("taken over", () -> newest(store, CHRIS).equals(List.of("behind", "before")));
        assertThat(data.resolve("spool/lines.unreadable")).hasContent("nonsense\n{\"t\":\"q\"}\n");
        assertThat(database.nextCommit).isEqualTo(FaultyDatabase.Commit.SUCCEEDS);
    }

    @Test
    void a_name_of_the_folder_that_cannot_be_read_is_kept_aside() throws Exception {
        Files.createDirectories(data.resolve("spool"));
        Files.writeString(data.resolve("spool/instance"), "v2:north-1\n");

        store();

        assertThat(data.resolve("spool/instance.unreadable")).hasContent("v2:north-1\n");
        assertThat(data.resolve("spool/instance")).content().matches("[0-9a-f-]{36}\n");
    }

    @Test
    void a_record_the_database_refuses_does_not_stop_those_behind_it() throws Exception {
        Store store = store();
        JournalEntry good = entry(CHRIS, "good");
        JournalEntry bad = new JournalEntry(
                "x".repeat(300), CHRIS, TIME, JournalEntry.Kind.NOTE, "bad", "", null, null, null, null, null);
        store.journal().record(good);
        store.journal().record(bad);
        store.journal().record(entry(CHRIS, "later"));

        assertThat(newest(store, CHRIS)).containsExactly("later", "good");
        assertThat(store.health().healthy()).isTrue();
        assertThat(data.resolve("spool/lines.unreadable")).content().contains("\"what\":\"bad\"");
    }

    // the database down

    @Test
    void while_the_database_is_down_nothing_stops_and_afterwards_nothing_is_missing() throws Exception {
        Store store = store();
        assertThat(store.awaitDatabase()).isTrue();
        store.journal().record(entry(CHRIS, "before"));
        assertThat(newest(store, CHRIS)).containsExactly("before");

        database.down = true;
        store.journal().record(entry(CHRIS, "while down"));
        store.holdLog().remember(CHRIS, ASKED);
        Until.holds("said in health", () -> store.health().code().equals("unreachable"));
        assertThat(store.health().action()).contains("holds are safe in the local log");
        assertThat(store.health().nextTry()).isNotNull();
        assertThat(newest(store, CHRIS)).as("read from the spool").containsExactly("while down");

        database.down = false;
        Until.holds("healthy again", () -> store.health().healthy());
        assertThat(newest(store, CHRIS)).containsExactly("while down", "before");
        close(store);
        assertThat(count("select count(*) from hold where phase = 'asked'")).isOne();
    }

    @Test
    void a_start_with_the_database_down_knows_the_holds_and_writes_everything_later() throws Exception {
        Store first = store();
        first.holdLog().remember(CHRIS, HELD);
        close(first);
        database.down = true;

        Store second = store();
        assertThat(second.holdLog().load()).isEqualTo(Map.of(CHRIS, HELD));
        assertThat(second.awaitDatabase()).isFalse();
        second.journal().record(entry(CHRIS, "while down"));
        database.down = false;

        Until.holds("healthy", () -> second.health().healthy());
        assertThat(newest(second, CHRIS)).containsExactly("while down");
    }

    @Test
    void a_command_waits_for_a_database_that_is_slow_to_open() throws Exception {
        database.reachable = new CountDownLatch(1);
        Store store = store();
        assertThat(store.health().state()).isEqualTo(ConnectionState.Kind.STARTING);
        Thread.ofVirtual().start(database.reachable::countDown);
        assertThat(Store.answering(store, Duration.ofMinutes(1))).isSameAs(store);
        assertThat(store.health().healthy()).isTrue();
    }

    @Test
    void a_journal_that_cannot_be_read_says_so() throws Exception {
        database.down = true;
        Store store = store();

        assertThat(store.awaitDatabase()).isFalse();
        assertThatThrownBy(() -> newest(store, CHRIS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("database is down");
        assertThatThrownBy(() -> store.purge().purge(CHRIS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nothing was purged");
    }

    @Test
    void beyond_its_bound_the_spool_gives_up_the_oldest_and_says_so() throws Exception {
        database.down = true;
        Store store = store(data, new Spool.Limits(2_000, 10_000, 100));
        IntStream.range(0, 300).forEach(i -> store.journal().record(entry(CHRIS, "n" + i)));

        assertThat(store.health().message()).contains("history was lost");
        database.down = false;
        Until.holds("healthy again", () -> store.health().healthy());
        List<String> kept = newest(store, CHRIS);
        assertThat(kept).hasSizeBetween(20, 100).startsWith("n299", "n298").doesNotContain("n0");
    }

    // the journal

    @Test
    void an_entry_comes_back_as_it_was() throws Exception {
        Store store = store();
        JournalEntry full = entry(DANA, "HOLD");
        JournalEntry bare = new JournalEntry(
                "bare", DANA, clock.instant(), JournalEntry.Kind.NOTE, "restart", "", null, null, null, null, null);
        store.journal().record(full);
        store.journal().record(bare);

        assertThat(store.journalReader().newest(DANA, null, clock.instant(), 10))
                .containsExactly(bare, full);
    }

    @Test
    void the_journal_gives_one_agent_one_kind_up_to_a_time_newest_first() throws Exception {
        Store store = store();
        JournalEntry first = entry(CHRIS, JournalEntry.Kind.PRESENCE, "meeting");
        JournalEntry second = entry(CHRIS, JournalEntry.Kind.DECISION, "HOLD");
        JournalEntry others = entry(DANA, JournalEntry.Kind.DECISION, "LEAVE");
        JournalEntry third = entry(CHRIS, JournalEntry.Kind.DECISION, "RELEASE");
        List.of(first, second, others, third).forEach(store.journal()::record);

        var reader = store.journalReader();
        assertThat(reader.newest(CHRIS, null, clock.instant(), 10)).containsExactly(third, second, first);
        assertThat(reader.newest(CHRIS, null, clock.instant(), 2)).containsExactly(third, second);
        assertThat(reader.newest(CHRIS, JournalEntry.Kind.DECISION, clock.instant(), 10))
                .containsExactly(third, second);
        assertThat(reader.newest(CHRIS, null, second.at(), 10)).containsExactly(second, first);
        assertThat(reader.newest(CHRIS, null, first.at().minusNanos(1000), 10)).isEmpty();
    }

    @Test
    void entries_of_the_same_moment_keep_the_order_in_which_they_were_recorded() throws Exception {
        Store store = store();
        for (int i = 0; i < 20; i++) {
            store.journal()
                    .record(new JournalEntry(
                            "s" + i, CHRIS, TIME, JournalEntry.Kind.NOTE, "n" + i, "", null, null, null, null, null));
        }

        assertThat(newest(store, CHRIS)).startsWith("n19", "n18").endsWith("n1", "n0");
    }

    @Test
    void everything_recorded_before_the_question_is_in_the_answer() throws Exception {
        Store store = store();
        for (int i = 0; i < 30; i++) {
            store.journal().record(entry(CHRIS, "n" + i));
            assertThat(newest(store, CHRIS)).hasSize(i + 1);
        }
    }

    @Test
    void what_is_older_than_the_limit_is_removed() throws Exception {
        Store first = store();
        IntStream.range(0, 2500).forEach(i -> first.journal().record(entry(CHRIS, "old")));
        close(first);
        clock.advance(KEEP.minus(Duration.ofMinutes(1)));
        Store second = store();
        second.journal().record(entry(CHRIS, "young"));
        assertThat(newest(second, CHRIS)).hasSize(2501);

        clock.advance(Duration.ofHours(1));
        Until.holds("old entries are gone", () -> {
            second.journal().record(entry(DANA, "tick"));
            return newest(second, CHRIS).equals(List.of("young"));
        });
    }

    // forgetting a person

    @Test
    void an_agents_history_is_removed_on_request_with_what_still_waited_in_the_spool() throws Exception {
        Store store = store();
        IntStream.range(0, 1500).forEach(i -> store.journal().record(entry(CHRIS, "his")));
        store.journal().record(entry(DANA, "hers"));

        assertThat(store.purge().purge(CHRIS)).isEqualTo(1500);

        assertThat(newest(store, CHRIS)).isEmpty();
        assertThat(newest(store, DANA)).containsExactly("hers");
        assertThat(textOfSpool()).doesNotContain("1001001");
        assertThat(store.purge().purge(CHRIS)).isZero();
    }

    private String textOfSpool() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.list(data.resolve("spool"))) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    @Test
    void by_address_the_history_and_the_person_id_are_removed() throws Exception {
        Store store = store();
        store.follows(CHRIS, "chris", CHRIS_ADDRESS);
        store.personIds(SiteId.MAIN).remember(CHRIS_ADDRESS, new WebexPersonId("p-1"));
        store.journal().record(entry(CHRIS, "his"));
        store.journal().record(entry(DANA, "hers"));

        assertThat(store.purge().purge(CHRIS_ADDRESS)).isOne();

        assertThat(newest(store, CHRIS)).isEmpty();
        assertThat(newest(store, DANA)).containsExactly("hers");
        assertThat(store.personIds(SiteId.MAIN).load()).isEmpty();
        store.journal().record(entry(CHRIS, "again"));
        assertThat(store.purge().purge(CHRIS_ADDRESS))
                .as("he is still followed")
                .isOne();
        close(store);
        assertThat(count("select count(*) from person")).isZero();
    }

    @Test
    void a_person_is_forgotten_by_a_store_that_follows_nobody() throws Exception {
        Store first = store();
        first.follows(CHRIS, "chris", CHRIS_ADDRESS);
        first.journal().record(entry(CHRIS, "his"));
        close(first);

        Store second = store();

        assertThat(second.purge().purge(CHRIS_ADDRESS)).isOne();
        close(second);
        assertThat(count("select count(*) from agent")).isZero();
    }

    @Test
    void names_are_known_after_a_restart_and_what_a_purge_would_remove_is_counted() throws Exception {
        Store first = store();
        first.follows(CHRIS, "chris", CHRIS_ADDRESS);
        first.journal().record(entry(CHRIS, "one"));
        first.journal().record(entry(CHRIS, "two"));
        close(first);

        Store second = store();
        assertThat(second.awaitDatabase()).isTrue();

        assertThat(second.known()).containsExactly(new AgentName(CHRIS, "chris", CHRIS_ADDRESS));
        assertThat(second.purge().count(CHRIS)).isEqualTo(2);
        assertThat(second.purge().count(DANA)).isZero();
        assertThat(newest(second, CHRIS)).as("counting removes nothing").hasSize(2);
        assertThat(second.purge().purge(CHRIS_ADDRESS)).isEqualTo(2);
        assertThat(second.known()).as("nobody follows them").isEmpty();
    }

    @Test
    void every_migration_there_is_was_applied() throws Exception {
        Store store = store();
        Until.holds("the database is open", store::awaitDatabase);
        close(store);

        try (var files = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertThat(count("select count(*) from \"flyway_schema_history\" where \"version\" is not null"))
                    .isEqualTo(files.count())
                    .isEqualTo(Schema.NEWEST);
        }
    }

    // person ids and device

    @Test
    void person_ids_are_known_after_a_restart() throws Exception {
        WebexAddress dana = new WebexAddress("dana@example.com");
        Store first = store();
        first.personIds(SiteId.MAIN).remember(CHRIS_ADDRESS, new WebexPersonId("old"));
        first.personIds(SiteId.MAIN).remember(CHRIS_ADDRESS, new WebexPersonId("new"));
        first.personIds(SiteId.MAIN).remember(dana, new WebexPersonId("d"));
        first.personIds(SiteId.MAIN).forget(dana);
        close(first);

        Store second = store();

        assertThat(second.awaitDatabase()).isTrue();
        assertThat(second.personIds(SiteId.MAIN).load()).isEqualTo(Map.of(CHRIS_ADDRESS, new WebexPersonId("new")));
    }

    @Test
    void the_webex_device_is_known_after_a_restart() throws Exception {
        Store first = store();
        first.devices(SiteId.MAIN).remember("presence-sync", "{\"url\":\"one\"}");
        first.devices(SiteId.MAIN).remember("presence-sync", "{\"url\":\"two\"}");
        first.devices(SiteId.MAIN).remember("other", "x");
        first.devices(SiteId.MAIN).forget("other");
        close(first);

        Store second = store();

        assertThat(second.awaitDatabase()).isTrue();
        assertThat(second.devices(SiteId.MAIN).load("presence-sync")).contains("{\"url\":\"two\"}");
        assertThat(second.devices(SiteId.MAIN).load("other")).isEmpty();
    }
}
