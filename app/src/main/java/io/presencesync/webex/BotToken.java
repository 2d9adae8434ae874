package io.presencesync.webex;

import io.presencesync.presence.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bot's token as it is now. When it came from a file, the file may be given another content at any time. Any
/// thread; [#renewed()] reads the file.
final class BotToken {
    private static final Logger log = LoggerFactory.getLogger(BotToken.class);

    private final @Nullable Path file;
    private volatile Secret now;
    private boolean unreadable;

    /// @param file where it is kept; null when it never changes
    BotToken(Secret now, @Nullable Path file) {
        this.now = now;
        this.file = file;
    }

    Secret now() {
        return now;
    }

    boolean mayChange() {
        return file != null;
    }

    /// Takes a new token over from the file; gives the one it replaces, empty when nothing changed.
    synchronized Optional<Secret> renewed() {
        Secret read = file == null ? null : read(file);
        if (read == null || read.equals(now)) {
            return Optional.empty();
        }
        Secret old = now;
        now = read;
        return Optional.of(old);
    }

    /// A file that is missing, empty or unreadable just now is being written: the old token goes on.
    private @Nullable Secret read(Path from) {
        try {
            String text = Files.readString(from).strip();
            unreadable = false;
            return text.isEmpty() ? null : new Secret(text);
        } catch (IOException cannot) {
            if (!unreadable) {
                log.warn("The Webex token's file {} cannot be read now; the token read before is kept", from);
            }
            unreadable = true;
            return null;
        }
    }
}
