package io.presencesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Help, completion and exit codes of the command line.
class CommandLineTest {
    private static final Pattern ROW = Pattern.compile("\\| `([a-z-]+)` \\| `?(\\d+)`? \\| (.*) \\|");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"serve", "check-config", "status", "explain", "purge", "help", "completion"})
    void help_of_a_command_is_printed_either_way(String command) {
        assertThat(run("help", command)).isZero();
        String one = out.toString();
        assertThat(one).contains("presence-sync " + command);

        out.getBuffer().setLength(0);
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).isEqualTo(one);
    }

    @Test
    void help_lists_the_commands_of_the_simulators_too() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "help ",
                        "completion ",
                        "demo ",
                        "bench ",
                        "soak ",
                        "outage ",
                        "gadgets ",
                        "webex ",
                        "finesse ");
        out.getBuffer().setLength(0);
        assertThat(run("help")).isZero();
        assertThat(out.toString()).contains("demo ");
    }

    @Test
    void help_of_nothing_known_is_refused() {
        assertThat(run("help", "nothing")).isEqualTo(2);
        assertThat(err.toString()).contains("Unknown subcommand 'nothing'");
    }

    @Test
    void without_the_simulators_a_command_of_theirs_says_where_it_is() {
        assertThat(run("demo", "--any-port", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("presence-sync-simulators.jar", "bin/presence-sync demo");
    }

    @Test
    void the_exit_codes_of_the_documentation_are_those_of_the_commands() throws Exception {
        Map<String, Map<String, String>> documented = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("../docs/operations.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                documented
                        .computeIfAbsent(row.group(1), _ -> new LinkedHashMap<>())
                        .put(row.group(2), row.group(3));
            }
        }

        assertThat(documented.keySet()).contains("serve", "check-config", "status", "explain", "purge", "completion");
        documented.forEach((command, codes) -> assertThat(codes).as(command).isEqualTo(ExitCodes.of(command)));
    }

    @Test
    void a_command_lists_its_exit_codes() {
        run("help", "purge");
        assertThat(out.toString()).contains("Exit codes:", "4   nobody matches");
    }

    @Test
    void every_problem_leads_to_a_documented_exit_code() {
        assertThat(Problem.Code.values())
                .extracting(Problem.Code::exit)
                .containsOnly(Commands.FAILED, Commands.REFUSED, Commands.NOTHING_MATCHES);
    }

    @Test
    void bash_completes_commands_options_and_values_by_the_script() throws Exception {
        assertThat(run("completion", "bash")).isZero();
        Files.writeString(folder.resolve("completion"), out.toString());

        assertThat(completed("presence-sync", "pu")).containsExactly("purge");
        assertThat(completed("presence-sync", "purge", "--dr")).containsExactly("--dry-run");
        assertThat(completed("presence-sync", "status", "--")).contains("--json", "--url", "--live");
        assertThat(completed("presence-sync", "completion", "")).containsExactly("bash", "zsh");
    }

    @Test
    void the_same_script_serves_zsh_and_another_shell_is_refused() {
        assertThat(run("completion", "zsh")).isZero();
        assertThat(out.toString()).contains("bashcompinit");
        assertThat(run("completion", "fish")).isEqualTo(2);
        assertThat(err.toString()).contains("[bash, zsh]");
    }

    private List<String> completed(String... words) throws Exception {
        String quoted = "'" + String.join("' '", words) + "'";
        String script = ". ./completion 2>/dev/null; COMP_WORDS=(" + quoted + "); COMP_CWORD=" + (words.length - 1)
                + "; COMP_LINE='" + String.join(" ", words) + "'; COMP_POINT=${#COMP_LINE};"
                + " _complete_presence-sync 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"";
        Process process = new ProcessBuilder("bash", "--norc", "-c", script)
                .directory(folder.toFile())
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said.lines().map(String::strip).toList();
    }

    private int run(String... arguments) {
        Surroundings surroundings =
                new Surroundings(Map.of(), folder, "1.2.3", new PrintWriter(out, true), new PrintWriter(err, true));
        return Commands.run(arguments, surroundings, _ -> {
            throw new IllegalStateException("nothing is to be started");
        });
    }
}
