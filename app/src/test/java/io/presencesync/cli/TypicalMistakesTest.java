package io.presencesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.config.ConfigurationException;
import io.presencesync.config.ConfigurationLoader;
import io.presencesync.config.Fault;
import io.presencesync.rules.RulesFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Mistakes that people make with settings, and what they are told. The table of `docs/troubleshooting.md` is made of
/// these messages: it is compared, and written anew with `-Dtroubleshooting.write=true`.
class TypicalMistakesTest {
    private static final Path PAGE = Path.of("..", "docs", "troubleshooting.md");
    private static final String BEGIN = "<!-- table mistakes -->\n";
    private static final String END = "<!-- end of table mistakes -->";
    private static final String HEAD = "| Mistake | What | Why | What to do |\n|---|---|---|---|\n";
    private static final String SECRET = "hunter2";
    private static final String HOURS = "hours: {zone: ZONE, mon-fri: \"08:00-18:00\"}\n";

    @TempDir
    static Path certificates;

    @TempDir
    Path folder;

    /// What somebody did to settings that were right.
    ///
    /// @param mistake in words
    /// @param files by name; `.env` holds what is written over the right one, an empty value takes a line out
    /// @param environment variables of the process
    record Mistake(String mistake, Map<String, byte[]> files, Map<String, String> environment) {
        Mistake file(String name, String text) {
            return file(name, text.getBytes(StandardCharsets.UTF_8));
        }

        Mistake file(String name, byte[] content) {
            Map<String, byte[]> more = new LinkedHashMap<>(files);
            more.put(name, content);
            return new Mistake(mistake, more, environment);
        }

        Mistake variable(String name, String value) {
            Map<String, String> more = new HashMap<>(environment);
            more.put(name, value);
            return new Mistake(mistake, files, more);
        }

        @Override
        public String toString() {
            return mistake;
        }
    }

    private static Mistake mistake(String inWords) {
        return new Mistake(inWords, Map.of(), Map.of());
    }

    private static Mistake env(String inWords, String lines) {
        return mistake(inWords).file(".env", lines);
    }

    private static Mistake yaml(String inWords, String text) {
        return mistake(inWords).file("presence-sync.yml", text);
    }

    private static Mistake tls(String inWords, String certificate, String key) {
        return yaml(inWords, "tls: {certificate-file: " + certificate + ", key-file: " + key + "}\n");
    }

    private static byte[] windows(String text) {
        return text.getBytes(Charset.forName("windows-1252"));
    }

