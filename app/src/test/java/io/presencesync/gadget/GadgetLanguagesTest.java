package io.presencesync.gadget;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GadgetLanguagesTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @AfterEach
    void close() throws Exception {
        client.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private int serve(@Nullable Path languages) throws Exception {
        Router router = Router.router(vertx);
        new GadgetLanguages(languages).mount(router);
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
        return server.actualPort();
    }

    private HttpResponse<String> get(int port, String name) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + "/gadget/lang/" + name);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_file_is_served_to_any_page_and_others_beside_it_that_cannot_be_used_are_left_out() throws Exception {
        Files.writeString(folder.resolve("nl.json"), "{\"link.connected\": \"Verbonden\"}");
        Files.writeString(folder.resolve("PT-pt.json"), "{}");
        Files.writeString(folder.resolve("xx.json"), "{\"link.connected\": 1}");
        Files.writeString(folder.resolve("yy.json"), "{\"link.connected\": ");
        Files.writeString(folder.resolve("it is.json"), "{}");
        Files.writeString(folder.resolve("zz.json"), "{\"a\":\"" + "x".repeat(70_000) + "\"}");
        int port = serve(folder);

        HttpResponse<String> dutch = get(port, "nl.json");
        assertThat(dutch.statusCode()).isEqualTo(200);
        assertThat(dutch.body()).isEqualTo("{\"link.connected\":\"Verbonden\"}");
        assertThat(dutch.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(get(port, "pt-pt.json").statusCode()).isEqualTo(200);
        for (String bad : new String[] {"xx.json", "yy.json", "it%20is.json", "zz.json", "..%2Fnl.json", "de.json"}) {
            assertThat(get(port, bad).statusCode()).as(bad).isEqualTo(404);
        }
    }

    @Test
    void without_a_folder_there_is_no_language_but_those_built_in() throws Exception {
        assertThat(get(serve(null), "nl.json").statusCode()).isEqualTo(404);
    }
}
