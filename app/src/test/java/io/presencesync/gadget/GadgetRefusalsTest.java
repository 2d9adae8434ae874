package io.presencesync.gadget;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.engine.Refusals;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class GadgetRefusalsTest {
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final RefusalTable table = new RefusalTable(() -> now);

    private List<String> names() {
        return table.all().kept().stream().map(Refusals.Refusal::what).toList();
    }

    @Test
    void each_name_is_news_once_and_counted_from_then_on() {
        assertThat(table.count("https://a")).isEqualTo(RefusalTable.Told.NEW);
        now = now.plusSeconds(5);
        assertThat(table.count("https://a")).isEqualTo(RefusalTable.Told.COUNTED);
        Refusals.Refusal only = table.all().kept().getFirst();
        assertThat(only.count()).isEqualTo(2);
        assertThat(Duration.between(only.first(), only.last())).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void a_name_is_cut_to_a_hundred_characters_and_holds_nothing_a_log_or_terminal_would_obey() {
        table.count("https://a\r\n2026 ERROR forged\u001b[2J\u202e\u0000é" + "x".repeat(1_000_000));
        String kept = names().getFirst();
        assertThat(kept)
                .hasSize(100)
                .startsWith("https://a??2026 ERROR forged?[2J???xxx")
                .matches("[\\x20-\\x7e]*");
    }

    @Test
    void a_flood_of_names_is_twenty_lines_and_one_more_an_hour_and_twenty_names() {
        int lines = 0;
        for (int each = 0; each < 100_000; each++) {
            lines += table.count("https://host" + each) == RefusalTable.Told.COUNTED ? 0 : 1;
        }
        assertThat(lines).isEqualTo(21);
        assertThat(names()).hasSize(20);
        assertThat(table.all().others()).isEqualTo(100_000 - 20);
    }

    @Test
    void a_desktop_that_tries_again_and_again_comes_through_a_flood_and_stays() {
        for (int hour = 0; hour < 5; hour++) {
            table.count("https://desk");
            for (int each = 0; each < 1_000; each++) {
                table.count("https://host" + hour + "-" + each);
            }
            table.count("https://desk");
            now = now.plus(Duration.ofHours(1));
        }
        assertThat(names()).hasSize(20).contains("https://desk");
    }

    @Test
    void what_was_not_heard_for_a_day_is_forgotten() {
        table.count("https://a");
        now = now.plus(Duration.ofHours(25));
        assertThat(table.all().none()).isTrue();
        assertThat(table.count("https://a")).isEqualTo(RefusalTable.Told.NEW);
        assertThat(table.all().kept().getFirst().count()).isEqualTo(1);
    }

    @Test
    void only_what_looks_like_the_gadgets_address_and_is_not_there_is_kept() throws Exception {
        Vertx vertx = Vertx.vertx();
        GadgetRefusals refusals = new GadgetRefusals(Set.of("https://fin1"), true, () -> now);
        Router router = Router.router(vertx);
        refusals.watch(router);
        GadgetFiles.mount(router, URI.create("https://presence.example.com"), Set.of(), null);
        try {
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(0, "127.0.0.1")
                    .await(10, TimeUnit.SECONDS);
            for (String path : List.of(
                    "/WebexPresenceConnector_1.xml",
                    "/WebexPresenceConnector.xml",
                    "/webexpresenceconnector_1.xml",
                    "/presence/WebexPresenceConnector_1.xml",
                    "/WebexPresenceConnector_1.xml?site=nowhere",
                    "/img/lost.png",
                    "/presence/socket.io/?EIO=4",
                    "/gadget/lang/nl.json",
                    "/favicon.ico",
                    "/wp-admin/")) {
                get(server.actualPort(), path);
            }
            List<String> expected = List.of(
                    "/WebexPresenceConnector.xml",
                    "/WebexPresenceConnector_1.xml?site=nowhere",
                    "/img/lost.png",
                    "/presence/WebexPresenceConnector_1.xml",
                    "/presence/socket.io/",
                    "/webexpresenceconnector_1.xml");
            await(() -> refusals.paths().kept().size() == expected.size());
            assertThat(refusals.paths().kept())
                    .extracting(Refusals.Refusal::what)
                    .containsExactlyElementsOf(expected);
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }

    /// The answer is told a moment after the client has it.
    private static void await(BooleanSupplier done) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static void get(int port, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + port + path);
            client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
        }
    }
}
