package io.presencesync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.presencesync.presence.SiteId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SitesTest {
    private static final String TWO = """
            public-url: https://presence.example.com
            webex: {domain: example.com}
            settle: {hold: 2s}
            sites:
              emea:
                webex: {token: emea-bot}
                finesse:
                  nodes: [https://fin1.emea.example.com:8445]
              us-west:
                webex: {token: us-bot, domain: us.example.com}
                settle: {hold: 5s}
                finesse:
                  nodes: https://fin1.us.example.com:8445
            """;

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void two() throws IOException {
        write("presence-sync.yml", TWO);
    }

    @Test
    void each_site_has_its_own_settings_and_takes_the_rest_from_the_top() throws Exception {
        Configuration loaded = load();

        assertThat(loaded.sites())
                .extracting(SiteConfig::id)
                .containsExactly(new SiteId("emea"), new SiteId("us-west"));
        SiteConfig emea = site("emea");
        SiteConfig west = site("us-west");
        assertThat(emea.webex().token().reveal()).isEqualTo("emea-bot");
        assertThat(west.webex().token().reveal()).isEqualTo("us-bot");
        assertThat(emea.webex().domain()).isEqualTo("example.com");
        assertThat(west.webex().domain()).isEqualTo("us.example.com");
        assertThat(emea.sync().settleHold()).isEqualTo(Duration.ofSeconds(2));
        assertThat(west.sync().settleHold()).isEqualTo(Duration.ofSeconds(5));
        assertThat(west.sync().settleRelease()).isEqualTo(Duration.ofSeconds(3));
        assertThat(west.finesse().site()).isEqualTo(new SiteId("us-west"));
        assertThat(west.finesse().nodes()).containsExactly(URI.create("https://fin1.us.example.com:8445"));
        assertThat(emea.gadget().origins()).contains("https://fin1.emea.example.com");
    }

    @Test
    void without_sites_there_is_one_called_main() throws Exception {
        write("presence-sync.yml", """
                webex: {token: t, domain: example.com}
                sites:
                public-url: https://presence.example.com
                finesse: {nodes: https://fin1.example.com}
                """);

        assertThat(load().onlySite().id()).isEqualTo(SiteId.MAIN);
        assertThat(load().onlySite().webex().deviceName()).isEqualTo("presence-sync");
    }

    @Test
    void devices_of_sites_have_different_names_but_mains_keeps_its_own() throws Exception {
        write("presence-sync.yml", TWO.replace("emea:", "main:"));
        assertThat(site("main").webex().deviceName()).isEqualTo("presence-sync");
        assertThat(site("us-west").webex().deviceName()).isEqualTo("presence-sync-us-west");

        environment.put("PRESENCE_SYNC_WEBEX_DEVICE_NAME", "test");
        environment.put("PRESENCE_SYNC_SITES_US_WEST_WEBEX_DEVICE_NAME", "lonely");
        assertThat(site("main").webex().deviceName()).isEqualTo("test");
        assertThat(site("us-west").webex().deviceName()).isEqualTo("lonely");
    }

    @Test
    void one_bot_with_one_device_name_for_two_sites_is_a_fault() {
        environment.put("PRESENCE_SYNC_SITES_EMEA_WEBEX_TOKEN", "one-bot");
        environment.put("PRESENCE_SYNC_SITES_US_WEST_WEBEX_TOKEN", "one-bot");
        assertThat(catchThrowableOfType(ConfigurationException.class, this::load))
                .isNull();

        environment.put("PRESENCE_SYNC_SITES_EMEA_WEBEX_DEVICE_NAME", "same");
        environment.put("PRESENCE_SYNC_SITES_US_WEST_WEBEX_DEVICE_NAME", "same");
        assertThat(faults())
                .singleElement()
                .asString()
                .contains("sites.us-west.webex.device-name", "site emea")
                .doesNotContain("one-bot");
    }

    @Test
    void a_webex_token_at_the_top_is_that_of_all_sites() throws Exception {
        write("presence-sync.yml", TWO.replace("{token: emea-bot}", "{source: mercury}"));
        write("token", "shared-bot");
        environment.put("WEBEX_ACCESS_TOKEN_FILE", "token");

        assertThat(site("emea").webex().token().reveal()).isEqualTo("shared-bot");
        assertThat(site("emea").webex().tokenFile()).isEqualTo(folder.resolve("token"));
        assertThat(site("us-west").webex().token().reveal()).isEqualTo("us-bot");
    }

    @ParameterizedTest
    @CsvSource({
        "FINESSE_BASE_URL, finesse.nodes, FINESSE_NODES",
        "FINESSE_USERS, finesse.users, FINESSE_USERS",
        "FINESSE_SUPERVISOR_TOKEN, finesse.supervisor-token, FINESSE_SUPERVISOR_TOKEN",
        "PRESENCE_SYNC_FINESSE_ADMIN_USER, finesse.admin-user, FINESSE_ADMIN_USER",
        "PRESENCE_SYNC_FINESSE_ADMIN_PASSWORD, finesse.admin-password, FINESSE_ADMIN_PASSWORD",
        "FINESSE_ORIGIN, gadget.origins, GADGET_ORIGINS"
    })
    void nodes_users_and_accounts_are_never_shared(String variable, String path, String name) {
        environment.put(variable, "https://fin1.emea.example.com");

        assertThat(faults())
                .singleElement()
                .asString()
                .startsWith(path + " (" + variable)
                .contains("PRESENCE_SYNC_SITES_EMEA_" + name);
    }

    @Test
    void the_environment_is_stronger_than_the_file_and_a_site_stronger_than_the_top() throws Exception {
        environment.put("PRESENCE_SYNC_SITES_US_WEST_SETTLE_HOLD", "7s");
        environment.put("PRESENCE_SYNC_SETTLE_RELEASE", "9s");
        write(".env", "PRESENCE_SYNC_SITES_EMEA_FINESSE_POLL=250ms\n");

        assertThat(site("us-west").sync().settleHold()).isEqualTo(Duration.ofSeconds(7));
        assertThat(site("us-west").sync().settleRelease()).isEqualTo(Duration.ofSeconds(9));
        assertThat(site("emea").finesse().poll()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void sites_can_be_set_up_by_the_environment_alone() throws Exception {
        Files.delete(folder.resolve("presence-sync.yml"));
        environment.put("PRESENCE_SYNC_SITES", "emea, apac");
        environment.put("PRESENCE_SYNC_PUBLIC_URL", "https://presence.example.com");
        environment.put("WEBEX_ACCESS_TOKEN", "t");
        environment.put("WEBEX_DOMAIN", "example.com");
        environment.put("PRESENCE_SYNC_SITES_EMEA_FINESSE_NODES", "https://fin1.emea.example.com");
        environment.put("PRESENCE_SYNC_SITES_APAC_FINESSE_NODES", "https://fin1.apac.example.com");

        assertThat(load().sites()).extracting(SiteConfig::id).containsExactly(new SiteId("emea"), new SiteId("apac"));
        assertThat(site("apac").finesse().nodes()).containsExactly(URI.create("https://fin1.apac.example.com"));
    }

    @Test
    void a_site_may_be_empty_in_the_file_when_the_environment_says_the_rest() throws Exception {
        write("presence-sync.yml", TWO + "  apac:\n");
        environment.put("PRESENCE_SYNC_SITES_APAC_FINESSE_NODES", "https://fin1.apac.example.com");
        environment.put("PRESENCE_SYNC_SITES_APAC_WEBEX_TOKEN", "apac-bot");

        assertThat(site("apac").webex().token().reveal()).isEqualTo("apac-bot");
    }

    @Test
    void what_a_site_lacks_is_named_with_the_site() throws Exception {
        write("presence-sync.yml", TWO + "  apac: {mode: supervisor}\n");

        assertThat(faults())
                .extracting(Fault::setting)
                .containsExactly(
                        "sites.apac.webex.token",
                        "sites.apac.finesse.users",
                        "sites.apac.finesse.supervisor-token",
                        "sites.apac.finesse.nodes");
        assertThat(faults().getFirst().remedy()).contains("(sites.apac.webex.token)");
    }

    @Test
    void a_wrong_value_of_a_site_is_told_with_its_line_and_one_at_the_top_only_once() throws Exception {
        write("presence-sync.yml", TWO.replace("hold: 5s", "hold: soon").replace("hold: 2s", "release: never"));

        assertThat(faults())
                .extracting(Fault::toString)
                .satisfiesExactlyInAnyOrder(
                        top -> assertThat(top).startsWith("settle.release (presence-sync.yml:3)"),
                        own -> assertThat(own).startsWith("sites.us-west.settle.hold (presence-sync.yml:11)"));
    }

    @ParameterizedTest
    @CsvSource({
        "finess: {nodes: x}, sites.emea.finess.nodes, sites.emea.finesse.nodes?",
        "setle: {hold: 1s}, sites.emea.setle.hold, sites.emea.settle.hold?",
        "port: 5001, sites.emea.port, 'of the whole service: write port at the top'",
        "store: {url: x}, sites.emea.store.url, write store.url at the top"
    })
    void an_unknown_key_below_a_site_is_an_error_with_a_hint(String line, String path, String hint) throws Exception {
        write("presence-sync.yml", TWO.replace("  emea:\n", "  emea:\n    " + line + "\n"));

        assertThat(faults())
                .singleElement()
                .asString()
                .startsWith(path + " (presence-sync.yml:6)")
                .contains(hint);
    }

    @Test
    void an_unknown_variable_of_a_site_is_an_error_that_names_the_sites() {
        environment.put("PRESENCE_SYNC_SITES_APAC_WEBEX_TOKEN", "hunter2");
        environment.put("PRESENCE_SYNC_SITES_EMEA_WEBEX_TOKN", "hunter2");

        assertThat(faults())
                .extracting(Fault::toString)
                .satisfiesExactlyInAnyOrder(
                        site -> assertThat(site).contains("SITES_APAC", "the sites are emea, us-west"),
                        key -> assertThat(key).contains("Did you mean PRESENCE_SYNC_SITES_EMEA_WEBEX_TOKEN?"))
                .allSatisfy(fault -> assertThat(fault).doesNotContain("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMEA", "-emea", "em.ea", "em_ea", "abcdefghijklmnopqrstuvwxyz0123456"})
    void a_bad_name_is_one_fault_with_its_line(String name) throws Exception {
        write("presence-sync.yml", TWO.replace("  emea:", "  " + name + ":"));

        assertThat(faults())
                .singleElement()
                .asString()
                .startsWith("sites." + name + " (presence-sync.yml:5)")
                .contains("small letters");
    }

    @Test
    void two_sites_that_name_the_same_node_are_a_fault() throws Exception {
        write(
                "presence-sync.yml",
                TWO.replace("[https://fin1.emea", "[https://fin2.emea.example.com, https://fin1.emea")
                        .replace("https://fin1.us.example.com:8445", "https://FIN1.emea.example.com:8445/"));

        assertThat(faults())
                .singleElement()
                .asString()
                .startsWith("sites.us-west.finesse.nodes (presence-sync.yml:13)")
                .contains("https://fin1.emea.example.com:8445", "site emea");
    }

    @Test
    void desktops_that_two_sites_share_are_warned_of() throws Exception {
        environment.put("PRESENCE_SYNC_SITES_EMEA_GADGET_ORIGINS", "https://desk.example.com");
        environment.put("PRESENCE_SYNC_SITES_US_WEST_GADGET_ORIGINS", "https://desk.example.com");

        assertThat(load().warnings()).singleElement().asString().contains("https://desk.example.com", "?site=us-west");
    }

    @Test
    void a_warning_names_its_site() throws Exception {
        environment.put("PRESENCE_SYNC_SITES_EMEA_FINESSE_REJECT_UNAUTHORIZED", "false");

        assertThat(load().warnings()).singleElement().asString().startsWith("Site emea: ");
    }

    @Test
    void the_public_url_is_wanted_as_soon_as_one_site_has_gadgets() throws Exception {
        write("presence-sync.yml", TWO.replace("public-url", "# public-url"));
        assertThat(faults()).extracting(Fault::setting).containsExactly("public-url");

        for (String site : List.of("EMEA", "US_WEST")) {
            environment.put("PRESENCE_SYNC_SITES_" + site + "_MODE", "supervisor");
            environment.put("PRESENCE_SYNC_SITES_" + site + "_FINESSE_USERS", "alice");
            environment.put("PRESENCE_SYNC_SITES_" + site + "_FINESSE_SUPERVISOR_USER", "boss");
            environment.put("PRESENCE_SYNC_SITES_" + site + "_FINESSE_SUPERVISOR_PASSWORD", "pw-" + site);
        }
        assertThat(load().sites()).noneMatch(SiteConfig::letsGadgetsIn);
    }

    @Test
    void every_site_is_shown_and_no_secret() throws Exception {
        List<String> shown = loader().load(null).settings().stream()
                .map(ConfigurationLoader.Effective::toString)
                .toList();

        assertThat(shown)
                .contains(
                        "port: 5000   # default",
                        "sites.emea.settle.hold: 2s   # presence-sync.yml:3",
                        "sites.us-west.settle.hold: 5s   # presence-sync.yml:11",
                        "sites.emea.webex.token: ***   # presence-sync.yml:6",
                        "sites.emea.webex.device-name: presence-sync-emea   # default",
                        "sites.us-west.finesse.poll: 5s   # default")
                .noneMatch(line -> line.startsWith("finesse.") || line.startsWith("settle."));
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

    private SiteConfig site(String name) throws ConfigurationException {
        return load().sites().stream()
                .filter(site -> site.id().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<Fault> faults() {
        return catchThrowableOfType(ConfigurationException.class, this::load).faults();
    }
}
