package io.presencesync;

import io.presencesync.presence.KeptFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What tells this installation from others that share an account: a random word kept in the data folder, so that it
/// is the same after a restart. Subscriptions that a killed process left behind are then found again, not doubled.
final class Installation {
    private static final Logger log = LoggerFactory.getLogger(Installation.class);
    private static final String FILE = "installation";

    private Installation() {}

    /// Our part of an XMPP address.
    static String resource(Path data, RandomGenerator random) throws IOException {
        return "presence-sync-" + word(data.resolve(FILE), random);
    }

    private static String word(Path file, RandomGenerator random) throws IOException {
        String kept = Files.exists(file) ? new String(KeptFile.read(file), StandardCharsets.ISO_8859_1).strip() : "";
        if (kept.matches("[0-9a-f]{8}")) {
            return kept;
        }
        if (!kept.isEmpty()) {
            keepAside(file);
        }
        String fresh = HexFormat.of().toHexDigits(random.nextInt());
        Files.createDirectories(file.getParent());
        Files.writeString(file, fresh + "\n");
        return fresh;
    }

    private static void keepAside(Path file) throws IOException {
        Path aside = file.resolveSibling(FILE + ".unreadable");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        log.warn(
                "{} holds no name of this installation (eight hexadecimal digits): it is kept as {}, a new name is made up",
                file,
                aside.getFileName());
    }
}
