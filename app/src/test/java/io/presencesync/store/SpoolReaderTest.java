package io.presencesync.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.engine.JournalEntry;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.SiteId;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolReaderTest {
    private static final int LINES = 3000;
    private static final Instant TIME = Instant.parse("2026-03-02T09:00:00Z");

    @TempDir
    private Path folder;

    private static byte[] line(int number) {
        AgentId agent = new AgentId(SiteId.MAIN, new FinesseUserId("1001"));
        JournalEntry entry = new JournalEntry(
                "e" + number, agent, TIME, JournalEntry.Kind.NOTE, "n", "", null, null, null, null, null);
        return SpoolCodec.line(new SpoolRecord.Entry(entry));
    }

    /// Each line is written and its segment ended at once, while the reader is at the very end.
    @Test
    void no_line_is_passed_over_when_its_segment_ends_while_the_reader_looks() throws Exception {
        try (Spool spool = Spool.open(folder, Spool.Limits.USUAL, () -> TIME)) {
            Thread writer = Thread.ofPlatform().start(() -> {
                for (int number = 0; number < LINES; number++) {
                    spool.append(line(number));
                    spool.cut();
                }
            });
            SpoolReader reader = new SpoolReader(spool);
            SpoolPosition place = SpoolPosition.BEGINNING;
            int read = 0;
            boolean over = false;
            while (!over) {
                boolean written = !writer.isAlive();
                SpoolReader.Batch batch = reader.read(place, 500);
                read += batch.records().size();
                over = written && batch.after().equals(place);
                place = batch.after();
            }
            assertThat(read).isEqualTo(LINES);
        }
    }
}
