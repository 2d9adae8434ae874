package io.presencesync;

import io.presencesync.cli.Commands;
import io.presencesync.cli.Surroundings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Entry point of the product.
public final class Main {
    private Main() {}

    /// Runs one command and ends with its exit code.
    public static void main(String[] args) {
        System.exit(Commands.run(args, surroundings(), Wiring::start, ClosedJournal::open));
    }

    private static Surroundings surroundings() {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return new Surroundings(System.getenv(), Path.of("").toAbsolutePath(), version(), out, err);
    }

    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }
}
