package io.presencesync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentsSettingsTest {
    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void serverMode() throws Exception {
        environment.put("WEBEX_ACCESS_TOKEN", "token");
        environment.put("WEBEX_DOMAIN", "example.com");
        environment.put("FINESSE_BASE_URL", "https://fin1.example.com");
        environment.put("FINESSE_ADMIN_TOKEN", "YWRtaW46c2VjcmV0");
        environment.put("FINESSE_SUPERVISOR_TOKEN", "c3VwOnNlY3JldA==");
        environment.put("GADGET_MODE", "false");
        Files.writeString(folder.resolve("agents.csv"), "ann,ann@x.org\nbob\n");
        Files.writeString(folder.resolve("empty.csv"), "# nobody yet\n");
    }

    private ConfigurationLoader.Loaded load() throws ConfigurationException {
        return new ConfigurationLoader(environment, folder).load(null);
    }

    private AgentsConfig agents() throws ConfigurationException {
        return load().configuration().onlySite().agents();
    }

    private void set(String settings) {
        for (String one : settings.split(" ", -1)) {
            String[] parts = one.split("=", 2);
            String name = parts[0].startsWith("agents.")
                    ? "PRESENCE_SYNC_AGENTS_" + parts[0].substring(7).toUpperCase(java.util.Locale.ROOT)
                    : parts[0];
            environment.put(name, parts[1]);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FINESSE_USERS=ann,bob | LIST",
                "FINESSE_USERS=ann agents.from=list | LIST",
                "agents.from=ALL | ALL",
                "agents.from=teams agents.teams=Sales,500 | TEAMS",
                "agents.from=teams agents.teams=Sales FINESSE_ADMIN_TOKEN= | TEAMS",
                "agents.from=file agents.file=agents.csv | FILE",
                "agents.from=file agents.file=agents.csv WEBEX_DOMAIN= | FILE",
                "agents.from=all agents.file=agents.csv agents.address={FIRSTNAME}.{lastname}@x.org WEBEX_DOMAIN= | ALL",
                "GADGET_MODE=true PRESENCE_SYNC_PUBLIC_URL=https://p.example.com | GADGETS",
                "GADGET_MODE=true PRESENCE_SYNC_PUBLIC_URL=https://p.example.com agents.from=gadgets | GADGETS",
                "GADGET_MODE=true PRESENCE_SYNC_PUBLIC_URL=https://p.example.com FINESSE_USERS=ann | LIST",
            })
    void where_the_agents_are_named(String settings, AgentsConfig.From from) throws Exception {
        set(settings);
        assertThat(agents().from()).isEqualTo(from);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PORT=1 | finesse.users | in supervisor mode",
                "agents.from=everybody | agents.from | not a choice",
                "agents.from=list | finesse.users | PRESENCE_SYNC_AGENTS_FROM=list",
                "agents.from=all FINESSE_USERS=ann | finesse.users | PRESENCE_SYNC_AGENTS_FROM=all",
                "agents.from=all agents.teams=Sales | agents.teams | without PRESENCE_SYNC_AGENTS_FROM=teams",
                "agents.from=all FINESSE_ADMIN_TOKEN= | agents.from | administrator account",
                "agents.from=teams | agents.teams | with PRESENCE_SYNC_AGENTS_FROM=teams",
                "agents.from=file | agents.file | with PRESENCE_SYNC_AGENTS_FROM=file",
                "agents.from=file agents.file=nowhere.csv | agents.file | does not exist",
                "agents.from=file agents.file=empty.csv | agents.file | names nobody",
                "agents.from=gadgets | agents.from | names nobody in supervisor mode",
                "FINESSE_USERS=ann agents.address={login}@{domain} | agents.address | does not know {login}",
                "FINESSE_USERS=ann agents.address={loginName@{domain} | agents.address | brace",
                "FINESSE_USERS=ann agents.address=loginName}@{domain} | agents.address | brace",
                "FINESSE_USERS=ann agents.address=all@{domain} | agents.address | the same address",
                "FINESSE_USERS=ann WEBEX_DOMAIN= | webex.domain | to find an agent",
                "FINESSE_USERS=ann agents.every=59s | agents.every | out of range",
                "FINESSE_USERS=ann agents.every=25h | agents.every | out of range",
            })
    void contradictions_are_faults_that_say_so(String settings, String setting, String problem) {
        set(settings);
        ConfigurationException faults = Objects.requireNonNull(
                catchThrowableOfType(ConfigurationException.class, this::load), "no fault was found");
        assertThat(faults.faults()).anySatisfy(fault -> {
            assertThat(fault.setting()).isEqualTo(setting);
            assertThat(fault.toString()).contains(problem);
        });
    }

    @Test
    void a_gadget_tells_no_first_name_to_make_an_address_of() {
        set("GADGET_MODE=true PRESENCE_SYNC_PUBLIC_URL=https://p.example.com agents.address={firstName}@{domain}");
        assertThat(Objects.requireNonNull(catchThrowableOfType(ConfigurationException.class, this::load)))
                .hasMessageContaining("agents.address");
    }

    @Test
    void faulty_lines_of_the_mapping_file_are_warnings_with_their_numbers() throws Exception {
        set("FINESSE_USERS=ann agents.file=agents.csv agents.every=1h");
        assertThat(load().configuration().warnings())
                .containsExactly("PRESENCE_SYNC_AGENTS_FILE: agents.csv:2: has no Webex address for bob");
        assertThat(agents().every()).isEqualTo(Duration.ofHours(1));
        assertThat(Objects.requireNonNull(agents().file()).path()).isEqualTo(folder.resolve("agents.csv"));
    }
}
