package io.presencesync.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads records from the spool in batches. A line that cannot be understood is left out and logged, never fatal.
final class SpoolReader {
    private static final Logger log = LoggerFactory.getLogger(SpoolReader.class);
    private static final int CHUNK = 1 << 20;

    private final Spool spool;

    SpoolReader(Spool spool) {
        this.spool = spool;
    }

    /// @param after where to read on; equal to where it was read from when there is nothing more
    record Batch(List<SpoolRecord> records, SpoolPosition after) {}

    /// Up to `most` records from a place on. An empty batch may still lead on.
    Batch read(SpoolPosition place, int most) throws IOException {
        Spool.Stretch stretch = spool.after(place);
        if (stretch == null) {
            return new Batch(List.of(), atEnd(place));
        }
        try {
            return lines(stretch, most);
        } catch (NoSuchFileException givenUp) {
            return new Batch(List.of(), new SpoolPosition(stretch.segment() + 1, 0));
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
        if (newline(bytes, 0) < 0 && stretch.to() - stretch.from() > bytes.length) {
            bytes = bytes(stretch, Integer.MAX_VALUE - 8);
        }
        List<SpoolRecord> records = new ArrayList<>();
        int start = 0;
        for (int end = newline(bytes, 0); end >= 0 && records.size() < most; end = newline(bytes, start)) {
            take(bytes, start, end - start, records, stretch);
            start = end + 1;
        }
        return new Batch(records, next(stretch, start, bytes.length));
    }

    /// Without a whole line only a torn one is left: its segment is done with.
    private static SpoolPosition next(Spool.Stretch stretch, int read, int available) {
        long offset = stretch.from() + read;
        boolean torn = read == 0;
        if (!stretch.last() && (torn || offset >= stretch.to())) {
            if (torn) {
                log.warn("A torn line of {} bytes ends segment {} and is left out", available, stretch.segment());
            }
            return new SpoolPosition(stretch.segment() + 1, 0);
        }
        return new SpoolPosition(stretch.segment(), offset);
    }

    private static int newline(byte[] bytes, int from) {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    private static void take(byte[] bytes, int from, int length, List<SpoolRecord> records, Spool.Stretch stretch) {
        try {
            records.add(SpoolCodec.record(bytes, from, length));
        } catch (IOException unreadable) {
            log.warn("A line of segment {} cannot be read and is left out ({} bytes)", stretch.segment(), length);
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
