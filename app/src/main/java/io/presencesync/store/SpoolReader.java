package io.presencesync.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads records from the spool in batches. A line that cannot be understood is told apart, never fatal.
final class SpoolReader {
    private static final int CHUNK = 1 << 20;

    private final Spool spool;

    SpoolReader(Spool spool) {
        this.spool = spool;
    }

    /// A line that cannot be understood, or was torn by a crash.
    static final class Unreadable {
        private final SpoolPosition place;
        private final byte[] text;

        private Unreadable(SpoolPosition place, byte[] text) {
            this.place = place;
            this.text = text;
        }

        SpoolPosition place() {
            return place;
        }

        /// Without its end; nobody changes it.
        byte[] text() {
            return text;
        }
    }

    /// @param after where to read on; equal to where it was read from when there is nothing more
    record Batch(List<SpoolRecord> records, List<Unreadable> unreadable, SpoolPosition after) {
        private static Batch empty(SpoolPosition after) {
            return new Batch(List.of(), List.of(), after);
        }
    }

    /// Up to `most` records from a place on. An empty batch may still lead on.
    Batch read(SpoolPosition place, int most) throws IOException {
        Spool.Stretch stretch = spool.after(place);
        if (stretch == null) {
            return Batch.empty(atEnd(place));
        }
        try {
            return lines(stretch, most);
        } catch (NoSuchFileException givenUp) {
            return Batch.empty(new SpoolPosition(stretch.segment() + 1, 0));
        }
    }

    /// A new segment that is still empty: being there lets the finished ones go.
    private SpoolPosition atEnd(SpoolPosition place) {
        SpoolPosition end = spool.end();
        boolean leadsOn = end.offset() == 0 && end.compareTo(place) > 0;
        return leadsOn && nothingBetween(place, end) ? end : place;
    }

    /// Asked after the end was taken: a line may have come, and its segment been finished, since the first look.
    private boolean nothingBetween(SpoolPosition place, SpoolPosition end) {
        Spool.Stretch since = spool.after(place);
        return since == null || since.segment() >= end.segment();
    }

    private Batch lines(Spool.Stretch stretch, int most) throws IOException {
        byte[] bytes = bytes(stretch, CHUNK);
        if (Lines.newline(bytes, 0) < 0 && stretch.to() - stretch.from() > bytes.length) {
            bytes = bytes(stretch, Integer.MAX_VALUE - 8);
        }
        Batch batch = new Batch(new ArrayList<>(), new ArrayList<>(), place(stretch, 0));
        int start = 0;
        for (int end = Lines.newline(bytes, 0);
                end >= 0 && batch.records().size() < most;
                end = Lines.newline(bytes, start)) {
            take(bytes, start, end, batch, stretch);
            start = end + 1;
        }
        return new Batch(batch.records(), batch.unreadable(), next(stretch, start, bytes, batch));
    }

    private static SpoolPosition place(Spool.Stretch stretch, int offset) {
        return new SpoolPosition(stretch.segment(), stretch.from() + offset);
    }

    /// Without a whole line only a torn one is left: its segment is done with.
    private static SpoolPosition next(Spool.Stretch stretch, int read, byte[] bytes, Batch batch) {
        boolean torn = read == 0;
        if (!stretch.last() && (torn || stretch.from() + read >= stretch.to())) {
            if (torn && bytes.length > 0) {
                batch.unreadable().add(new Unreadable(place(stretch, 0), bytes));
            }
            return new SpoolPosition(stretch.segment() + 1, 0);
        }
        return place(stretch, read);
    }

    private static void take(byte[] bytes, int from, int end, Batch batch, Spool.Stretch stretch) {
        try {
            batch.records().add(SpoolCodec.record(bytes, from, end - from));
        } catch (IOException unreadable) {
            batch.unreadable().add(new Unreadable(place(stretch, from), Arrays.copyOfRange(bytes, from, end)));
        }
    }

    private byte[] bytes(Spool.Stretch stretch, int most) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(most, stretch.to() - stretch.from()));
        try (FileChannel file = FileChannel.open(spool.file(stretch.segment()), StandardOpenOption.READ)) {
            long at = stretch.from();
            while (buffer.hasRemaining()) {
                int count = file.read(buffer, at);
                if (count < 0) {
                    break;
                }
                at += count;
            }
        }
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }
}
