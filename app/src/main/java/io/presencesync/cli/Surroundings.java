package io.presencesync.cli;

import io.presencesync.config.Configuration;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What a command takes from the process around it.
///
/// @param environment the variables
/// @param folder the working folder
/// @param version our own version
/// @param terminal asks whoever sits at it and gives the answer, null at its end; null itself where nobody does
/// @param certificates looks at the certificates of the servers that the settings name, and says what is wrong
public record Surroundings(
        Map<String, String> environment,
        Path folder,
        String version,
        PrintWriter out,
        PrintWriter err,
        @Nullable UnaryOperator<@Nullable String> terminal,
        Function<Configuration, List<String>> certificates) {
    /// No server is looked at.
    public Surroundings(
            Map<String, String> environment,
            Path folder,
            String version,
            PrintWriter out,
            PrintWriter err,
            @Nullable UnaryOperator<@Nullable String> terminal) {
        this(environment, folder, version, out, err, terminal, _ -> List.of());
    }

    /// Nobody can be asked.
    public Surroundings(
            Map<String, String> environment, Path folder, String version, PrintWriter out, PrintWriter err) {
        this(environment, folder, version, out, err, null);
    }
}