    static List<Mistake> mistakes() {
        return Stream.of(inEnvFile(), inYaml(), inOtherFiles(), inCertificates())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Mistake> inEnvFile() {
        return List.of(
                env(
                        "Names of agents separated by blanks: `FINESSE_USERS=csmith djones`",
                        "FINESSE_USERS=csmith djones"),
                env("A public URL with `http://`", "PRESENCE_SYNC_PUBLIC_URL=http://presence.example.com"),
                env("`WEBEX_TOKEN` instead of `WEBEX_ACCESS_TOKEN`", "WEBEX_ACCESS_TOKEN=\nWEBEX_TOKEN=" + SECRET),
                env("`FINESSE_URL` instead of `FINESSE_BASE_URL`", "FINESSE_BASE_URL=\nFINESSE_URL=https://fin1:8445"),
                env("A letter left out of a name of ours", "PRESENCE_SYNC_FINESSE_POL=2s"),
                env("A line without `=`", "FINESSE_USERS=\nFINESSE_USERS csmith,djones"),
                mistake("An `.env` file saved in a Windows code page: `PRESENCE_SYNC_WEBEX_DEVICE_NAME=Büro`")
                        .file(".env", windows("PRESENCE_SYNC_WEBEX_DEVICE_NAME=B\u00FCro")),
                mistake("Quotation marks that a container's env file keeps: `FINESSE_USERS=\"csmith,djones\"`")
                        .variable("FINESSE_USERS", "\"csmith,djones\""),
                env("A host name with an underscore", "FINESSE_BASE_URL=https://fin_1.example.com:8445"),
                env("A node without `https://`", "FINESSE_BASE_URL=fin1.example.com:8445"),
                env("A node with the desktop's path", "FINESSE_BASE_URL=https://fin1.example.com:8445/desktop"),
                env("User and password in plain text as the token", "FINESSE_ADMIN_TOKEN=administrator:" + SECRET),
                env("`GADGET_MODE=yes`", "GADGET_MODE=yes"),
                env("`WEBEX_DOMAIN=@example.com`", "WEBEX_DOMAIN=@example.com"),
                env(
                        "A secret's file that is not there",
                        "WEBEX_ACCESS_TOKEN=\nWEBEX_ACCESS_TOKEN_FILE=/run/secrets/webex-token"),
                env("A proxy with `https://`", "PRESENCE_SYNC_WEBEX_PROXY=https://proxy.example.com:3128"),
                env("A SHA-1 fingerprint", "PRESENCE_SYNC_FINESSE_FINGERPRINT=" + "AB:".repeat(19) + "AB"));
    }

    private static List<Mistake> inYaml() {
        return List.of(
                yaml("A second document in the YAML file", "port: 5001\n---\nsettle: {hold: 2s}\n"),
                yaml("A tab as indentation", "finesse:\n\tpoll: 2s\n"),
                yaml("A key that does not exist", "finesse: {pol: 2s}\n"),
                yaml("An alias in the YAML file", "log: {level: &usual info}\nmode: *usual\n"),
                yaml("A duration without unit", "settle: {hold: 5}\n"),
                yaml("A mode that does not exist", "mode: supervisr\n"),
                yaml("Supervisor mode without an account for it", "mode: supervisor\n"),
                env(
                        "All agents, without the administrator's account",
                        "FINESSE_USERS=\nPRESENCE_SYNC_AGENTS_FROM=all"));
    }

    private static List<Mistake> inOtherFiles() {
        return List.of(
                env(
                                "A mapping file that Excel saved as plain CSV",
                                "FINESSE_USERS=\nPRESENCE_SYNC_AGENTS_FROM=file\nPRESENCE_SYNC_AGENTS_FILE=agents.csv")
                        .file("agents.csv", windows("j\u00FCrgen;juergen@example.com\r\n")),
                env(
                                "A mapping file that is an Excel workbook",
                                "FINESSE_USERS=\nPRESENCE_SYNC_AGENTS_FROM=file\nPRESENCE_SYNC_AGENTS_FILE=agents.xlsx")
                        .file("agents.xlsx", "PK\3\4"),
                mistake("`zone: CST` in the working hours").file("rules.yml", HOURS.replace("ZONE", "CST")),
                mistake("`zone: IST`").file("rules.yml", HOURS.replace("ZONE", "IST")),
                mistake("A zone misspelt").file("rules.yml", HOURS.replace("ZONE", "Europe/Berln")),
                mistake("A reason label in other capitals")
                        .file("rules.yml", "rules: [{status: ooo, reason: webex dnd}]\n"));
    }

    private static List<Mistake> inCertificates() {
        return List.of(
                tls("A key that is not the certificate's", "own.pem", "other.key"),
                tls("A key with a passphrase", "own.pem", "own.encrypted"),
                tls("Certificate and key swapped", "own.key", "own.key"),
                tls("The request instead of the certificate", "own.csr", "own.key"),
                tls("A `.pfx` file", "own.pfx", "own.pfx"),
                yaml("A certificate without its key", "tls: {certificate-file: own.pem}\n"));
    }

    @BeforeAll
    static void make() throws Exception {
        String script = """
                openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=own -keyout own.key -out own.pem
                openssl req -new -key own.key -subj /CN=own -out own.csr
                openssl pkcs8 -topk8 -in own.key -passout pass:x -out own.encrypted
                openssl pkcs12 -export -in own.pem -inkey own.key -passout pass: -out own.pfx
                openssl genpkey -algorithm RSA -out other.key
                """;
        Process process = new ProcessBuilder("sh", "-e", "-c", script)
                .directory(certificates.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_one_fault_that_says_what_why_and_what_to_do_whoever_finds_it(Mistake mistake) throws Exception {
        Fault fault = fault(mistake);

        assertThat(fault.setting()).isNotBlank();
        assertThat(fault.problem()).isNotBlank().doesNotEndWith(".");
        assertThat(fault.remedy()).isNotBlank().matches("(?s).*[.?]");
        assertThat(fault.toString()).doesNotContain(SECRET);
        String checked = ran(mistake, "check-config");
        assertThat(checked).startsWith("2 ").contains(fault.toString());
        assertThat(ran(mistake, "serve")).isEqualTo(checked);
    }

    @Test
    void without_the_mistakes_there_is_no_fault() throws Exception {
        assertThat(ran(mistake("none"), "check-config")).startsWith("0 ");
        assertThat(ran(mistake("none").file("rules.yml", HOURS.replace("ZONE", "UTC")), "check-config"))
                .startsWith("0 ");
        assertThat(ran(tls("none", "own.pem", "own.key"), "check-config")).startsWith("0 ");
    }

    @Test
    void the_table_in_the_documents_is_this_one() throws Exception {
        StringBuilder rows = new StringBuilder(HEAD);
        for (Mistake mistake : mistakes()) {
            Fault fault = fault(mistake);
            rows.append(row(
                    mistake.mistake(),
                    "`" + fault.setting() + "` (" + fault.where() + ")",
                    fault.problem(),
                    fault.remedy()));
        }
        assertThat(mistakes()).hasSizeGreaterThanOrEqualTo(25);
        compare(rows.toString().replace(folder.toString(), "/srv/presence-sync"));
    }

    private static String row(String... cells) {
        return "| "
                + String.join(
                        " | ",
                        Arrays.stream(cells)
                                .map(cell -> cell.replace("|", "\\|"))
                                .toList()) + " |\n";
    }

    private static void compare(String table) throws IOException {
        String text = Files.readString(PAGE);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        assertThat(to).as("the marker comments of the table").isGreaterThanOrEqualTo(from);
        if (Boolean.getBoolean("troubleshooting.write")) {
            Files.writeString(PAGE, text.substring(0, from) + table + text.substring(to));
        } else {
            assertThat(text.substring(from, to))
                    .as("docs/troubleshooting.md; -Dtroubleshooting.write=true writes it anew")
                    .isEqualTo(table);
        }
    }

    /// The only one there is.
    private Fault fault(Mistake mistake) throws Exception {
        lay(mistake);
        try {
            new ConfigurationLoader(
                            mistake.environment(),
                            folder,
                            configuration ->
                                    RulesFile.check(configuration.onlySite().rules()))
                    .load(null);
        } catch (ConfigurationException faults) {
            assertThat(faults.faults()).as(mistake.mistake()).hasSize(1);
            return faults.faults().getFirst();
        }
        throw new AssertionError("no fault: " + mistake.mistake());
    }

    /// The exit code and what was said.
    private String ran(Mistake mistake, String command) throws Exception {
        lay(mistake);
        StringWriter said = new StringWriter();
        PrintWriter to = new PrintWriter(said);
        int code = Commands.run(
                new String[] {command}, new Surroundings(mistake.environment(), folder, "1.2.3", to, to), _ -> {
                    throw new IllegalStateException("nothing is to be started");
                });
        return code + " " + said;
    }

    private void lay(Mistake mistake) throws IOException {
        try (Stream<Path> before = Files.list(folder)) {
            for (Path file : before.toList()) {
                Files.delete(file);
            }
        }
        for (String file : List.of("own.pem", "own.key", "own.csr", "own.encrypted", "own.pfx", "other.key")) {
            Files.copy(certificates.resolve(file), folder.resolve(file));
        }
        for (Map.Entry<String, byte[]> file : mistake.files().entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        Files.write(folder.resolve(".env"), envFile(mistake.files().getOrDefault(".env", new byte[0])));
    }

    /// The mistaken lines first, so that the others keep their numbers for nobody: what they set is not set again.
    private static byte[] envFile(byte[] mistaken) {
        String lines = new String(mistaken, StandardCharsets.ISO_8859_1).strip();
        StringBuilder all = new StringBuilder(lines.isEmpty() ? "" : lines + "\n");
        for (String right : List.of(
                "WEBEX_ACCESS_TOKEN=" + SECRET,
                "WEBEX_DOMAIN=example.com",
                "FINESSE_USERS=csmith,djones",
                "FINESSE_BASE_URL=https://fin1.example.com:8445",
                "PRESENCE_SYNC_PUBLIC_URL=https://presence.example.com")) {
            String name = right.substring(0, right.indexOf('=') + 1);
            if (lines.lines().noneMatch(line -> line.startsWith(name))) {
                all.append(right).append('\n');
            }
        }
        return all.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
