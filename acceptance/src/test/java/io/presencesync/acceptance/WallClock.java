package io.presencesync.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The wall clock of a child process, which can be set while that runs, by Debian's libfaketime. The machine's own
/// count of time goes on, as it does when an administrator sets the clock.
final class WallClock implements AutoCloseable {
    private static final Path LIBRARIES = Path.of("/usr/lib");

    private final Path folder = Files.createTempDirectory("wall-clock");
    private final Path offset = folder.resolve("offset");
    private final Path library = library();
    private Duration ahead = Duration.ZERO;

    WallClock() throws IOException {
        set(Duration.ZERO);
    }

    private static Path library() throws IOException {
        try (Stream<Path> places = Files.list(LIBRARIES)) {
            List<Path> found = places.map(place -> place.resolve("faketime/libfaketimeMT.so.1"))
                    .filter(Files::exists)
                    .toList();
            if (found.isEmpty()) {
                throw new IllegalStateException("no libfaketimeMT.so.1 in " + LIBRARIES
                        + "/*/faketime: install the package libfaketime, as bin/verify does");
            }
            return found.getFirst();
        }
    }

    /// What a process under this clock is started with. The monotonic clock is left alone, and so are timed waits,
    /// which the JVM counts by it.
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", offset.toString(),
                "FAKETIME_NO_CACHE", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }

    /// Sets the clock so far from the right time, from now on; negative: behind.
    void set(Duration difference) {
        try {
            Path next = Files.writeString(folder.resolve("next"), "%+d".formatted(difference.toSeconds()));
            Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            ahead = difference;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// What it shows.
    Instant now() {
        return Instant.now().plus(ahead);
    }

    @Override
    public void close() {
        Folders.remove(folder);
    }
}
