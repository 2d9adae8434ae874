package io.presencesync.cli;

import io.presencesync.config.ConfigurationLoader.Access;
import io.presencesync.presence.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The password of the user `admin`: the one that is set, else the one the service made up.
///
/// @param password null when it is not known here
/// @param from where it is from, or why it is not known
record AdminCredential(@Nullable Secret password, String from) {
    /// Blocks for the file.
    static AdminCredential of(Access access) {
        Secret set = access.adminPassword();
        return set == null
                ? kept(access.data().resolve("admin-password"))
                : new AdminCredential(set, access.adminPasswordFrom());
    }

    private static AdminCredential kept(Path file) {
        try {
            return new AdminCredential(new Secret(Files.readString(file).strip()), file.toString());
        } catch (NoSuchFileException missing) {
            return new AdminCredential(null, file + " does not exist");
        } catch (IOException unreadable) {
            return new AdminCredential(null, file + " cannot be read by this user");
        }
    }

    /// The header's value; null without a password.
    @Nullable
    String basic() {
        if (password == null) {
            return null;
        }
        byte[] plain = ("admin:" + password.reveal()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(plain);
    }

    Problem refused(String base) {
        if (password == null) {
            return new Problem(
                    Problem.Code.PASSWORD_MISSING,
                    "The service at " + base + " wants the password of the user admin, which is not known here: none is"
                            + " set, and " + from + ".",
                    "Set PRESENCE_SYNC_ADMIN_PASSWORD, or run this as a user who may read the file admin-password in"
                            + " the data folder of the service.");
        }
        return new Problem(
                Problem.Code.PASSWORD_WRONG,
                "The service at " + base + " refuses the password of the user admin. It is from " + from + ".",
                "Set PRESENCE_SYNC_ADMIN_PASSWORD to the password the service was started with; without one it is in"
                        + " the file admin-password of its data folder.");
    }
}
