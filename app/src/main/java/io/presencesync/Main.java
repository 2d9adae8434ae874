package io.presencesync;

import io.presencesync.cli.Commands;
import io.presencesync.cli.Surroundings;
import io.presencesync.socketio.ArrivalOrder;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Entry point of the product.
public final class Main {
    private Main() {}

    /// Runs one command and ends with its exit code.
    public static void main(String[] args) {
        ArrivalOrder.keep();
        System.exit(Commands.run(args, surroundings(), Wiring::start, Offline::archive, Offline::eraser));
    }

    private static Surroundings surroundings() {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return new Surroundings(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                version(),
                out,
                err,
                terminal(System.console(), err),
                CertificateLook::look);
    }

    /// Questions go to standard error: standard output is a command's result alone.
    private static @Nullable UnaryOperator<@Nullable String> terminal(@Nullable Console console, PrintWriter err) {
        if (console == null || !console.isTerminal()) {
            return null;
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        return question -> {
            err.print(question);
            err.flush();
            try {
                return in.readLine();
            } catch (IOException gone) {
                return null;
            }
        };
    }

    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }
}
