package io.presencesync.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/// What a command takes from the process around it.
///
/// @param environment the variables
/// @param folder the working folder
/// @param version our own version
public record Surroundings(
        Map<String, String> environment, Path folder, String version, PrintWriter out, PrintWriter err) {}
