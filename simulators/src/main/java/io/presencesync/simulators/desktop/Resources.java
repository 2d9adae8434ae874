package io.presencesync.simulators.desktop;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Files that travel inside the jars.
final class Resources {
    private Resources() {}

    static Optional<Buffer> read(String name) {
        try (@Nullable InputStream in = Resources.class.getClassLoader().getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(Buffer.buffer(in.readAllBytes()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// A file without which the program is incomplete.
    static String text(String name) {
        return read(name)
                .orElseThrow(() -> new IllegalStateException("missing in the jar: " + name))
                .toString();
    }
}
