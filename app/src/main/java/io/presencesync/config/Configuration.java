package io.presencesync.config;

import java.nio.file.Path;
import java.util.List;

/// All settings, valid as a whole.
///
/// @param data folder for what must survive a restart
/// @param logLevel `error`, `warn`, `info`, `debug` or `trace`
/// @param warnings what is allowed but deserves a loud line in the log
public record Configuration(
        Path data,
        ServerConfig server,
        WebexConfig webex,
        FinesseConfig finesse,
        GadgetConfig gadget,
        SyncConfig sync,
        RulesConfig rules,
        StoreConfig store,
        String logLevel,
        List<String> warnings) {}
