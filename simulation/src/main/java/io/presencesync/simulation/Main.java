package io.presencesync.simulation;

import picocli.CommandLine;

/// Entry point of `bin/simulate`.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new SimulateCommand()).execute(args));
    }
}
