package io.presencesync.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/// The wall clock of a child process, which can be set while it runs, by Debian's libfaketime; the machine's own count
/// of
/// time goes on as it does when an administrator sets the clock.
final class WallClock implements AutoCloseable {
    private final Path folder = Files.createTempDirectory("wall-clock");
    private final Path offset = folder.resolve("offset");
    private final Path library = library();

    WallClock() throws IOException {
        ahead(Duration.ZERO);
    }

    private static Path library() throws IOException {
        try (Stream<Path> places = Files.list(Path.of("/usr/lib"))) {
            return places.map(place -> place.resolve("faketime/libfaketimeMT.so.1"))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "libfaketime is missing: install Debian's package of that name (bin/verify does)"));
        }
    }

    /// What a process under this clock is started with.
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                offset.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1");
    }

    /// Sets the clock so far from the right time; negative: behind.
    void ahead(Duration difference) {
        try {
            Path next = Files.writeString(folder.resolve("next"), "%+d".formatted(difference.toSeconds()));
            Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        Folders.remove(folder);
    }
}
