package io.presencesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.presencesync.config.Configuration;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
    private static final String UP = """
            {"status":"ok","version":"1.2.3","links":[{"link":"webex","state":"CONNECTED","message":"connected",
             "since":"2026-11-22T10:00:00Z","action":"","nextTry":null}],
             "agents":{"known":3,"resolved":2,"subscribed":2},
             "unresolved":[{"agent":"bob","why":"nobody has this address"}],"reasonCodeGaps":[]}
            """;

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void version_and_help_are_printed() {
        assertThat(run("--version")).isZero();
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("presence-sync 1.2.3", "serve", "check-config", "status");
    }

    @Test
    void without_a_command_or_with_an_unknown_one_usage_is_shown() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("srve")).isEqualTo(2);
        assertThat(err.toString()).contains("Name a command", "Did you mean", "serve");
    }

    @Test
    void wrong_settings_are_listed_and_nothing_is_started() {
        AtomicInteger started = new AtomicInteger();

        int code = Commands.run(new String[] {"serve"}, surroundings(), _ -> {
            started.incrementAndGet();
            return () -> {};
        });

        assertThat(code).isEqualTo(2);
        assertThat(started).hasValue(0);
        assertThat(err.toString()).contains("4 faults", "webex.token", "finesse.nodes");
    }

    @Test
    void check_config_prints_what_is_in_force_without_secrets() throws Exception {
        validSettings();

        assertThat(run("check-config", "--config", "other.yml")).isZero();

        assertThat(out.toString()).contains("ok", "settle.hold: 7s   # other.yml:2", "webex.token: ***");
        assertThat(out.toString()).doesNotContain("hunter2");
    }

    @Test
    void check_config_lists_the_rules_in_force_and_those_of_one_agent() throws Exception {
        validSettings();
        Files.writeString(folder.resolve("rules.yml"), """
                stale: release
                rules: [{status: dnb, then: ignore}]
                teams:
                  Support: {settle: {hold: 9s}, rules: [{status: ooo, reason: Webex DND}]}
                """);

        assertThat(run("check-config")).isZero();
        assertThat(out.toString())
                .contains("WARNING: rules[1].status (rules.yml:2)", "  team Support", "    settle.hold: 9s")
                .containsSubsequence(
                        "rules.yml:4: ooo -> busy, Webex DND", "rules.yml:2: dnb -> ignore", "dnd -> busy, Webex DND");

        assertThat(run("check-config", "--agent", "1001", "--team", "support")).isZero();
        assertThat(out.toString())
                .contains("rules for agent 1001", "settle.hold: 9s   # team Support", "stale: release   # everybody")
                .contains("stale-after: 900s   # default-rules.yml", "settle.release: 3s   # default-rules.yml");
    }

    @Test
    void check_config_lists_every_site_with_its_rules() throws Exception {
        validSettings();
        environment.remove("FINESSE_BASE_URL");
        environment.remove("FINESSE_ORIGIN");
        environment.put("PRESENCE_SYNC_SITES", "emea,apac");
        environment.put("PRESENCE_SYNC_SITES_EMEA_FINESSE_NODES", "https://fin1.emea.example.com");
        environment.put("PRESENCE_SYNC_SITES_APAC_FINESSE_NODES", "https://fin1.apac.example.com");
        environment.put("PRESENCE_SYNC_SITES_APAC_RULES_FILE", "apac.yml");
        Files.writeString(folder.resolve("rules.yml"), "sites: {emea: {stale: hold}, apac: {stale: release}}\n");
        Files.writeString(folder.resolve("apac.yml"), "rules: [{status: ooo, reason: Webex DND}]\n");

        assertThat(run("check-config")).isZero();
        assertThat(out.toString())
                .containsSubsequence(
                        "sites.emea.finesse.nodes: https://fin1.emea.example.com",
                        "sites.apac.finesse.nodes: https://fin1.apac.example.com",
                        "rules of site emea, the strongest first",
                        "site emea",
                        "rules of site apac, the strongest first",
                        "apac.yml:1: ooo -> busy, Webex DND")
                .doesNotContain("stale: release");

        out.getBuffer().setLength(0);
        assertThat(run("check-config", "--agent", "apac/1001")).isZero();
        assertThat(out.toString())
                .contains("rules of site apac for agent apac/1001")
                .doesNotContain("of site emea");
    }

    @Test
    void faulty_rules_are_listed_beside_faulty_settings_and_refuse_the_start() throws Exception {
        validSettings();
        environment.put("PORT", "x");
        Files.writeString(folder.resolve("rules.yml"), "rules: [{status: dnd, reason: Nope}]\n");

        assertThat(run("check-config")).isEqualTo(2);
        assertThat(err.toString()).contains("2 faults", "PORT in the environment", "rules[1].reason (rules.yml:1)");
        assertThat(run("serve")).isEqualTo(2);
    }

    @Test
    void a_rules_file_that_was_asked_for_must_exist() throws Exception {
        validSettings();
        environment.put("PRESENCE_SYNC_RULES_FILE", "conf/other-rules.yml");

        assertThat(run("check-config")).isEqualTo(2);
        assertThat(err.toString()).contains("conf/other-rules.yml): the file does not exist");
    }

    @Test
    void check_config_lists_faults() throws Exception {
        validSettings();
        environment.put("PORT", "x");

        assertThat(run("check-config")).isEqualTo(2);
        assertThat(err.toString()).contains("one fault", "PORT in the environment");
    }

    @Test
    void serve_runs_until_it_is_told_to_end_and_then_closes_the_service() throws Exception {
        validSettings();
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        AtomicInteger code = new AtomicInteger(-1);
        Thread serving = Thread.ofPlatform()
                .start(() -> code.set(Commands.run(
                        new String[] {"serve"},
                        surroundings(),
                        configuration -> start(configuration, started, closed))));

        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(closed.getCount()).isEqualTo(1);
        serving.interrupt();
        serving.join(10_000);

        assertThat(closed.getCount()).isZero();
        assertThat(code).hasValue(0);
    }

    @Test
    void a_service_that_cannot_start_is_a_failure() throws Exception {
        validSettings();

        int code = Commands.run(new String[] {"serve"}, surroundings(), _ -> {
            throw new IllegalStateException("the port is taken");
        });

        assertThat(code).isEqualTo(1);
    }

    @Test
    void status_prints_a_running_services_health_in_words() throws Exception {
        assertThat(statusOf(UP)).isZero();

        assertThat(out.toString())
                .contains("Presence Sync 1.2.3: ok", "webex: CONNECTED, connected", "3 known", "bob: nobody has this");
    }

    @Test
    void status_of_an_unhealthy_service_is_one() throws Exception {
        String down = UP.replace("\"ok\"", "\"degraded\"").replace("\"action\":\"\"", "\"action\":\"renew the token\"");

        assertThat(statusOf(down)).isEqualTo(1);
        assertThat(out.toString()).contains("degraded", "do: renew the token");
    }

    @Test
    void status_counts_no_gadgets_where_none_are_let_in() throws Exception {
        statusOf(UP.replace("\"links\":", """
                "gadgets":{"used":false,"connected":0,"signedIn":0,"without":[],"withoutMore":0},
                "links":"""));

        assertThat(out.toString()).doesNotContain("gadgets:", "signed in");
    }

    @Test
    void status_tells_causes_with_what_to_do_and_who_has_no_gadget() throws Exception {
        String page = UP.replace("\"ok\"", "\"degraded\"").replace("\"links\":", """
                "causes":[{"code":"no_gadget","degrades":true,"message":"2 agents are signed in","action":"open a desktop"},
                 {"code":"origin_refused","site":"emea","degrades":false,"message":"https://fin9","action":""}],
                "gadgets":{"connected":1,"signedIn":3,"without":["1002","1003"],"withoutMore":0,
                 "refusedOrigins":{"kept":[{"what":"https://fin9","count":7,"last":"2026-11-22T10:00:00Z"}],"others":0},
                 "unknownPaths":{"kept":[],"others":0}},
                "links":""");

        assertThat(statusOf(page)).isEqualTo(1);
        assertThat(out.toString())
                .contains("  no_gadget: 2 agents are signed in", "    do: open a desktop")
                .contains("  note: origin_refused (emea): https://fin9")
                .contains("gadgets: 1 connected, 3 agents signed in; without a gadget: 1002, 1003")
                .contains("refused origin: https://fin9 (7 times");
    }

    @Test
    void status_without_a_password_says_where_the_causes_are_told() throws Exception {
        assertThat(statusOf(UP.replace("\"ok\"", "\"degraded\""))).isEqualTo(1);
        assertThat(out.toString()).contains("PRESENCE_SYNC_ADMIN_PASSWORD");
    }

    @Test
    void status_of_a_service_that_is_starting_is_one() throws Exception {
        assertThat(statusOf(UP.replace("\"ok\"", "\"starting\""))).isEqualTo(1);
    }

    @Test
    void status_of_nobody_or_of_somebody_else_is_two() throws Exception {
        assertThat(statusOf("<html>hello</html>")).isEqualTo(2);
        assertThat(statusOf("{\"status\":\"ok\"}")).isEqualTo(2);
        assertThat(statusOf("{\"status\":\"UP\",\"version\":\"3\",\"links\":[]}"))
                .isEqualTo(2);
        assertThat(statusOf("{\"status\":\"UP\"}", "--live")).isEqualTo(2);
        assertThat(statusOf("{\"status\":\"alive\"}", "--live")).isZero();
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        environment.put("PORT", "" + free);
        assertThat(run("status")).isEqualTo(2);
        assertThat(err.toString()).contains("No Presence Sync answers at http://127.0.0.1:" + free);
    }

    private int statusOf(String page, String... options) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/health", exchange -> {
            byte[] body = page.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            List<String> words = new ArrayList<>(List.of("status", "--url"));
            words.add("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            words.addAll(List.of(options));
            return run(words.toArray(String[]::new));
        } finally {
            server.stop(0);
        }
    }

    private static RunningService start(Configuration configuration, CountDownLatch started, CountDownLatch closed) {
        assertThat(configuration.onlySite().webex().domain()).isEqualTo("example.com");
        started.countDown();
        return closed::countDown;
    }

    private void validSettings() throws Exception {
        environment.put("WEBEX_ACCESS_TOKEN", "hunter2");
        environment.put("WEBEX_DOMAIN", "example.com");
        environment.put("FINESSE_BASE_URL", "https://fin1.example.com:8445");
        environment.put("FINESSE_ORIGIN", "https://fin1.example.com:8445");
        environment.put("PRESENCE_SYNC_PUBLIC_URL", "https://presence.example.com");
        Files.writeString(folder.resolve("other.yml"), "settle:\n  hold: 7s\n");
    }

    private int run(String... arguments) {
        return Commands.run(arguments, surroundings(), _ -> {
            throw new IllegalStateException("nothing is to be started");
        });
    }

    private Surroundings surroundings() {
        return new Surroundings(environment, folder, "1.2.3", new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
