package io.presencesync.simulators.bench;

import java.nio.file.Path;
import java.util.List;

/// What is to be measured.
///
/// @param rate events per second
/// @param flags for the product's JVM, besides the usual ones
record Plan(Path jar, List<String> flags, int agents, int rate, int seconds, int warmUp) {}
