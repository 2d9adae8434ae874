package io.presencesync.simulators.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the desktop serves as `finesse.js`: our stand-in, put together from small files, or Cisco's own from a local
/// file; then the ready `finesse.gadget.Config` that releases from 11.0 on add.
record FinesseLibrary(@Nullable Path cisco) {
    private static final List<String> PARTS = List.of(
            "frame/xml",
            "finesse/utilities",
            "finesse/answers",
            "finesse/clientservices",
            "finesse/cslogger",
            "finesse/notifier",
            "finesse/containerservices",
            "finesse/restrequests",
            "finesse/restbase",
            "finesse/user");

    static FinesseLibrary standIn() {
        return new FinesseLibrary(null);
    }

    /// `FINESSE_JS` as system property, or else as environment variable; the file is read at every request.
    static FinesseLibrary configured() {
        @Nullable String property = System.getProperty("FINESSE_JS");
        @Nullable String file = property != null ? property : System.getenv("FINESSE_JS");
        return new FinesseLibrary(file == null || file.isBlank() ? null : Path.of(file));
    }

    String script() throws IOException {
        Path file = cisco;
        return (file == null ? parts() : Files.readString(file)) + ";\n" + part("finesse/config");
    }

    private static String parts() {
        return PARTS.stream().map(FinesseLibrary::part).collect(Collectors.joining("\n"));
    }

    private static String part(String name) {
        return Resources.text("desktop/" + name + ".js");
    }
}
