package io.presencesync.rules;

import io.presencesync.config.Fault;
import java.util.ArrayList;
import java.util.List;

/// What is found wrong, or odd, while one file is read.
final class Findings {
    private final String file;
    private final List<Fault> faults = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /// @param file its name, for messages
    Findings(String file) {
        this.file = file;
    }

    String where(int line) {
        return file + ":" + line;
    }

    void fault(String path, int line, String problem, String remedy) {
        faults.add(new Fault(path, where(line), problem, remedy));
    }

    void warn(String path, int line, String text) {
        warnings.add(path + " (" + where(line) + "): " + text);
    }

    List<Fault> faults() {
        return faults;
    }

    List<String> warnings() {
        return warnings;
    }
}
