package io.presencesync.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What helps to write settings.
@Command(name = "config", mixinStandardHelpOptions = true, description = "Helps to write the settings.")
final class ConfigCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command: config init.");
    }

    /// Writes the commented example that the package has; never over a file.
    @Command(
            name = "init",
            mixinStandardHelpOptions = true,
            description = {
                "Prints a commented example of the settings, every key with its default.",
                "What must be filled in is commented out: check-config names it."
            })
    static final class Init implements Callable<Integer> {
        private static final String EXAMPLE = "presence-sync.example.yml";

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE",
                description = "Write it to this file, which must not exist yet.")
        private @Nullable Path output;

        private final Surroundings surroundings;

        Init(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() throws IOException {
            if (output == null) {
                surroundings.out().print(example());
                surroundings.out().flush();
                return Commands.OK;
            }
            return written(surroundings.folder().resolve(output));
        }

        private int written(Path file) {
            try {
                Files.writeString(file, example(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                surroundings.out().println(output + " was written. Fill in what check-config asks for.");
                return Commands.OK;
            } catch (FileAlreadyExistsException there) {
                surroundings.err().println(output + " exists already and was left as it is. Name another file.");
            } catch (IOException failed) {
                surroundings
                        .err()
                        .println(output + " cannot be written. Its folder must exist, and you must be allowed to write"
                                + " there.");
            }
            return Commands.REFUSED;
        }

        static String example() throws IOException {
            try (InputStream in = Init.class.getResourceAsStream(EXAMPLE)) {
                return new String(Objects.requireNonNull(in, EXAMPLE).readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
