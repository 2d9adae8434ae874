package io.presencesync.config;

import java.util.List;
import java.util.stream.Collectors;

/// The settings cannot be used. Carries all faults at once, one line each.
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;
    private final transient List<String> warnings;

    ConfigurationException(List<Fault> faults, List<String> warnings) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
        this.warnings = List.copyOf(warnings);
    }

    public List<Fault> faults() {
        return faults;
    }

    /// What is allowed, and may help to understand the faults.
    public List<String> warnings() {
        return warnings;
    }
}
