package io.presencesync.webex;

import io.presencesync.config.TextBytes;
import io.presencesync.config.WebexToken;
import io.presencesync.presence.Secret;
import java.io.IOException;
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
    private boolean told;

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

    /// A file that is missing, empty or unreadable just now is being written: the old token goes on. So it does for
    /// what
    /// cannot be a token.
    private @Nullable Secret read(Path from) {
        String text;
        try {
            text = TextBytes.read(from);
        } catch (IOException cannot) {
            keepOld("cannot be read now", from);
            return null;
        }
        return text.isBlank() ? null : read(text, from);
    }

    private @Nullable Secret read(String text, Path from) {
        return switch (WebexToken.read(text)) {
            case WebexToken.Reading.Usable(Secret token) -> {
                told = false;
                yield token;
            }
            case WebexToken.Reading.Unusable(String problem, String _) -> {
                keepOld(problem, from);
                yield null;
            }
        };
    }

    private void keepOld(String why, Path from) {
        if (!told) {
            log.warn("The Webex token's file {} {}; the token read before is kept", from, why);
        }
        told = true;
    }
}
