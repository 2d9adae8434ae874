package io.presencesync.config;

import java.nio.file.Path;

/// Where the rules are.
///
/// @param file the rules file, absolute
/// @param name the file as it was set, for messages
/// @param required another file than the usual one was asked for, so it must exist; else the default rules alone
///     hold while there is none
public record RulesConfig(Path file, String name, boolean required) {}
