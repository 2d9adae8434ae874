package io.presencesync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.presencesync.agent.Hold;
import io.presencesync.agent.Memory;
import io.presencesync.agent.Phase;
import io.presencesync.agent.Sent;
import io.presencesync.agent.Spell;
import io.presencesync.agent.Stance;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Pause;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.SiteId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHoldLogTest {
    private static final Instant TIME = Instant.parse("2026-03-02T09:00:00.123Z");
    private static final AgentId CHRIS = new AgentId(SiteId.MAIN, new FinesseUserId("1001001"));
    private static final AgentId DANA = new AgentId(SiteId.MAIN, new FinesseUserId("1001002"));
    private static final Hold HOLD = new Hold(ReasonLabel.MEETING, ChannelKind.GADGET, "meeting (online)", TIME);
    private static final Phase.Held HELD =
            new Phase.Held(HOLD, TIME.plusMillis(40), new Reason("43", 11, "Webex Meeting"));

    @TempDir
    private Path folder;

    private FileHoldLog open() throws IOException {
        return FileHoldLog.open(folder, InstantSource.fixed(TIME));
    }

    private static Sent pending() {
        return new Sent("r1", Sent.Answer.PENDING, null, TIME, 0);
    }

    private static List<Phase> phases() {
        return List.of(
                new Phase.None(),
                new Phase.Asked(HOLD, pending(), null),
                new Phase.Asked(HOLD, pending(), HELD),
                HELD,
                new Phase.Held(HOLD, null, null),
                new Phase.Releasing(HELD, pending()));
    }

    private static Memory.Durable durable(Phase phase, boolean override, boolean known) {
        Stance stance = new Stance(
                override ? ReasonLabel.MEETING : null,
                Instant.parse("2026-03-02T09:00:00Z"),
                Instant.parse("2026-03-02T09:00:05Z"),
                Duration.ofMillis(1500),
                override ? "meeting" : "active",
                PresenceOrigin.MERCURY);
        Instant renewedAt = override ? Instant.parse("2026-03-02T08:00:00Z") : null;
        Spell spell = new Spell(stance, override, override, renewedAt, override ? null : ReasonLabel.CALL);
        Hold hold = phase.hold();
        List<Memory.Lost> lost = hold == null
                ? List.of()
                : List.of(new Memory.Lost(hold, "r9", override, Instant.parse("2026-03-02T09:00:30Z")));
        return new Memory.Durable(phase, spell, known, lost, override, override ? PAUSE : null);
    }

    private static final Pause PAUSE = new Pause(Instant.parse("2026-03-02T10:00:00Z"), Pause.Author.AGENT);

    @Test
    void every_phase_comes_back_as_it_was() throws IOException {
        for (Phase phase : phases()) {
            Memory.Durable durable = durable(phase, true, true);
            try (FileHoldLog log = open()) {
                log.remember(CHRIS, durable);
            }
            try (FileHoldLog log = open()) {
                assertThat(log.load()).containsEntry(CHRIS, durable);
            }
        }
    }

    @Test
    void the_newest_line_of_an_agent_counts_and_others_are_kept() throws IOException {
        try (FileHoldLog log = open()) {
            log.remember(CHRIS, durable(HELD, false, true));
            log.remember(DANA, durable(HELD, false, true));
            log.remember(CHRIS, durable(new Phase.None(), true, true));
        }
        try (FileHoldLog log = open()) {
            assertThat(log.load())
                    .containsEntry(CHRIS, durable(new Phase.None(), true, true))
                    .containsEntry(DANA, durable(HELD, false, true));
            assertThat(lines()).as("reading changes nothing").hasSize(3);
            log.remember(DANA, durable(HELD, true, true));
            assertThat(lines()).hasSize(2);
            log.remember(DANA, durable(HELD, false, true));
            assertThat(lines()).hasSize(3);
        }
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve("holds.log"));
    }

    @Test
    void what_was_written_is_there_without_a_clean_end() throws IOException {
        FileHoldLog log = open();
        log.remember(CHRIS, durable(HELD, false, true));
        assertThat(Files.readString(folder.resolve("holds.log"))).contains("Webex Meeting");
        log.close();
    }

    @Test
    void a_torn_last_line_and_nonsense_are_kept_aside_once_and_the_rest_is_kept() throws IOException {
        try (FileHoldLog log = open()) {
            log.remember(CHRIS, durable(HELD, false, true));
        }
        byte[] windows = {(byte) 0xfc, 'x', '\n'};
        Files.write(folder.resolve("holds.log"), windows, StandardOpenOption.APPEND);
        Files.writeString(folder.resolve("holds.log"), "nonsense\n{\"v\":1,\"site\":\"ma", StandardOpenOption.APPEND);
        byte[] before = Files.readAllBytes(folder.resolve("holds.log"));
        try (FileHoldLog log = open()) {
            assertThat(log.load()).containsOnlyKeys(CHRIS);
            assertThat(folder.resolve("holds.log")).hasBinaryContent(before);
            log.remember(DANA, durable(HELD, false, true));
            log.remember(DANA, durable(HELD, true, true));
        }
        try (FileHoldLog log = open()) {
            assertThat(log.load()).containsOnlyKeys(CHRIS, DANA);
            log.remember(DANA, durable(HELD, false, true));
        }
        byte[] aside = Files.readAllBytes(folder.resolve("holds.log.unreadable"));
        assertThat(new String(aside, StandardCharsets.ISO_8859_1))
                .isEqualTo("\u00fcx\nnonsense\n{\"v\":1,\"site\":\"ma\n");
    }

    @Test
    void a_line_whose_content_makes_no_sense_is_kept_aside_too() throws IOException {
        String strange = "{\"v\":2,\"site\":\"main\",\"user\":\"1\",\"phase\":\"dreaming\",\"override\":false,"
                + "\"known\":true,\"inCall\":false}\n";
        Files.writeString(folder.resolve("holds.log"), strange);
        try (FileHoldLog log = open()) {
            assertThat(log.load()).isEmpty();
            log.remember(CHRIS, durable(HELD, false, true));
        }
        assertThat(folder.resolve("holds.log.unreadable")).hasContent(strange);
    }

    @Test
    void while_lines_cannot_be_kept_aside_the_log_is_not_written_anew_and_what_is_to_be_remembered_waits()
            throws IOException {
        Files.writeString(folder.resolve("holds.log"), "nonsense\n");
        Path aside = Files.createDirectory(folder.resolve("holds.log.unreadable"));
        try (FileHoldLog log = open()) {
            log.remember(CHRIS, durable(HELD, false, true));
            assertThat(log.health().healthy()).isFalse();
            assertThat(folder.resolve("holds.log")).hasContent("nonsense\n");
            Files.delete(aside);
            log.remember(DANA, durable(HELD, false, true));
            assertThat(log.health().healthy()).isTrue();
        }
        try (FileHoldLog log = open()) {
            assertThat(log.load()).containsOnlyKeys(CHRIS, DANA);
        }
        assertThat(aside).hasContent("nonsense\n");
    }

    @Test
    void a_log_of_a_newer_version_is_refused_and_not_a_byte_of_it_changes() throws IOException {
        try (FileHoldLog log = open()) {
            log.remember(CHRIS, durable(HELD, false, true));
        }
        Files.writeString(
                folder.resolve("holds.log"),
                "{\"v\":7,\"who\":{\"site\":\"main\",\"user\":\"1\"},\"phase\":\"none\"}\n",
                StandardOpenOption.APPEND);
        byte[] before = Files.readAllBytes(folder.resolve("holds.log"));

        assertThatThrownBy(this::open)
                .isInstanceOf(NewerStoreException.class)
                .hasMessageContaining("holds.log")
                .hasMessageContaining("version 7")
                .hasMessageContaining("knows " + HoldLine.VERSION)
                .hasMessageContaining("Nothing was changed. Run the newer version again");
        assertThatThrownBy(this::open).as("the folder is let go").isInstanceOf(NewerStoreException.class);

        assertThat(folder.resolve("holds.log")).hasBinaryContent(before);
        assertThat(folder.resolve("holds.log.unreadable")).doesNotExist();
    }

    @Test
    void a_log_that_cannot_be_written_is_said_and_what_waited_is_written_later() throws IOException {
        try (FileHoldLog log = open()) {
            Path file = folder.resolve("holds.log");
            Files.createDirectory(file);
            log.remember(CHRIS, durable(HELD, false, true));
            assertThat(log.health().healthy()).isFalse();
            assertThat(log.health().action()).contains("kept in memory");
            Files.delete(file);
            log.remember(DANA, durable(HELD, false, true));
            assertThat(log.health().healthy()).isTrue();
            assertThat(Files.readAllLines(file)).hasSize(2);
        }
    }

    @Test
    void a_log_grown_large_is_rewritten_and_loses_nothing() throws IOException {
        Memory.Durable last = durable(HELD, false, true);
        try (FileHoldLog log = FileHoldLog.open(folder, InstantSource.fixed(TIME), 5_000)) {
            log.remember(DANA, last);
            for (int turn = 0; turn < 100; turn++) {
                log.remember(CHRIS, durable(new Phase.None(), turn % 2 == 0, true));
            }
            log.remember(CHRIS, last);
            assertThat(Files.size(folder.resolve("holds.log"))).isLessThan(6_000);
        }
        try (FileHoldLog log = open()) {
            assertThat(log.load())
                    .containsOnlyKeys(CHRIS, DANA)
                    .containsEntry(CHRIS, last)
                    .containsEntry(DANA, last);
        }
    }

    @Test
    void a_second_process_on_the_same_folder_is_refused() throws IOException {
        try (FileHoldLog log = open()) {
            assertThat(log.health().healthy()).isTrue();
            assertThatThrownBy(this::open).hasMessageContaining("in use");
        }
    }
}
