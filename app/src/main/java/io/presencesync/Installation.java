package io.presencesync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// What tells this installation from others that share an account: a random word kept in the data folder, so that it
/// is the same after a restart. Subscriptions that a killed process left behind are then found again, not doubled.
final class Installation {
    private static final String FILE = "installation";

    private Installation() {}

    /// Our part of an XMPP address.
    static String resource(Path data, RandomGenerator random) throws IOException {
        return "presence-sync-" + word(data.resolve(FILE), random);
    }

    private static String word(Path file, RandomGenerator random) throws IOException {
        if (Files.exists(file)) {
            String kept = Files.readString(file).strip();
            if (kept.matches("[0-9a-f]{8}")) {
                return kept;
            }
        }
        String fresh = HexFormat.of().toHexDigits(random.nextInt());
        Files.createDirectories(file.getParent());
        Files.writeString(file, fresh + "\n");
        return fresh;
    }
}
