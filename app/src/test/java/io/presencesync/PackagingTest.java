package io.presencesync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackagingTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bin/presence-sync", "bin/verify", "bin/mvn", "bin/lib/jdk.sh"})
    void every_script_is_readable_by_a_plain_shell(String script) throws Exception {
        assertThat(output(folder, "sh", "-n", ROOT.resolve(script).toString())).isEmpty();
    }

    @Test
    void the_packaged_form_runs_the_jar_beside_it_in_the_callers_folder_even_through_a_link() throws Exception {
        Path home = folder.resolve("an installation");
        Path script = Files.createDirectories(home.resolve("bin")).resolve("presence-sync");
        Files.copy(ROOT.resolve("bin/presence-sync"), script);
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\npwd\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        Path link = Files.createSymbolicLink(folder.resolve("link"), script);
        Path work = Files.createDirectories(folder.resolve("work"));

        List<String> lines = output(
                work,
                "env",
                "JAVA_HOME=" + folder.resolve("jdk"),
                "JAVA_OPTS=-Dx=y",
                "sh",
                link.toString(),
                "status",
                "a b");

        Path jar = home.resolve("lib/presence-sync.jar");
        assertThat(lines).startsWith(work.toRealPath().toString());
        assertThat(lines).endsWith("-Dx=y", "-jar", jar.toString(), "status", "a b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "bench", "soak", "outage", "gadgets", "webex", "finesse"})
    void commands_of_the_simulators_go_to_their_jar_and_so_does_help_for_them(String command) throws Exception {
        Path home = folder.resolve("home");
        Path script = Files.createDirectories(home.resolve("bin")).resolve("presence-sync");
        Files.copy(ROOT.resolve("bin/presence-sync"), script);
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        String jdk = "JAVA_HOME=" + folder.resolve("jdk");
        String simulators = home.resolve("lib/presence-sync-simulators.jar").toString();

        assertThat(output(folder, "env", jdk, "sh", script.toString(), command, "--x"))
                .endsWith("-jar", simulators, command, "--x");
        assertThat(output(folder, "env", jdk, "sh", script.toString(), "help", command))
                .endsWith("-jar", simulators, command, "--help");
        assertThat(output(folder, "env", jdk, "sh", script.toString(), "help", "status"))
                .endsWith("-jar", home.resolve("lib/presence-sync.jar").toString(), "help", "status");
    }

    @Test
    void compose_builds_from_the_container_file_and_keeps_the_data() throws Exception {
        JsonNode compose =
                new YAMLMapper().readTree(ROOT.resolve("packaging/compose.yaml").toFile());
        JsonNode service = compose.at("/services/presence-sync");

        Path context =
                ROOT.resolve("packaging").resolve(service.at("/build/context").asText());
        assertThat(context.resolve(service.at("/build/dockerfile").asText())).exists();
        assertThat(service.path("volumes").path(0).asText()).isEqualTo("data:/data");
        assertThat(compose.path("volumes").has("data")).isTrue();
    }

    @Test
    void the_container_copies_only_what_exists_and_does_not_run_as_root() throws Exception {
        String text = Files.readString(ROOT.resolve("packaging/Containerfile"));

        assertThat(text).contains("USER 10001", "VOLUME /data", "HEALTHCHECK", "cp bin/presence-sync");
        assertThat(ROOT.resolve("LICENSE")).exists();
        assertThat(ROOT.resolve("packaging/presence-sync.example.yml")).exists();
    }

    private static List<String> output(Path folder, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return lines;
    }
}
