package io.presencesync.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/// What lets a product that lives for one test start with a third of the work: its classes loaded and linked from an
/// ahead-of-time cache, and the first compiler only. The cache is written once, by a product that holds and releases an
/// agent, and again when the product was packaged anew.
final class QuickStart {
    private static final Path CACHE = Path.of("target", "presence-sync.aot").toAbsolutePath();
    private static final List<String> FIRST_COMPILER = List.of("-XX:TieredStopAtLevel=1");

    /// What the JVM says when it cannot use a part of the cache, which it then does without, is no line of the product.
    private static final String QUIET = "-Xlog:aot*=error";

    private QuickStart() {}

    /// Options of the JVM. The first caller waits for the cache.
    static synchronized List<String> options(Path jar) {
        try {
            if (!Files.exists(CACHE) || written(CACHE).compareTo(packaged(jar)) < 0) {
                write();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return Stream.concat(FIRST_COMPILER.stream(), Stream.of("-XX:AOTCache=" + CACHE, QUIET))
                .toList();
    }

    /// Of the jar and the libraries beside it, the newest.
    private static FileTime packaged(Path jar) throws IOException {
        FileTime newest = written(jar);
        try (Stream<Path> libraries = Files.list(jar.resolveSibling("lib"))) {
            for (Path each : libraries.toList()) {
                newest = written(each).compareTo(newest) > 0 ? written(each) : newest;
            }
        }
        return newest;
    }

    private static FileTime written(Path file) throws IOException {
        return Files.getLastModifiedTime(file);
    }

    private static void write() throws IOException {
        Path unfinished = Files.createTempFile(Files.createDirectories(CACHE.getParent()), "cache", ".aot");
        Files.delete(unfinished);
        List<String> options = Stream.concat(FIRST_COMPILER.stream(), Stream.of("-XX:AOTCacheOutput=" + unfinished))
                .toList();
        try (World world = new World(1);
                Product product = Product.launchWith(options, world.autoMode()).awaitReady()) {
            world.meeting("1001").awaitShown("1001", "NOT_READY Supervisor Initiated");
            world.presence("1001", "active").awaitShown("1001", "READY");
            product.terminate();
        }
        Files.move(unfinished, CACHE, StandardCopyOption.ATOMIC_MOVE);
    }
}
