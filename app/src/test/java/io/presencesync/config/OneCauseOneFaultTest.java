package io.presencesync.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One cause is one fault, told in the words of whoever wrote the settings.
class OneCauseOneFaultTest {
    private static final String RIGHT = """
            WEBEX_ACCESS_TOKEN=token
            WEBEX_DOMAIN=example.com
            FINESSE_BASE_URL=https://fin1.example.com
            PRESENCE_SYNC_PUBLIC_URL=https://presence.example.com
            """;

    @TempDir
    Path folder;

    private final Map<String, String> environment = new TreeMap<>();

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }

    private List<Fault> faults() {
        try {
            new ConfigurationLoader(environment, folder).load(null);
            return List.of();
        } catch (ConfigurationException thrown) {
            return thrown.faults();
        }
    }

    private Configuration load() throws ConfigurationException {
        return new ConfigurationLoader(environment, folder).load(null).configuration();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "mode: [supervisor | not readable as YAML",
                "port: 5000/n---/nmode: supervisor | second document",
                "just words | does not begin with a key",
                "webex: {tokn: x, domain: example.com}/nfinesse: {nodes: https://fin1}/npublic-url: https://p | webex.token?",
            })
    void what_may_stand_where_it_could_not_be_read_is_not_called_missing(String yaml, String problem) throws Exception {
        write("presence-sync.yml", yaml.replace("/n", "\n"));
        assertThat(faults()).singleElement().asString().contains(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "WEBEX_ACCESS_TOKEN=token | WEBEX_ACCESS_TOKEN token | not NAME=value",
                "WEBEX_ACCESS_TOKEN=token | WEBEX_ACCESS_TOKEN=\"token | quote is not closed",
                "WEBEX_ACCESS_TOKEN=token | WEBEX_ACESS_TOKEN=token | Did you mean WEBEX_ACCESS_TOKEN?",
                "WEBEX_ACCESS_TOKEN=token | webex_access_token=token | Did you mean WEBEX_ACCESS_TOKEN?",
                "WEBEX_ACCESS_TOKEN=token | WEBEX_TOKEN=token | Did you mean WEBEX_ACCESS_TOKEN?",
                "WEBEX_ACCESS_TOKEN=token | PRESENCE_SYNC_WEBEX_TOKN=token | Did you mean PRESENCE_SYNC_WEBEX_TOKEN?",
                "WEBEX_ACCESS_TOKEN=token | WEBEX_ACCESS_TOKEN_FILE=nowhere | does not exist",
                "FINESSE_BASE_URL=https://fin1.example.com | FINESSE_BASE_URL=fin1 | does not begin with",
                "PRESENCE_SYNC_PUBLIC_URL=https://presence.example.com | GADGET_MODE=yes | Write true",
                "PRESENCE_SYNC_PUBLIC_URL=https://presence.example.com | PRESENCE_SYNC_MODE=both | not a choice",
                "PRESENCE_SYNC_PUBLIC_URL=https://presence.example.com | PRESENCE_SYNC_PUBLIC_URL=presence | does not begin",
            })
    void a_line_with_a_fault_is_not_missing_besides(String right, String wrong, String problem) throws Exception {
        write(".env", RIGHT.replace(right, wrong));
        assertThat(faults()).singleElement().asString().contains(problem);
    }

    @Test
    void a_misspelt_source_of_agents_is_not_told_to_contradict_something() throws Exception {
        write(".env", RIGHT + "FINESSE_USERS=ann\nPRESENCE_SYNC_AGENTS_FROM=everyone\n");
        assertThat(faults()).singleElement().asString().contains("list, all, teams, file, gadgets");
    }

    @Test
    void what_is_missing_is_named_as_the_other_settings_are_written() throws Exception {
        write("presence-sync.yml", "webex: {domain: example.com, token: x}\npublic-url: https://p.example.com\n");
        assertThat(faults())
                .singleElement()
                .extracting(Fault::remedy)
                .asString()
                .endsWith("(finesse.nodes).");

        Files.delete(folder.resolve("presence-sync.yml"));
        write(".env", RIGHT.replaceFirst("(?m)^FINESSE.*$", ""));
        assertThat(faults())
                .singleElement()
                .extracting(Fault::remedy)
                .asString()
                .endsWith("(FINESSE_BASE_URL).");
    }

    @Test
    void a_secret_file_is_named_as_it_was_written() throws Exception {
        write(
                "presence-sync.yml",
                "webex: {domain: a.org, token-file: no}\npublic-url: https://p\nfinesse: {nodes: https://f}\n");
        assertThat(faults()).singleElement().asString().startsWith("webex.token-file (presence-sync.yml:1)");
    }

    @Test
    void a_name_like_ours_that_is_near_to_none_is_only_warned_of() throws Exception {
        write(".env", RIGHT + "WEBEX_LOG_LEVEL=info\nOTHER_TOKEN=x\n");
        environment.put("FINESSE_USER", "somebody-else's");
        environment.put("WEBEX_BOT_NAME", "somebody-else's");
        assertThat(load().warnings())
                .containsExactly(
                        "WEBEX_LOG_LEVEL in .env:5: there is no such setting; it has no effect",
                        "FINESSE_USER in the environment: there is no such setting; it has no effect. Did you mean"
                                + " FINESSE_USERS?");
    }

    @Test
    void a_name_whose_beginning_is_misspelt_is_warned_of_and_names_of_others_are_not() throws Exception {
        write(".env", RIGHT + "FINESE_ORIGIN=https://f\nHOST=x\nGIT_MODE=x\nSERVICE_URL=x\n");
        assertThat(load().warnings())
                .containsExactly("FINESE_ORIGIN in .env:5: there is no such setting; it has no effect. Did you mean"
                        + " FINESSE_ORIGIN?");
    }

    @Test
    void files_saved_by_windows_are_read_as_far_as_they_say_what_they_mean() throws Exception {
        Files.write(folder.resolve(".env"), ("\uFEFF" + RIGHT).getBytes(StandardCharsets.UTF_16LE));
        assertThat(load().onlySite().webex().domain()).isEqualTo("example.com");
        Files.write(folder.resolve("token"), "\uFEFFfrom-powershell\r\n".getBytes(StandardCharsets.UTF_16LE));
        write(".env", RIGHT.replace("TOKEN=token", "TOKEN_FILE=token"));
        assertThat(load().onlySite().webex().token().reveal()).isEqualTo("from-powershell");

        Charset windows = Charset.forName("windows-1252");
        Files.write(folder.resolve(".env"), ("# gr\u00FC\u00DFe\n" + RIGHT).getBytes(windows));
        assertThat(faults()).as("only a comment").isEmpty();
        Files.write(folder.resolve(".env"), (RIGHT + "PRESENCE_SYNC_DATA=B\u00FCro\nPORT=x\n").getBytes(windows));
        assertThat(faults()).extracting(Fault::where).containsExactly(".env:5", "PORT in .env:6");
    }

    @Test
    void values_separated_by_blanks_are_told_and_read_as_meant() throws Exception {
        write(".env", RIGHT.replace("fin1.example.com", "a.example.com https://b.example.com; https://c.example.com"));
        assertThat(faults())
                .extracting(Fault::toString)
                .anyMatch(fault -> fault.contains("blanks or semicolons") && !fault.contains("a.example.com"))
                .anyMatch(fault -> fault.contains("names 3 nodes"))
                .hasSize(2);
        write(".env", RIGHT);
        write("presence-sync.yml", "finesse: {users: [csmith djones]}\n");
        assertThat(faults()).singleElement().asString().contains("Write them as a list: [csmith, djones].");
    }

    @Test
    void a_plain_public_url_is_fine_on_this_machine_and_where_no_desktop_is_https() throws Exception {
        String plain = RIGHT.replace("https://presence.example.com", "http://127.0.0.1:5000");
        write(".env", plain);
        assertThat(faults()).isEmpty();
        write(".env", RIGHT.replace("https://", "http://"));
        assertThat(faults()).isEmpty();
        write(".env", RIGHT.replace("https://presence", "http://presence"));
        assertThat(faults()).singleElement().asString().contains("mixed content", "PRESENCE_SYNC_TLS_CERTIFICATE_FILE");
    }

    @Test
    void a_data_folder_that_cannot_become_one_is_told_before_the_start() throws Exception {
        write("taken", "");
        for (String data : List.of("taken", "taken/below/it")) {
            write(".env", RIGHT + "PRESENCE_SYNC_DATA=" + data + "\n");
            assertThat(faults())
                    .singleElement()
                    .asString()
                    .startsWith("data (PRESENCE_SYNC_DATA in .env:")
                    .contains(folder.resolve("taken") + "\" is a file");
        }
        write(".env", RIGHT + "PRESENCE_SYNC_DATA=not/there/yet\n");
        assertThat(faults()).isEmpty();
    }
}
