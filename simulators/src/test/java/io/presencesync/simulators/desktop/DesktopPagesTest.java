package io.presencesync.simulators.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.presencesync.simulators.desktop.GadgetModule.NotAGadget;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopPagesTest {
    private static final String GADGET = """
            <Module>
              <ModulePrefs title="Tea &amp; toast"/>
              <UserPref name="colour" default_value="green"/>
              <Content type="html"><![CDATA[
                <script src="__UP_scheme__://__UP_host__:__UP_hostPort__/x.js"></script><p>__UP_colour__ [__UP_nobody__]</p>
              ]]></Content>
            </Module>
            """;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server = vertx.createHttpServer();

    @BeforeEach
    void start() throws Exception {
        Router router = Router.router(vertx);
        DesktopPages.mount(router);
        router.get("/gadget.xml").handler(context -> {
            var _ = context.response().end(GADGET);
        });
        server = server.requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> frame(String url) throws Exception {
        return get("/desktop/gadget?url=" + URLEncoder.encode(url, StandardCharsets.UTF_8));
    }

    @Test
    void a_gadget_is_rendered_with_its_preferences_filled_in() throws Exception {
        String page = frame("/gadget.xml").body();
        assertThat(page)
                .contains("http://127.0.0.1:" + server.actualPort() + "/x.js", "green []", "<title>Tea &amp; toast")
                .contains("/desktop/frame/gadgets.js")
                .doesNotContain("__UP_");
    }

    @Test
    void a_gadget_that_cannot_be_fetched_is_told_of_in_its_frame() throws Exception {
        HttpResponse<String> answer = frame("/nowhere.xml");
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("cannot be shown", "answered 404");
    }

    @Test
    void a_frame_without_an_address_says_what_is_missing() throws Exception {
        assertThat(get("/desktop/gadget").body()).contains("name its XML");
    }

    @Test
    void a_document_that_is_no_gadget_is_refused_with_the_reason() {
        assertThatThrownBy(() -> GadgetModule.parse("<Modul/>".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(NotAGadget.class)
                .hasMessageContaining("not Module");
        assertThatThrownBy(() -> GadgetModule.parse("<Module>".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("not well-formed");
        assertThatThrownBy(() -> GadgetModule.parse("<Module/>".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("no Content");
    }

    @Test
    void every_file_the_pages_load_is_served() throws Exception {
        for (String path : new String[] {
            "/desktop/",
            "/desktop",
            "/desktop/page/desktop.js",
            "/desktop/page/desktop.css",
            "/desktop/frame/gadgets.js",
            "/desktop/frame/hub.js",
            "/desktop/frame/xml.js",
            "/desktop/assets/js/jquery.min.js",
            "/desktop/assets/js/finesse.js",
            "/desktop/assets/js/finesse.min.js"
        }) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(get("/desktop/assets/js/jquery.min.js").body()).contains("jQuery");
    }

    @Test
    void a_frame_that_has_chosen_one_file_of_the_library_does_not_find_the_other() throws Exception {
        assertThat(libraryFile("finesse.js", "finesse.js")).isEqualTo(200);
        assertThat(libraryFile("finesse.js", "finesse.min.js")).isEqualTo(404);
        assertThat(libraryFile("finesse.min.js", "finesse.min.js")).isEqualTo(200);
        assertThat(libraryFile("finesse.min.js", "finesse.js")).isEqualTo(404);
    }

    private int libraryFile(String chosen, String asked) throws Exception {
        String here = "http://127.0.0.1:" + server.actualPort() + "/desktop/";
        HttpRequest request = HttpRequest.newBuilder(URI.create(here + "assets/js/" + asked))
                .header("Referer", here + "gadget?mid=1&libraryFile=" + chosen + "&url=x")
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void files_that_are_not_the_desktops_are_not_served() throws Exception {
        assertThat(get("/desktop/page/../../logback.xml").statusCode()).isEqualTo(404);
        assertThat(get("/desktop/page/nothing.js").statusCode()).isEqualTo(404);
    }

    @Test
    void ciscos_own_library_is_served_where_a_file_is_named_followed_by_the_configuration(@TempDir Path folder)
            throws Exception {
        Path file = Files.writeString(folder.resolve("finesse.js"), "var theirs = 1");
        String script = new FinesseLibrary(file).script();
        assertThat(script)
                .startsWith("var theirs = 1;\n")
                .contains("gadget.Config")
                .doesNotContain("RestRequests");
        assertThat(new FinesseLibrary(null).script()).contains("restservices.User ", "gadget.Config");
    }
}
