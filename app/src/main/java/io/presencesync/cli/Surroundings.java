package io.presencesync.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What a command takes from the process around it.
///
/// @param environment the variables
/// @param folder the working folder
/// @param version our own version
/// @param terminal asks whoever sits at it and gives the answer, null at its end; null itself where nobody does
public record Surroundings(
        Map<String, String> environment,
        Path folder,
        String version,
        PrintWriter out,
        PrintWriter err,
        @Nullable UnaryOperator<@Nullable String> terminal) {
    /// Nobody can be asked.
    public Surroundings(
            Map<String, String> environment, Path folder, String version, PrintWriter out, PrintWriter err) {
        this(environment, folder, version, out, err, null);
    }
}
