package io.presencesync.store;

import io.presencesync.agent.Memory;
import io.presencesync.engine.HoldLog;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.KeptFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The hold log as a file of JSON lines, `holds.log` in the data folder. A written line survives `kill -9`; a power
/// loss may lose what the system had not yet brought to the disk.
///
/// It is read when it is opened, and stays as it is until something is to be remembered: then it is rewritten with one
/// line an agent, once lines that cannot be read were added to `holds.log.unreadable`.
///
/// One process at a time: the folder is locked. Thread-safe; the lock is held for one small write.
public final class FileHoldLog implements HoldLog {
    private static final Logger log = LoggerFactory.getLogger(FileHoldLog.class);
    private static final long LARGEST = 16_000_000;
    /// A line is rarely longer, in bytes: a file that is large only because there are many agents is not rewritten.
    private static final int LONG_LINE = 600;

    private final Path file;
    private final InstantSource clock;
    private final FileLock folderLock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<AgentId, Memory.Durable> unwritten = new LinkedHashMap<>();
    private final Map<AgentId, Memory.Durable> known = new LinkedHashMap<>();
    private final List<byte[]> unreadable = new ArrayList<>();
    private final long largest;
    private long size;
    private boolean untidy;
    private @Nullable FileChannel channel;
    private volatile ConnectionState health;

    private FileHoldLog(Path folder, FileLock folderLock, InstantSource clock, long largest) {
        this.largest = largest;
        this.file = folder.resolve("holds.log");
        this.folderLock = folderLock;
        this.clock = clock;
        this.health = ConnectionState.connected("store", "hold log in " + folder, clock.instant());
    }

    /// Opens and reads the log, creating the folder when it is missing. Nothing in the log is changed.
    ///
    /// @throws NewerStoreException when a newer version wrote it
    /// @throws IOException when the folder cannot be used, another process uses it, or the log cannot be read
    public static FileHoldLog open(Path folder, InstantSource clock) throws IOException {
        return open(folder, clock, LARGEST);
    }

    /// @param largest size in bytes from which the file is rewritten
    static FileHoldLog open(Path folder, InstantSource clock, long largest) throws IOException {
        Files.createDirectories(folder);
        FileChannel lockFile =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock folderLock = tryLock(lockFile);
        if (folderLock == null) {
            lockFile.close();
            throw new IOException("the data folder " + folder
                    + " is in use by another presence-sync: stop that one, or give this one a folder of its own"
                    + " (PRESENCE_SYNC_DATA)");
        }
        FileHoldLog opened = new FileHoldLog(folder, folderLock, clock, largest);
        try {
            opened.read();
            return opened;
        } catch (IOException | RuntimeException failed) {
            lockFile.close();
            throw failed;
        }
    }

    /// Null when another holds it, in this process or elsewhere.
    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException heldHere) {
            return null;
        }
    }

    private void read() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        byte[] all = KeptFile.read(file);
        List<byte[]> lines = Lines.of(all);
        refuseNewer(lines);
        for (byte[] line : lines) {
            HoldJson.read(line)
                    .ifPresentOrElse(one -> known.put(one.agent(), one.durable()), () -> unreadable.add(line));
        }
        size = all.length;
        untidy = lines.size() > known.size() || (all.length > 0 && all[all.length - 1] != '\n');
        if (!unreadable.isEmpty()) {
            log.warn(
                    "{} line(s) of {} cannot be read and are left out; they will be kept in {}.unreadable, and what they"
                            + " told is looked for in the database",
                    unreadable.size(),
                    file,
                    file);
        } else if (known.isEmpty()) {
            log.warn("The hold log {} is empty: what it may have told is looked for in the database", file);
        }
    }

    private void refuseNewer(List<byte[]> lines) throws NewerStoreException {
        int newest = lines.stream().mapToInt(HoldJson::version).max().orElse(0);
        if (newest > HoldLine.VERSION) {
            throw NewerStoreException.lines(file, newest, HoldLine.VERSION);
        }
    }

    /// Something that was remembered may be missing: there is no log, nothing in it can be read, or a line of it
    /// cannot.
    boolean mayLack() {
        lock.lock();
        try {
            return known.isEmpty() || !unreadable.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Map<AgentId, Memory.Durable> load() {
        lock.lock();
        try {
            return new LinkedHashMap<>(known);
        } finally {
            lock.unlock();
        }
    }

    /// A line from elsewhere that stood for a hold and cannot be used: kept beside the log. Throws nothing.
    void keepAside(byte[] line) {
        lock.lock();
        try {
            Aside.beside(file).keep(List.of(line), "The holds of the database");
        } catch (IOException fault) {
            failed(fault);
        } finally {
            lock.unlock();
        }
    }

    /// A whole new file takes the place of the old one, so that a crash leaves either.
    private void rewrite() throws IOException {
        Aside.beside(file).keep(unreadable, file.toString());
        unreadable.clear();
        StringBuilder all = new StringBuilder();
        for (Map.Entry<AgentId, Memory.Durable> entry : known.entrySet()) {
            all.append(line(entry.getKey(), entry.getValue()));
        }
        Path fresh = file.resolveSibling("holds.log.new");
        Files.writeString(fresh, all);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        size = Files.size(file);
        untidy = false;
    }

    /// The open channel belongs to the file that is replaced.
    private void shrink() throws IOException {
        FileChannel old = channel;
        channel = null;
        if (old != null) {
            old.close();
        }
        rewrite();
    }

    private static String line(AgentId agent, Memory.Durable durable) {
        return HoldJson.text(HoldLine.of(agent, durable)) + "\n";
    }

    @Override
    public void remember(AgentId agent, Memory.Durable durable) {
        lock.lock();
        try {
            known.put(agent, durable);
            unwritten.remove(agent);
            unwritten.put(agent, durable);
            writeAll();
            recovered();
        } catch (IOException fault) {
            failed(fault);
        } finally {
            lock.unlock();
        }
    }

    /// Writes what waits; what cannot be written waits on.
    private void writeAll() throws IOException {
        if (untidy) {
            shrink();
            unwritten.clear();
            return;
        }
        FileChannel open = channel == null || !channel.isOpen() ? open() : channel;
        channel = open;
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<AgentId, Memory.Durable> entry : unwritten.entrySet()) {
            lines.append(line(entry.getKey(), entry.getValue()));
        }
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
        while (bytes.hasRemaining()) {
            size += open.write(bytes);
        }
        unwritten.clear();
        if (size > largest && size > 4L * known.size() * LONG_LINE) {
            shrink();
        }
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void recovered() {
        if (!health.healthy()) {
            log.info("The hold log can be written again");
            health = ConnectionState.connected("store", "hold log in " + file.getParent(), clock.instant());
        }
    }

    /// A line may have been written in part: another must not follow on it.
    private void failed(IOException fault) {
        untidy = true;
        ConnectionState now = new ConnectionState(
                "store",
                ConnectionState.Kind.DEGRADED,
                "unwritable",
                "the hold log cannot be used: " + fault,
                "make room on the disk and check the rights of " + file.getParent()
                        + "; until then holds are kept in memory only",
                clock.instant(),
                null);
        if (!now.sameNews(health)) {
            log.error("{}; {}", now.message(), now.action());
            health = now;
        }
    }

    /// Whether what we remember would survive a restart.
    public ConnectionState health() {
        return health;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (channel != null) {
                channel.force(false);
                channel.close();
            }
            folderLock.channel().close();
        } catch (IOException fault) {
            log.warn("The hold log was not closed cleanly: {}", fault.toString());
        } finally {
            lock.unlock();
        }
    }
}
