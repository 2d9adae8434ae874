package io.presencesync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.presencesync.presence.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationLoaderTest {
    private static final String PLAYBOOK = """
            PORT=5001
            WEBEX_ACCESS_TOKEN=the-token
            WEBEX_DOMAIN=example.com
            FINESSE_USERS=alice,bob
            FINESSE_BASE_URL=https://fin1.example.com
            FINESSE_ORIGIN=https://fin1.example.com:8445/
            FINESSE_ADMIN_TOKEN=YWRtaW46c2VjcmV0
            FINESSE_SUPERVISOR_TOKEN=Basic c3VwOnNlY3I6ZXQ=
            GADGET_MODE=false
            FINESSE_REJECT_UNAUTHORIZED=true
            """;

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void the_playbooks_env_file_works_as_it_is() throws Exception {
        write(".env", PLAYBOOK);

        Configuration loaded = load();

        assertThat(loaded.server().port()).isEqualTo(5001);
        assertThat(loaded.onlySite().webex().token().reveal()).isEqualTo("the-token");
        assertThat(loaded.onlySite().webex().domain()).isEqualTo("example.com");
        assertThat(loaded.onlySite().finesse().users()).containsExactly("alice", "bob");
        assertThat(loaded.onlySite().finesse().nodes()).containsExactly(URI.create("https://fin1.example.com"));
        assertThat(loaded.onlySite().finesse().admin()).isEqualTo(token("admin", "secret", "FINESSE_ADMIN_TOKEN"));
        assertThat(loaded.onlySite().finesse().supervisor())
                .isEqualTo(token("sup", "secr:et", "FINESSE_SUPERVISOR_TOKEN"));
        assertThat(loaded.onlySite().sync().mode()).isEqualTo(SyncConfig.Mode.SUPERVISOR);
        assertThat(loaded.onlySite().gadget().legacy()).isFalse();
        assertThat(loaded.warnings()).isEmpty();
    }

    @Test
    void the_env_file_of_the_playbooks_older_code_lacks_what_stood_in_that_code() throws Exception {
        String older = """
                PORT=5000
                WEBEX_ACCESS_TOKEN=the-token
                FINESSE_ADMIN_TOKEN=YWRtaW46c2VjcmV0
                FINESSE_SUPERVISOR_TOKEN=c3VwOnNlY3JldA==
                GADGET_MODE=false
                """;
        write(".env", older);
        assertThat(faults())
                .extracting(Fault::toString)
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault).endsWith("(WEBEX_DOMAIN)."),
                        fault -> assertThat(fault).endsWith("(FINESSE_BASE_URL)."),
                        fault -> assertThat(fault).endsWith("(FINESSE_USERS)."));

        write(
                ".env",
                older + "WEBEX_DOMAIN=example.com\nFINESSE_BASE_URL=https://fin1.example.com\nFINESSE_USERS=ann\n");
        assertThat(load().onlySite().gadget().origins()).contains("https://fin1.example.com");
        assertThat(load().onlySite().finesse().tls().rejectUnauthorized()).isTrue();
    }

    @Test
    void presences_come_from_the_source_that_is_asked_for() throws Exception {
        write(".env", PLAYBOOK);
        assertThat(load().onlySite().webex().sources()).isEqualTo(WebexConfig.Sources.DEFAULT);

        environment.put("PRESENCE_SYNC_WEBEX_SOURCE", "people-api");
        environment.put("PRESENCE_SYNC_WEBEX_PEOPLE_API_RATE", "300");
        environment.put("PRESENCE_SYNC_WEBEX_FALL_BACK_AFTER", "2m");
        assertThat(load().onlySite().webex().sources())
                .isEqualTo(new WebexConfig.Sources(WebexConfig.Source.PEOPLE_API, Duration.ofMinutes(2), 300));
    }

    @Test
    void a_token_from_a_file_is_remembered_with_its_file() throws Exception {
        write(".env", PLAYBOOK.replace("WEBEX_ACCESS_TOKEN=the-token", "WEBEX_ACCESS_TOKEN_FILE=token"));
        write("token", "from-the-file\n");

        assertThat(load().onlySite().webex().token().reveal()).isEqualTo("from-the-file");
        assertThat(load().onlySite().webex().tokenFile()).isEqualTo(folder.resolve("token"));
    }

    @Test
    void a_webex_token_is_taken_without_what_was_pasted_around_it() throws Exception {
        write(".env", PLAYBOOK.replace("WEBEX_ACCESS_TOKEN=the-token", "WEBEX_ACCESS_TOKEN_FILE=token"));
        for (String pasted : List.of("\uFEFFBearer from-the-file\r\n", "\"from-the-file\"\n", " from-the-file \n\n")) {
            write("token", pasted);
            assertThat(load().onlySite().webex().token().reveal()).isEqualTo("from-the-file");
        }
        write(".env", PLAYBOOK.replace("=the-token", "=Bearer the-token"));
        assertThat(load().onlySite().webex().token().reveal()).isEqualTo("the-token");
        environment.put("WEBEX_ACCESS_TOKEN", "Bearer other-token\n");
        assertThat(load().onlySite().webex().token().reveal()).isEqualTo("other-token");
    }

    @Test
    void what_is_no_webex_token_is_refused_with_the_reason_and_never_repeated() throws Exception {
        write(".env", PLAYBOOK.replace("=the-token", "=<your token>"));
        assertThat(faults())
                .singleElement()
                .asString()
                .contains("webex.token (WEBEX_ACCESS_TOKEN in .env:2)", "is a placeholder")
                .doesNotContain("<your");
        write(".env", PLAYBOOK.replace("=the-token", "=hunter2 hunter3"));
        assertThat(faults())
                .singleElement()
                .asString()
                .contains("more than one word")
                .doesNotContain("hunter");
        write(".env", PLAYBOOK.replace("WEBEX_ACCESS_TOKEN=the-token", "WEBEX_ACCESS_TOKEN_FILE=token"));
        Files.write(folder.resolve("token"), new byte[] {'a', (byte) 0xE9, 'b'});
        assertThat(faults()).singleElement().asString().contains("is not UTF-8 text");
    }

    @Test
    void the_playbooks_gadget_mode_wants_a_public_url_and_lets_the_old_gadget_in_loudly() throws Exception {
        write(".env", PLAYBOOK.replace("GADGET_MODE=false", "GADGET_MODE=true"));

        assertThat(faults()).singleElement().asString().contains("public-url", "PRESENCE_SYNC_PUBLIC_URL");

        environment.put("PRESENCE_SYNC_PUBLIC_URL", "https://presence.example.com/");
        Configuration loaded = load();
        assertThat(loaded.server().publicUrl()).isEqualTo(URI.create("https://presence.example.com"));
        assertThat(loaded.onlySite().gadget())
                .isEqualTo(new GadgetConfig(true, List.of("https://fin1.example.com:8445"), Duration.ofSeconds(6)));
        assertThat(loaded.warnings())
                .singleElement()
                .asString()
                .contains("old gadget", "PRESENCE_SYNC_GADGET_LEGACY=deny");
    }

    @Test
    void the_store_is_embedded_and_keeps_thirty_days_unless_told_otherwise() throws Exception {
        gadgetMode();
        assertThat(load().store()).isEqualTo(new StoreConfig("", "", null, Duration.ofDays(30)));

        environment.put("PRESENCE_SYNC_STORE_URL", "jdbc:postgresql://db.example.com/presence");
        environment.put("PRESENCE_SYNC_STORE_USER", "ps");
        environment.put("PRESENCE_SYNC_STORE_PASSWORD", "open sesame");
        environment.put("PRESENCE_SYNC_JOURNAL_KEEP", "7d");

        StoreConfig store = load().store();
        assertThat(store.url()).isEqualTo("jdbc:postgresql://db.example.com/presence");
        assertThat(store.password()).isEqualTo(new Secret("open sesame"));
        assertThat(store.keep()).isEqualTo(Duration.ofDays(7));
        assertThat(store.toString()).doesNotContain("sesame");
    }

    @Test
    void a_store_address_that_is_no_postgresql_or_holds_a_password_is_refused() throws Exception {
        gadgetMode();
        environment.put("PRESENCE_SYNC_STORE_URL", "jdbc:mysql://db/presence");
        assertThat(faults()).singleElement().asString().contains("store.url", "jdbc:postgresql://");

        environment.put("PRESENCE_SYNC_STORE_URL", "jdbc:postgresql://db/presence?user=x&password=hunter2");
        assertThat(faults())
                .singleElement()
                .asString()
                .contains("Move it to PRESENCE_SYNC_STORE_PASSWORD")
                .doesNotContain("hunter2");
    }

    @Test
    void the_old_gadget_stays_out_when_told_so_or_when_the_mode_is_not_the_playbooks() throws Exception {
        gadgetMode();
        assertThat(load().onlySite().gadget().legacy()).isFalse();

        environment.put("GADGET_MODE", "true");
        environment.put("PRESENCE_SYNC_GADGET_LEGACY", "deny");
        assertThat(load().onlySite().gadget().legacy()).isFalse();
    }

    @Test
    void every_default_is_what_the_documents_say() throws Exception {
        gadgetMode();

        Configuration loaded = load();

        assertThat(loaded.data()).isEqualTo(folder.resolve("data").toAbsolutePath());
        assertThat(loaded.logLevel()).isEqualTo("info");
        assertThat(loaded.server().host()).isEqualTo("0.0.0.0");
        assertThat(loaded.server().port()).isEqualTo(5000);
        assertThat(loaded.server().adminPassword()).isNull();
        assertThat(loaded.onlySite().sync())
                .isEqualTo(new SyncConfig(SyncConfig.Mode.GADGET, Duration.ofSeconds(1), Duration.ofSeconds(3)));
        assertThat(loaded.onlySite().webex().u2cUrl()).isEqualTo(URI.create("https://u2c.wbx2.com/u2c/api/v1"));
        assertThat(loaded.onlySite().webex().hydraUrl()).isEqualTo(URI.create("https://webexapis.com/v1"));
        assertThat(loaded.onlySite().webex().deviceName()).isEqualTo("presence-sync");
        assertThat(loaded.onlySite().finesse().users()).isEmpty();
        assertThat(loaded.onlySite().finesse().admin()).isNull();
        assertThat(loaded.onlySite().finesse().supervisor()).isNull();
        assertThat(loaded.onlySite().finesse().tls()).isEqualTo(TlsConfig.SYSTEM);
        assertThat(loaded.onlySite().finesse().platform()).isEqualTo(FinesseConfig.Platform.AUTO);
        assertThat(loaded.onlySite().finesse().poll()).isEqualTo(Duration.ofSeconds(5));
        assertThat(loaded.onlySite().finesse().putsPerSecond()).isEqualTo(10);
        assertThat(loaded.onlySite().finesse().putBurst()).isEqualTo(50);
        assertThat(loaded.onlySite().gadget().legacy()).isFalse();
        assertThat(loaded.warnings()).isEmpty();
    }

    @Test
    void the_stronger_source_wins() throws Exception {
        gadgetMode();
        assertThat(load().server().port()).isEqualTo(5000);
        write("presence-sync.yml", "port: 1\n");
        assertThat(load().server().port()).isEqualTo(1);
        write(".env", "PORT=2\n");
        assertThat(load().server().port()).isEqualTo(2);
        write(".env", "PORT=2\nPRESENCE_SYNC_PORT=3\n");
        assertThat(load().server().port()).isEqualTo(3);
        environment.put("PORT", "4");
        assertThat(load().server().port()).isEqualTo(4);
        environment.put("PRESENCE_SYNC_PORT", "5");
        assertThat(load().server().port()).isEqualTo(5);
        environment.put("PRESENCE_SYNC_PORT", "");
        assertThat(load().server().port()).as("empty counts as not set").isEqualTo(4);
    }

    @Test
    void no_two_settings_share_a_name_anywhere() {
        Set<String> names = new HashSet<>();
        for (Key key : Keys.ALL) {
            assertThat(names.add(key.environmentName())).as(key.path()).isTrue();
            assertThat(names.add(key.environmentName() + "_FILE"))
                    .as(key.path())
                    .isTrue();
            if (key.playbook() != null) {
                assertThat(names.add(key.playbook())).as(key.path()).isTrue();
                assertThat(names.add(key.playbook() + "_FILE")).as(key.path()).isTrue();
            }
        }
        assertThat(Keys.ALL).doesNotHaveDuplicates();
    }

    @Test
    void the_names_that_scripts_rely_on_are_fixed() {
        assertThat(Sources.environmentNames(Keys.ALL.stream()))
                .contains(
                        "PRESENCE_SYNC_DATA",
                        "PRESENCE_SYNC_SETTLE_HOLD",
                        "PRESENCE_SYNC_SETTLE_RELEASE",
                        "PRESENCE_SYNC_GADGET_LEGACY",
                        "PRESENCE_SYNC_PUBLIC_URL",
                        "PRESENCE_SYNC_FINESSE_PLATFORM",
                        "PRESENCE_SYNC_ADMIN_PASSWORD",
                        "PRESENCE_SYNC_ADMIN_PASSWORD_FILE",
                        "PRESENCE_SYNC_FINESSE_POLL",
                        "PRESENCE_SYNC_LOG_LEVEL");
    }

    @Test
    void three_faults_are_three_lines_each_with_its_place() throws Exception {
        gadgetMode();
        write("presence-sync.yml", "finesse:\n  poll: soon\nprot: 80\n");
        environment.put("PORT", "70000");

        ConfigurationException thrown = thrown();

        assertThat(String.valueOf(thrown.getMessage()).lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("finesse.poll (presence-sync.yml:2): \"soon\" is not a duration"))
                .anyMatch(line -> line.startsWith("prot (presence-sync.yml:3)") && line.contains("Did you mean port?"))
                .anyMatch(line -> line.startsWith("port (PORT in the environment)"));
    }

    @Test
    void mode_auto_needs_what_either_way_needs() throws Exception {
        gadgetMode();
        environment.put("PRESENCE_SYNC_MODE", "auto");
        assertThat(faults()).singleElement().asString().contains("finesse.supervisor-token", "in mode auto");

        environment.put("FINESSE_SUPERVISOR_TOKEN", "Ym9zczpib3Nz");
        environment.put("FINESSE_USERS", "ann");
        assertThat(load().onlySite().sync().mode()).isEqualTo(SyncConfig.Mode.AUTO);
        assertThat(load().onlySite().letsGadgetsIn()).isTrue();
    }

    @Test
    void an_unknown_variable_of_ours_is_a_fault_with_the_name_that_was_meant() throws Exception {
        gadgetMode();
        environment.put("PRESENCE_SYNC_FINESE_POLL", "1s");

        assertThat(faults()).singleElement().asString().contains("Did you mean PRESENCE_SYNC_FINESSE_POLL?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PRESENCE_SYNC_MODE | both | gadget, supervisor, auto",
                "PRESENCE_SYNC_GADGET_ANSWER_WITHIN | 0s | out of range",
                "GADGET_MODE | yes | Write true (gadget) or false (supervisor)",
                "PRESENCE_SYNC_SETTLE_HOLD | 5 | a number and a unit",
                "PRESENCE_SYNC_SETTLE_HOLD | 2h | out of range",
                "PRESENCE_SYNC_FINESSE_POLL | 0s | out of range",
                "PRESENCE_SYNC_FINESSE_PUTS_PER_SECOND | -1 | Write a number",
                "PRESENCE_SYNC_FINESSE_PUT_BURST | 0 | Write a whole number",
                "PRESENCE_SYNC_FINESSE_PLATFORM | ucce | auto, cce, ccx",
                "FINESSE_REJECT_UNAUTHORIZED | maybe | true, false",
                "FINESSE_CA_FILE | nowhere.pem | does not exist",
                "PRESENCE_SYNC_FINESSE_FINGERPRINT | 00:11 | 64 hex digits",
                "FINESSE_BASE_URL | ftp://fin1 | does not begin with http",
                "FINESSE_BASE_URL | https://fin1/finesse | has a path",
                "FINESSE_BASE_URL | https://a,https://b,https://c | names 3 nodes",
                "FINESSE_BASE_URL | , | is required",
                "FINESSE_ORIGIN | fin1.example.com | does not begin with http",
                "WEBEX_DOMAIN | @example.com | without @",
                "U2C_SERVICE_URL | http://elsewhere.example.com/u2c/api/v1 | Use https",
                "PRESENCE_SYNC_LOG_LEVEL | loud | error, warn, info",
                "PRESENCE_SYNC_GADGET_LEGACY | maybe | allow, deny",
            })
    void a_value_that_cannot_be_used_is_one_fault_that_says_what_to_do(String name, String value, String text)
            throws Exception {
        gadgetMode();
        environment.put(name, value);

        assertThat(faults()).singleElement().asString().contains(name, text);
    }

    @Test
    void supervisor_mode_wants_agents_and_a_supervisor() throws Exception {
        environment.put("WEBEX_ACCESS_TOKEN", "t");
        environment.put("FINESSE_BASE_URL", "https://fin1.example.com:8445");
        environment.put("PRESENCE_SYNC_MODE", "supervisor");

        assertThat(faults())
                .extracting(Fault::setting)
                .containsExactly("webex.domain", "finesse.users", "finesse.supervisor-token");
    }

    @Test
    void nothing_at_all_set_names_everything_that_is_needed() {
        assertThat(faults())
                .extracting(Fault::setting)
                .containsExactly("public-url", "webex.token", "webex.domain", "finesse.nodes");
    }

    @Test
    void a_secret_is_read_from_a_file_by_either_name() throws Exception {
        gadgetMode();
        environment.remove("WEBEX_ACCESS_TOKEN");
        write("token", "from-file\n");
        environment.put("WEBEX_ACCESS_TOKEN_FILE", "token");
        assertThat(load().onlySite().webex().token().reveal()).isEqualTo("from-file");

        environment.remove("WEBEX_ACCESS_TOKEN_FILE");
        environment.put(
                "PRESENCE_SYNC_WEBEX_TOKEN_FILE", folder.resolve("token").toString());
        assertThat(load().onlySite().webex().token().reveal()).isEqualTo("from-file");

        environment.remove("PRESENCE_SYNC_WEBEX_TOKEN_FILE");
        write("presence-sync.yml", "webex:\n  token-file: token\n");
        assertThat(load().onlySite().webex().token().reveal()).isEqualTo("from-file");
    }

    @Test
    void a_secret_set_twice_in_one_place_or_from_an_unreadable_file_is_a_fault() throws Exception {
        gadgetMode();
        environment.put("WEBEX_ACCESS_TOKEN_FILE", "nowhere");
        assertThat(faults()).singleElement().asString().contains("set twice");

        environment.remove("WEBEX_ACCESS_TOKEN");
        assertThat(faults()).singleElement().asString().contains("WEBEX_ACCESS_TOKEN_FILE", "does not exist");
    }

    @Test
    void no_secret_shows_in_faults_settings_or_texts() throws Exception {
        gadgetMode();
        environment.put("PRESENCE_SYNC_ADMIN_PASSWORD", "hunter2-admin");
        environment.put("WEBEX_ACCESS_TOKEN", "hunter2-token");
        environment.put("FINESSE_ADMIN_TOKEN", "YWRtaW46aHVudGVyMg==");
        ConfigurationLoader.Loaded loaded = loader().load(null);
        assertThat(loaded.toString()).doesNotContain("hunter2", "YWRtaW46aHVudGVyMg");

        environment.put("FINESSE_ADMIN_TOKEN", "hunter2-not-base64");
        environment.put("FINESSE_SUPERVISOR_TOKEN", "aHVudGVyMg==");
        environment.put("FINESSE_BASE_URL", "https://user:hunter2@fin1.example.com");
        environment.put("PRESENCE_SYNC_PUBLIC_URL", "hunter2 : no url");
        write("presence-sync.yml", "webex:\n  token: \"hunter2\n  domain: [hunter2\n");
        ConfigurationException thrown = thrown();
        assertThat(thrown.faults()).hasSize(5);
        assertThat(thrown.toString()).doesNotContain("hunter2", "aHVudGVyMg");
    }

    @Test
    void broken_yaml_repeated_keys_and_a_missing_file_are_faults_with_their_place() throws Exception {
        gadgetMode();
        write("a.yml", "port: 1\nhost: \"x\nmode: [\n");
        assertThat(thrown("a.yml").faults()).singleElement().asString().contains("a.yml:", "not readable as YAML");
        write("b.yml", "port: 1\nport: 2\n");
        assertThat(thrown("b.yml").faults()).singleElement().asString().contains("b.yml:2", "line 1");
        assertThat(thrown("c.yml").faults()).singleElement().asString().contains("c.yml", "does not exist");
    }

    @Test
    void lists_are_yaml_lists_or_separated_by_commas() throws Exception {
        gadgetMode();
        environment.remove("FINESSE_BASE_URL");
        write("presence-sync.yml", """
                finesse:
                  nodes:
                    - https://a.example.com:8445/
                    - HTTPS://B.example.com:8445
                  users: alice, bob,,alice
                """);

        FinesseConfig finesse = load().onlySite().finesse();

        assertThat(finesse.nodes())
                .containsExactly(URI.create("https://a.example.com:8445"), URI.create("https://b.example.com:8445"));
        assertThat(finesse.users()).containsExactly("alice", "bob");
    }

    @Test
    void what_is_dangerous_is_warned_of() throws Exception {
        gadgetMode();
        environment.put("FINESSE_BASE_URL", "http://fin1.example.com");
        environment.put("FINESSE_REJECT_UNAUTHORIZED", "false");
        environment.put("PRESENCE_SYNC_GADGET_LEGACY", "allow");

        assertThat(load().warnings())
                .hasSize(3)
                .anyMatch(warning -> warning.contains("plain http"))
                .anyMatch(warning -> warning.contains("NOT checked"))
                .anyMatch(warning -> warning.contains("old gadget"));
        environment.put("FINESSE_BASE_URL", "http://127.0.0.1:8082");
        assertThat(load().warnings()).noneMatch(warning -> warning.contains("plain http"));
    }

    @Test
    void without_origins_the_desktops_are_taken_to_be_at_the_nodes_own_addresses() throws Exception {
        gadgetMode();
        environment.remove("FINESSE_ORIGIN");
        environment.put("FINESSE_BASE_URL", "https://fin1.example.com:8445,https://fin2.example.com");
        assertThat(load().onlySite().gadget().origins())
                .containsExactly(
                        "https://fin1.example.com:8445",
                        "https://fin1.example.com",
                        "https://fin2.example.com",
                        "https://fin2.example.com:8445");
    }

    @Test
    void origins_are_written_as_browsers_write_them() throws Exception {
        gadgetMode();
        environment.put("FINESSE_ORIGIN", "https://Fin1.example.com:443/, http://fin1:80, https://fin1:8445");

        assertThat(load().onlySite().gadget().origins())
                .containsExactly("https://fin1.example.com", "http://fin1", "https://fin1:8445");
    }

    @Test
    void discovery_on_this_machine_may_be_plain_http() throws Exception {
        gadgetMode();
        environment.put("U2C_SERVICE_URL", "http://127.0.0.1:9000/u2c/api/v1/");
        environment.put("HYDRA_SERVICE_URL", "http://[::1]:9000/v1");

        assertThat(load().onlySite().webex().u2cUrl()).isEqualTo(URI.create("http://127.0.0.1:9000/u2c/api/v1"));
    }

    @Test
    void a_fingerprint_is_kept_as_plain_hex() throws Exception {
        gadgetMode();
        environment.put("PRESENCE_SYNC_FINESSE_FINGERPRINT", "SHA256:" + "AB:".repeat(31) + "AB");

        assertThat(load().onlySite().finesse().tls().fingerprint()).isEqualTo("ab".repeat(32));
    }

    private static AccountConfig token(String user, String password, String setting) {
        BasicCredentials credentials = new BasicCredentials(user, new Secret(password));
        return new AccountConfig(credentials, null, AccountConfig.Form.TOKEN, setting);
    }

    private void gadgetMode() {
        environment.put("WEBEX_ACCESS_TOKEN", "t");
        environment.put("WEBEX_DOMAIN", "example.com");
        environment.put("FINESSE_BASE_URL", "https://fin1.example.com:8445");
        environment.put("FINESSE_ORIGIN", "https://fin1.example.com:8445");
        environment.put("PRESENCE_SYNC_PUBLIC_URL", "https://presence.example.com");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private ConfigurationLoader loader() {
        return new ConfigurationLoader(environment, folder);
    }

    private Configuration load() throws ConfigurationException {
        return loader().load(null).configuration();
    }

    private List<Fault> faults() {
        return thrown().faults();
    }

    private ConfigurationException thrown() {
        return catchThrowableOfType(ConfigurationException.class, () -> loader().load(null));
    }

    private ConfigurationException thrown(String file) {
        return catchThrowableOfType(ConfigurationException.class, () -> loader().load(Path.of(file)));
    }

    @Test
    void a_proxy_is_read_with_its_credentials_and_never_shown() throws Exception {
        write(".env", PLAYBOOK);
        environment.put("PRESENCE_SYNC_WEBEX_PROXY", "http://joe:p%40ss@Proxy.example.com:3128");
        environment.put("PRESENCE_SYNC_WEBEX_NO_PROXY", ".local.example, 10.0.0.0/8,10.1.1.1:443");

        ProxyConfig proxy = load().onlySite().webex().proxy();

        assertThat(proxy)
                .isEqualTo(new ProxyConfig(
                        "proxy.example.com",
                        3128,
                        "joe",
                        new Secret("p@ss"),
                        List.of("local.example", "*.local.example", "10.1.1.1")));
        assertThat(String.valueOf(proxy)).doesNotContain("p@ss");
    }

    @Test
    void the_customary_proxy_of_the_environment_counts_but_not_for_this_machine() throws Exception {
        write(".env", PLAYBOOK);
        environment.put("https_proxy", "proxy.example.com:3128");
        environment.put("NO_PROXY", "*.corp.example");

        ProxyConfig proxy = Objects.requireNonNull(load().onlySite().webex().proxy());

        assertThat(proxy.host()).isEqualTo("proxy.example.com");
        assertThat(proxy.direct()).contains("localhost", "127.*", "corp.example", "*.corp.example");

        environment.put("PRESENCE_SYNC_WEBEX_PROXY", "none");
        assertThat(load().onlySite().webex().proxy()).isNull();
    }

    @Test
    void a_proxy_that_cannot_be_one_is_a_fault_that_quotes_no_password() throws Exception {
        write(".env", PLAYBOOK);
        for (String wrong :
                List.of("https://joe:hunter2@p:1", "http://joe:hunter2@p:99999", "http://joe:hunter2@p/x")) {
            environment.put("PRESENCE_SYNC_WEBEX_PROXY", wrong);
            assertThat(faults())
                    .singleElement()
                    .asString()
                    .contains("webex.proxy")
                    .doesNotContain("hunter2");
        }
    }
}
