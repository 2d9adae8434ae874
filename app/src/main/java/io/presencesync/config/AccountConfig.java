package io.presencesync.config;

import io.presencesync.presence.Secret;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A Finesse account as it was set.
///
/// @param credentials what held when the settings were read
/// @param file the file they were read from, which may get another content; null when they stand in the settings
/// @param form what the settings or the file hold
/// @param setting the setting to mend when the account is refused
public record AccountConfig(
        BasicCredentials credentials, @Nullable Path file, Form form, String setting) {
    /// How an account is written down.
    public enum Form {
        /// Base64 of `user:password`.
        TOKEN,
        /// The password alone.
        PASSWORD
    }

    /// What the file holds now; without a file the credentials as they were set. Blocks for the disk.
    ///
    /// @throws IOException naming the file and what is wrong with it, never what it holds
    public BasicCredentials reread() throws IOException {
        Path from = file;
        if (from == null) {
            return credentials;
        }
        String content = oneLine(from, content(from));
        if (form == Form.PASSWORD) {
            return new BasicCredentials(credentials.user(), new Secret(content));
        }
        return AccountToken.parse(content)
                .orElseThrow(() -> new IOException("the file " + from + " does not hold base64 of user:password"));
    }

    private static String content(Path file) throws IOException {
        String content;
        try {
            content = TextBytes.read(file).strip();
        } catch (IOException | SecurityException unreadable) {
            throw new IOException("the file " + file + " cannot be read", unreadable);
        }
        if (content.isEmpty()) {
            throw new IOException("the file " + file + " is empty");
        }
        return content;
    }

    private String oneLine(Path file, String content) throws IOException {
        String line = form == Form.TOKEN ? WrappedBase64.joined(content) : content;
        if (line.lines().count() > 1) {
            throw new IOException("the file " + file + " holds more than one line");
        }
        return line;
    }
}
