package io.presencesync.store;

import io.presencesync.presence.KeptFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Local append-only files of JSON lines for what the database shall know. A line written survives `kill -9`. Each
/// start
/// begins a segment of its own, so that a line torn by a crash is always the last of a finished segment.
///
/// Any thread. The lock is held for one small write to the system's file cache, or for changing to another segment.
final class Spool implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Spool.class);
    private static final String SUFFIX = ".jsonl";
    private static final int LONGEST_FIRST_LINE = 1 << 17;

    /// @param segment size in bytes from which a new segment begins
    /// @param most bytes kept in all; beyond that the oldest segment is given up
    /// @param inMemory records kept in memory while nothing can be written
    record Limits(long segment, long most, int inMemory) {
        static final Limits USUAL = new Limits(8L << 20, 1L << 30, 10_000);
    }

    /// What an operator should know.
    ///
    /// @param fault why nothing can be written now; null when it can
    /// @param lost records lost because nothing could be written for long
    /// @param givenUp bytes given up because the database was away for too long
    record Condition(@Nullable String fault, long lost, long givenUp) {}

    private final Path folder;
    private final Limits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<Long, Long> finished = new TreeMap<>();
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private volatile Runnable bell = () -> {};
    private long active;
    private long size;
    private @Nullable FileChannel channel;
    private boolean closed;
    private @Nullable String fault;
    private long lost;
    private long givenUp;

    private Spool(Path folder, Limits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /// Numbers go by the clock, so that a number is not used again even when files were lost.
    ///
    /// @throws NewerStoreException when a newer version wrote a segment; nothing was changed
    static Spool open(Path folder, Limits limits, InstantSource clock) throws IOException {
        Files.createDirectories(folder);
        Spool spool = new Spool(folder, limits);
        spool.findFinished();
        spool.refuseNewer();
        long after = spool.finished.isEmpty() ? 1 : spool.finished.lastKey() + 1;
        spool.active = Math.max(after, clock.millis());
        return spool;
    }

    private void findFinished() throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.matches("\\d{1,18}\\" + SUFFIX)) {
                    finished.put(Long.valueOf(name.substring(0, name.length() - SUFFIX.length())), Files.size(file));
                }
            }
        }
    }

    /// Each start begins a segment of its own, so that the first line of each tells of all.
    private void refuseNewer() throws IOException {
        for (long number : finished.keySet()) {
            SpoolCodec.Newer newer = SpoolCodec.newer(firstLine(file(number)));
            if (newer != null) {
                throw NewerStoreException.lines(file(number), newer.found(), newer.known());
            }
        }
    }

    private static byte[] firstLine(Path segment) throws IOException {
        byte[] begin = KeptFile.read(segment, LONGEST_FIRST_LINE);
        int end = Lines.newline(begin, 0);
        return end < 0 ? begin : Arrays.copyOf(begin, end);
    }

    /// For lines that cannot be read, or that the database will never take.
    Aside aside() {
        return new Aside(folder.resolve("lines.unreadable"));
    }

    /// Rung after every record, outside the lock.
    void bell(Runnable wake) {
        bell = wake;
    }

    /// Keeps a line. Never throws: what cannot be written waits in memory.
    void append(byte[] line) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            waiting.addLast(line);
            writeWaiting();
        } finally {
            lock.unlock();
        }
        bell.run();
    }

    /// Tries again to write what waits in memory.
    void retry() {
        lock.lock();
        try {
            if (!waiting.isEmpty() && !closed) {
                writeWaiting();
            }
        } finally {
            lock.unlock();
        }
    }

    private void writeWaiting() {
        try {
            while (!waiting.isEmpty()) {
                write(waiting.getFirst());
                waiting.removeFirst();
            }
            fault = null;
            if (size >= limits.segment()) {
                finish();
            }
        } catch (IOException failed) {
            failed(failed);
        }
    }

    private void write(byte[] line) throws IOException {
        FileChannel open = channel == null || !channel.isOpen() ? open() : channel;
        channel = open;
        ByteBuffer bytes = ByteBuffer.wrap(line);
        while (bytes.hasRemaining()) {
            open.write(bytes);
        }
        size += line.length;
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(file(active), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /// The line may have been written although its writing failed; a torn one stays behind in a finished segment.
    private void failed(IOException failed) {
        if (fault == null) {
            log.error("The journal cannot be written to {}: {}", folder, failed.toString());
        }
        fault = failed.toString();
        byte[] first = waiting.getFirst();
        long written = sizeOf(file(active)) - size;
        if (written >= first.length) {
            waiting.removeFirst();
        }
        finish();
        while (waiting.size() > limits.inMemory()) {
            waiting.removeFirst();
            lost++;
        }
    }

    private static long sizeOf(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException unknown) {
            return 0;
        }
    }

    /// The next line begins a new segment.
    private void finish() {
        closeChannel();
        long length = sizeOf(file(active));
        if (length > 0 || Files.exists(file(active))) {
            finished.put(active, length);
            active++;
        }
        size = 0;
        keepWithinBound();
    }

    private void keepWithinBound() {
        long all = finished.values().stream().mapToLong(Long::longValue).sum();
        while (all > limits.most() && !finished.isEmpty()) {
            Map.Entry<Long, Long> oldest = finished.firstEntry();
            remove(oldest.getKey());
            all -= oldest.getValue();
            givenUp += oldest.getValue();
            log.error("The journal's oldest {} bytes are given up: too much waits for the database", oldest.getValue());
        }
    }

    private void remove(long number) {
        finished.remove(number);
        try {
            Files.deleteIfExists(file(number));
        } catch (IOException stays) {
            log.warn("{} cannot be deleted: {}", file(number), stays.toString());
        }
    }

    private void closeChannel() {
        FileChannel open = channel;
        channel = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException closedAnyway) {
            log.debug("Closing the segment failed", closedAnyway);
        }
    }

    Path file(long number) {
        return folder.resolve("%018d%s".formatted(number, SUFFIX));
    }

    /// The place after the last line written.
    SpoolPosition end() {
        lock.lock();
        try {
            return new SpoolPosition(active, size);
        } finally {
            lock.unlock();
        }
    }

    /// A stretch of one segment that holds whole lines, save for a torn one at the end of a finished segment.
    record Stretch(long segment, long from, long to, boolean last) {}

    /// Where to read on from a place; null when everything was read.
    @Nullable
    Stretch after(SpoolPosition place) {
        lock.lock();
        try {
            Map.Entry<Long, Long> next = finished.ceilingEntry(place.segment());
            while (next != null && next.getKey() == place.segment() && next.getValue() <= place.offset()) {
                next = finished.higherEntry(next.getKey());
            }
            if (next != null) {
                long from = next.getKey() == place.segment() ? place.offset() : 0;
                return new Stretch(next.getKey(), from, next.getValue(), false);
            }
            long from = place.segment() == active ? place.offset() : 0;
            return from >= size ? null : new Stretch(active, from, size, true);
        } finally {
            lock.unlock();
        }
    }

    /// Deletes the finished segments before this one.
    void deleteBefore(long segment) {
        lock.lock();
        try {
            while (!finished.isEmpty() && finished.firstKey() < segment) {
                remove(finished.firstKey());
            }
        } finally {
            lock.unlock();
        }
    }

    boolean hasFinishedBefore(long segment) {
        lock.lock();
        try {
            return !finished.isEmpty() && finished.firstKey() < segment;
        } finally {
            lock.unlock();
        }
    }

    /// Ends the present segment, so that it can be deleted once it is taken over; gives the place where the next
    /// begins.
    SpoolPosition cut() {
        lock.lock();
        try {
            if (size > 0) {
                finish();
            }
            return new SpoolPosition(active, 0);
        } finally {
            lock.unlock();
        }
    }

    Condition condition() {
        lock.lock();
        try {
            return new Condition(fault, lost, givenUp);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closeChannel();
        } finally {
            lock.unlock();
        }
    }
}
