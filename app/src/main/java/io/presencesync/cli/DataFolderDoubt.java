package io.presencesync.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/// Whether the service could keep its data where the settings say, as far as the user who asks can tell. Changes
/// nothing.
final class DataFolderDoubt {
    private DataFolderDoubt() {}

    /// A warning only, because the service may run as another user than the one who checks.
    static Optional<String> of(Path data) {
        return of(data, Files::isWritable);
    }

    /// @param writable whether who asks may write in a folder
    static Optional<String> of(Path data, Predicate<Path> writable) {
        Path there = data;
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (writable.test(there)) {
            return Optional.empty();
        }
        return Optional.of("data: the user " + System.getProperty("user.name", "?") + ", who asks, may not write in "
                + there + ". The service must run as a user who may, or be given another folder"
                + " (PRESENCE_SYNC_DATA).");
    }
}
