package io.presencesync.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of every command that asks the running service.
final class ServiceOptions {
    @Mixin
    private final Settings settings = new Settings();

    @Option(
            names = {"-u", "--url"},
            paramLabel = "URL",
            description =
                    "Where the service is, with the path a proxy gives it (default: this machine; scheme, host and"
                            + " port as the settings say).")
    private @Nullable String url;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "With --url: certificates (PEM) to trust besides the system's and the service's own.")
    private @Nullable Path caFile;

    @Option(names = "--json", description = "Print one JSON document, for scripts; errors too, with a code.")
    private boolean json;

    AdminClient client(Surroundings surroundings) throws Problem.Found {
        Path file = caFile == null ? null : surroundings.folder().resolve(caFile);
        return AdminClient.of(settings.access(surroundings), url, file);
    }

    Settings settings() {
        return settings;
    }

    boolean json() {
        return json;
    }

    CommandOutput output(Surroundings surroundings) {
        return new CommandOutput(surroundings, json);
    }
}
