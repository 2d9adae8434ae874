package io.presencesync.simulators.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder that is removed with all it holds.
record TemporaryFolder(Path path) implements AutoCloseable {
    /// @throws DemoFailure where none can be made, with the reason and what to do
    static TemporaryFolder create(String prefix) {
        try {
            return new TemporaryFolder(Files.createTempDirectory(prefix));
        } catch (IOException refused) {
            throw new DemoFailure("no folder can be made in " + System.getProperty("java.io.tmpdir") + " ("
                    + reason(refused) + "). Give the user " + System.getProperty("user.name")
                    + " room and rights there, or name another folder: JAVA_OPTS=-Djava.io.tmpdir=FOLDER");
        }
    }

    /// Those of the file system say nothing but the file's name.
    private static String reason(IOException refused) {
        return refused instanceof AccessDeniedException ? "permission denied" : String.valueOf(refused.getMessage());
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (NoSuchFileException _) {
            // gone already
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }
}
