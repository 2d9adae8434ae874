package io.presencesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigInitTest {
    private static final Path EXAMPLE = Path.of("..", "packaging", "presence-sync.example.yml");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Map<String, String> environment, String... arguments) {
        Surroundings here = new Surroundings(environment, folder, "1.2.3", new PrintWriter(out), new PrintWriter(err));
        return Commands.run(arguments, here, _ -> {
            throw new IllegalStateException("nothing is to be started");
        });
    }

    @Test
    void the_example_of_the_package_is_printed_as_it_is() throws Exception {
        assertThat(run(Map.of(), "config", "init")).isZero();
        assertThat(out.toString()).isEqualTo(Files.readString(EXAMPLE));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void output_that_cannot_be_written_is_no_success() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        PrintWriter broken = new PrintWriter(new PrintStream(full), false, StandardCharsets.UTF_8);
        Surroundings here = new Surroundings(Map.of(), folder, "1.2.3", broken, new PrintWriter(err));

        int code = Commands.run(new String[] {"config", "init"}, here, _ -> {
            throw new IllegalStateException("nothing is to be started");
        });

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("The output could not be written: its disk is full");
    }

    @Test
    void a_file_is_written_once_and_never_over() throws Exception {
        Path file = folder.resolve("presence-sync.yml");
        assertThat(run(Map.of(), "config", "init", "--output", "presence-sync.yml"))
                .isZero();
        assertThat(file).hasSameTextualContentAs(EXAMPLE);

        Files.writeString(file, "mine");
        assertThat(run(Map.of(), "config", "init", "--output", "presence-sync.yml"))
                .isEqualTo(2);
        assertThat(file).hasContent("mine");
        assertThat(err.toString()).contains("presence-sync.yml exists already and was left as it is");

        assertThat(run(Map.of(), "config", "init", "-o", "no/such/folder.yml")).isEqualTo(2);
        assertThat(err.toString()).contains("no/such/folder.yml cannot be written");
    }

    @Test
    void it_loads_but_for_what_only_its_reader_knows() {
        run(Map.of(), "config", "init", "--output", "presence-sync.yml");

        assertThat(run(Map.of(), "check-config")).isEqualTo(2);
        assertThat(err.toString().lines().skip(1))
                .hasSize(4)
                .allMatch(line -> line.contains("(not set): is required"))
                .anyMatch(line -> line.endsWith("(public-url)."))
                .anyMatch(line -> line.endsWith("(webex.token)."))
                .anyMatch(line -> line.endsWith("(webex.domain)."))
                .anyMatch(line -> line.endsWith("(finesse.nodes)."));

        Map<String, String> known = Map.of(
                "WEBEX_ACCESS_TOKEN", "token",
                "WEBEX_DOMAIN", "example.com",
                "FINESSE_BASE_URL", "https://fin1.example.com:8445",
                "PRESENCE_SYNC_PUBLIC_URL", "https://presence.example.com");
        assertThat(run(known, "check-config")).isZero();
        assertThat(out.toString()).contains("ok").doesNotContain("WARNING");
    }

    @Test
    void config_alone_says_what_there_is() {
        assertThat(run(Map.of(), "config")).isEqualTo(2);
        assertThat(err.toString()).contains("config init");
    }
}
