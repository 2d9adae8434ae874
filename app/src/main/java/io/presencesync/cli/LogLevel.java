package io.presencesync.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/// Sets how much our own code logs; frameworks stay quiet.
final class LogLevel {
    private LogLevel() {}

    /// @param name `error`, `warn`, `info`, `debug` or `trace`
    static void set(String name) {
        if (LoggerFactory.getLogger("io.presencesync") instanceof Logger ours) {
            ours.setLevel(Level.toLevel(name, Level.INFO));
        }
    }
}
