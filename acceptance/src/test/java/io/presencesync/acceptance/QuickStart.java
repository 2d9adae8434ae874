package io.presencesync.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/// What lets a product that lives for one test start with a third of the work: its classes from an archive, and the
/// first compiler only. The archive is written once, by a product that holds and releases an agent, and again when the
/// product was packaged anew.
final class QuickStart {
    private static final Path ARCHIVE = Path.of("target", "presence-sync.jsa").toAbsolutePath();
    private static final List<String> FIRST_COMPILER = List.of("-XX:TieredStopAtLevel=1");

    private QuickStart() {}

    /// Options of the JVM. The first caller waits for the archive.
    static synchronized List<String> options(Path jar) {
        try {
            if (!Files.exists(ARCHIVE) || written(ARCHIVE).compareTo(packaged(jar)) < 0) {
                write();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return Stream.concat(FIRST_COMPILER.stream(), Stream.of("-XX:SharedArchiveFile=" + ARCHIVE))
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
        Path unfinished = Files.createTempFile(Files.createDirectories(ARCHIVE.getParent()), "archive", ".jsa");
        Files.delete(unfinished);
        List<String> options = Stream.concat(
                        FIRST_COMPILER.stream(), Stream.of("-XX:ArchiveClassesAtExit=" + unfinished))
                .toList();
        try (World world = new World(1);
                Product product = Product.launchWith(options, world.autoMode()).awaitReady()) {
            world.meeting("1001").awaitShown("1001", "NOT_READY Supervisor Initiated");
            world.presence("1001", "active").awaitShown("1001", "READY");
            product.terminate();
        }
        Files.move(unfinished, ARCHIVE, StandardCopyOption.ATOMIC_MOVE);
    }
}
