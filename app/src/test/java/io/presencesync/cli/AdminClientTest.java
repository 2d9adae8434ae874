package io.presencesync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.presencesync.config.ConfigurationLoader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The client of all commands before real servers, good ones and others. Certificates are made by openssl.
class AdminClientTest {
    private static final AdminClient.Question QUESTION = AdminClient.Question.get("/health", Duration.ofSeconds(10));

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private int status = 200;
    private String type = "application/json";
    private String body = "{\"status\":\"ok\"}";

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    // our own certificate

    @ParameterizedTest
    @CsvSource({"rsa:2048", "ed25519", "'ec -pkeyopt ec_paramgen_curve:prime256v1'"})
    void our_own_certificate_is_trusted_though_it_is_self_signed_and_of_another_name(String kind) throws Exception {
        selfSigned("own", kind, "-days 3");
        certificateOfSettings("own.pem");
        serveTls("own");

        try (AdminClient client = client(null)) {
            assertThat(client.base().getScheme()).isEqualTo("https");
            assertThat(client.ask(QUESTION).json().path("status").asText()).isEqualTo("ok");
            assertThat(client.remark()).isEmpty();
        }
    }

    @Test
    void a_file_with_key_and_issuers_beside_the_certificate_and_one_in_der_do_as_well() throws Exception {
        authority();
        signed("own", "presence.example.com");
        openssl("openssl x509 -in own.pem -outform der -out own.der && cat own.key own.pem ca.pem > all.pem");
        serveTls("own");

        for (String file : List.of("own.der", "all.pem")) {
            certificateOfSettings(file);
            try (AdminClient client = client(null)) {
                assertThat(client.ask(QUESTION).text()).contains("ok");
            }
        }
    }

    @Test
    void our_own_certificate_that_expired_still_tells_who_answers_and_that_is_said() throws Exception {
        expired("own");
        certificateOfSettings("own.pem");
        serveTls("own");

        try (AdminClient client = client(null)) {
            client.ask(QUESTION);
            assertThat(client.remark()).contains("expired on 2020-02-0", "Renew it");
        }
    }

    @Test
    void a_renewed_certificate_with_the_same_key_is_ours() throws Exception {
        selfSigned("own", "rsa:2048", "-days 3");
        serveTls("own");
        openssl("openssl req -x509 -key own.key -days 9 -subj /CN=renewed -out new.pem");
        certificateOfSettings("new.pem");

        try (AdminClient client = client(null)) {
            assertThat(client.ask(QUESTION).text()).contains("ok");
        }
    }

    @Test
    void any_other_certificate_on_our_port_is_refused_and_told_with_the_file_of_ours() throws Exception {
        selfSigned("own", "rsa:2048", "-days 3");
        selfSigned("other", "rsa:2048", "-days 3");
        certificateOfSettings("own.pem");
        serveTls("other");

        Problem problem = problem(null);

        assertThat(problem.code()).isEqualTo(Problem.Code.OTHER_CERTIFICATE);
        assertThat(problem.message())
                .contains("shows the certificate of CN=other, SHA-256 ", "not the one in", "own.pem", "CN=own");
        assertThat(problem.action()).contains("ask again in ten seconds", "restart the service");
    }

    @Test
    void a_certificate_file_that_cannot_be_used_is_told_with_the_setting() throws Exception {
        certificateOfSettings("missing.pem");
        assertThat(problem(null).message()).contains("tls.certificate-file: ", "missing.pem does not exist");

        Files.writeString(folder.resolve("junk.pem"), "hello");
        certificateOfSettings("junk.pem");
        assertThat(problem(null).code()).isEqualTo(Problem.Code.CERTIFICATE_FILE);
        assertThat(problem(null).message()).contains("junk.pem holds no certificate");
    }

    // an address somebody named

    @Test
    void a_named_address_is_trusted_by_its_issuer_and_name() throws Exception {
        authority();
        signed("proxy", "localhost");
        int port = serveTls("proxy");

        Problem untrusted = problem("https://localhost:" + port);
        assertThat(untrusted.code()).isEqualTo(Problem.Code.UNTRUSTED_CERTIFICATE);
        assertThat(untrusted.message()).contains("issued by CN=Our CA", "nobody this system trusts has issued it");
        assertThat(untrusted.action()).contains("--ca-file");

        try (AdminClient client = client("https://localhost:" + port, "ca.pem")) {
            assertThat(client.ask(QUESTION).text()).contains("ok");
        }
    }

    @Test
    void a_certificate_of_another_name_is_told_with_the_names_it_has() throws Exception {
        authority();
        signed("proxy", "presence.example.com");
        int port = serveTls("proxy");

        Problem problem = problem("https://localhost:" + port, "ca.pem");

        assertThat(problem.code()).isEqualTo(Problem.Code.CERTIFICATE_OF_ANOTHER_NAME);
        assertThat(problem.message()).contains("not for the host localhost but for presence.example.com");
    }

    @Test
    void an_expired_certificate_is_told_with_its_end() throws Exception {
        expired("old");
        int port = serveTls("old");

        Problem problem = problem("https://localhost:" + port);

        assertThat(problem.code()).isEqualTo(Problem.Code.CERTIFICATE_EXPIRED);
        assertThat(problem.message()).contains("CN=old", "expired on 2020-02-0");
    }

    @Test
    void a_named_address_with_our_own_certificate_is_the_service_whatever_its_name() throws Exception {
        selfSigned("own", "rsa:2048", "-days 3");
        certificateOfSettings("own.pem");
        int port = serveTls("own");

        try (AdminClient client = client("https://127.0.0.1:" + port)) {
            assertThat(client.ask(QUESTION).text()).contains("ok");
        }
    }

    // with or without TLS

    @Test
    void plain_http_where_tls_is_spoken_is_told_either_way() throws Exception {
        selfSigned("own", "rsa:2048", "-days 3");
        int port = serveTls("own");

        Problem settings = problem(null);
        assertThat(settings.code()).isEqualTo(Problem.Code.TLS_WANTED);
        assertThat(settings.action()).contains("tls.certificate-file and tls.key-file are not set here");
        assertThat(problem("http://127.0.0.1:" + port).action()).contains("Write https://");
    }

    @Test
    void tls_where_plain_http_is_spoken_is_told_either_way() throws Exception {
        connect = Duration.ofSeconds(1);
        selfSigned("own", "rsa:2048", "-days 3");
        int port = serve();
        certificateOfSettings("own.pem");

        Problem settings = problem(null);
        assertThat(settings.code()).isEqualTo(Problem.Code.TLS_NOT_SPOKEN);
        assertThat(settings.action()).contains("tls.certificate-file is set here", "restart the service");
        assertThat(problem("https://127.0.0.1:" + port).action()).contains("Write http://");
    }

    // who answers

    @Test
    void nobody_is_told_with_the_settings_that_led_there() throws Exception {
        environment.put("PORT", "" + freePort());

        Problem problem = problem(null);

        assertThat(problem.code()).isEqualTo(Problem.Code.NOT_RUNNING);
        assertThat(problem.message()).contains("http://127.0.0.1:" + environment.get("PORT"));
        assertThat(problem.action()).contains("host (default), PORT in the environment", "--config", "--url");
    }

    @Test
    void a_service_that_listens_on_ipv6_alone_is_found() throws Exception {
        environment.put("PRESENCE_SYNC_HOST", "::1");
        serve(HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0), 1));

        try (AdminClient client = client(null)) {
            assertThat(client.ask(QUESTION).text()).contains("ok");
        }
    }

    @Test
    void a_service_on_every_address_is_found_where_this_machine_has_no_ipv6() throws Exception {
        environment.put("PRESENCE_SYNC_HOST", "::");
        serve();

        try (AdminClient client = client(null)) {
            assertThat(client.ask(QUESTION).text()).contains("ok");
            assertThat(client.base().getHost()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void an_unknown_host_is_told() throws Exception {
        Problem problem = problem("http://nowhere.invalid:5000");

        assertThat(problem.code()).isEqualTo(Problem.Code.UNKNOWN_HOST);
        assertThat(problem.message()).contains("nowhere.invalid is not known here");
    }

    @Test
    void somebody_else_on_the_port_is_told() throws Exception {
        body = "<html>hello</html>";
        type = "text/html";
        serve();
        assertThat(problem(null).code()).isEqualTo(Problem.Code.NOT_PRESENCE_SYNC);

        type = "application/json";
        body = "[1]";
        assertThat(problem(null).code()).isEqualTo(Problem.Code.NOT_PRESENCE_SYNC);

        environment.put("PORT", "" + answering("SSH-2.0-OpenSSH_9.2\r\n"));
        assertThat(problem(null).message()).contains("does not speak HTTP");

        environment.put("PORT", "" + answering(""));
        assertThat(problem(null).code()).isEqualTo(Problem.Code.CONNECTION_BROKE);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 409, 503, 500})
    void the_errors_of_other_services_are_not_taken_for_ours(int answered) throws Exception {
        serve();
        status = answered;
        body = "{\"timestamp\":\"2026-01-05T08:00:00Z\",\"status\":" + answered
                + ",\"error\":\"Not Found\",\"path\":\"/api/v1/agents/1001/journal/summary\"}";

        assertThat(problem(null).code())
                .isEqualTo(answered == 503 ? Problem.Code.NOT_RUNNING : Problem.Code.NOT_PRESENCE_SYNC);
    }

    @Test
    void somebody_who_never_answers_is_told() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            environment.put("PORT", "" + silent.getLocalPort());

            Problem problem = problem(null, null, AdminClient.Question.get("/health", Duration.ofMillis(300)));

            assertThat(problem.code()).isEqualTo(Problem.Code.NO_ANSWER);
        }
    }

    @Test
    void a_proxy_without_its_service_and_one_that_sends_us_on_are_told() throws Exception {
        status = 502;
        body = "<html>Bad Gateway</html>";
        serve();
        assertThat(problem(null).message()).contains("A proxy", "502");

        status = 301;
        assertThat(problem(null).code()).isEqualTo(Problem.Code.REDIRECTED);
        assertThat(problem(null).message()).contains("sends us on to https://elsewhere.example.com/");
    }

    @Test
    void a_path_of_a_proxy_stays_in_front() throws Exception {
        int port = serve();

        try (AdminClient client = client("http://127.0.0.1:" + port + "/presence/")) {
            client.ask(QUESTION);
            assertThat(asked).isEqualTo("/presence/health");
        }
    }

    // the password

    @Test
    void a_refused_password_is_told_with_where_it_is_from_and_never_itself() throws Exception {
        status = 401;
        body = "{\"error\":\"sign in as admin\"}";
        serve();
        environment.put("PRESENCE_SYNC_ADMIN_PASSWORD", "hunter2");

        Problem problem = problem(null);

        assertThat(problem.code()).isEqualTo(Problem.Code.PASSWORD_WRONG);
        assertThat(problem.message())
                .contains("PRESENCE_SYNC_ADMIN_PASSWORD in the environment")
                .doesNotContain("hunter2");
    }

    @Test
    void a_password_that_is_not_known_here_is_told_with_where_it_was_looked_for() throws Exception {
        status = 401;
        body = "{\"error\":\"sign in as admin\"}";
        serve();

        Problem problem = problem(null);

        assertThat(problem.code()).isEqualTo(Problem.Code.PASSWORD_MISSING);
        assertThat(problem.message()).contains("admin-password does not exist");
    }

    @Test
    void a_question_whether_it_runs_carries_no_password() throws Exception {
        environment.put("PRESENCE_SYNC_ADMIN_PASSWORD", "hunter2");
        serve();

        try (AdminClient client = client(null)) {
            client.ask(QUESTION.withoutCredential());
            assertThat(authorization).isNull();
            client.ask(QUESTION);
            assertThat(authorization).startsWith("Basic ");
        }
    }

    // servers and files

    private Duration connect = Duration.ofSeconds(8);
    private volatile String asked = "";
    private volatile @Nullable String authorization;

    private Problem problem(@Nullable String url) {
        return problem(url, null, QUESTION);
    }

    private Problem problem(@Nullable String url, String caFile) {
        return problem(url, caFile, QUESTION);
    }

    private Problem problem(@Nullable String url, @Nullable String caFile, AdminClient.Question question) {
        Problem.Found found = catchThrowableOfType(Problem.Found.class, () -> {
            try (AdminClient client = client(url, caFile)) {
                client.ask(question);
            }
        });
        return found.problem();
    }

    private AdminClient client(@Nullable String url) throws Problem.Found {
        return client(url, null);
    }

    private AdminClient client(@Nullable String url, @Nullable String caFile) throws Problem.Found {
        ConfigurationLoader.Access access = new ConfigurationLoader(environment, folder).access(null);
        return AdminClient.of(access, url, caFile == null ? null : folder.resolve(caFile), connect);
    }

    private int serve() throws IOException {
        return serve(HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 1));
    }

    private int serve(HttpServer server) {
        server.createContext("/", this::answer);
        server.start();
        open.add(() -> server.stop(0));
        environment.put("PORT", "" + server.getAddress().getPort());
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked = exchange.getRequestURI().toString();
        authorization = exchange.getRequestHeaders().getFirst("Authorization");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        if (status == 301) {
            exchange.getResponseHeaders().set("Location", "https://elsewhere.example.com/");
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private int serveTls(String name) throws Exception {
        openssl("openssl pkcs12 -export -in " + name + ".pem -inkey " + name + ".key -passout pass:secret -out " + name
                + ".p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(folder.resolve(name + ".p12"))) {
            store.load(in, "secret".toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "secret".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 1);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return serve(server);
    }

    /// Says these words to whoever connects, and ends the connection once something was read.
    private int answering(String words) throws IOException {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
        open.add(server);
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                greet(server, words);
            }
        });
        return server.getLocalPort();
    }

    private static void greet(ServerSocket server, String words) {
        try (Socket one = server.accept();
                OutputStream out = one.getOutputStream()) {
            out.write(words.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertThat(one.getInputStream().read()).isPositive();
        } catch (IOException gone) {
            // the next one comes, or the test is over
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private void certificateOfSettings(String file) {
        environment.put("PRESENCE_SYNC_TLS_CERTIFICATE_FILE", file);
        environment.put("PRESENCE_SYNC_TLS_KEY_FILE", "own.key");
    }

    private void selfSigned(String name, String kind, String validity) throws Exception {
        openssl("openssl req -x509 -newkey " + kind + " -nodes " + validity + " -subj /CN=" + name + " -keyout " + name
                + ".key -out " + name + ".pem");
    }

    /// Valid in January 2020; by the JDK's keytool, since not every openssl can.
    private void expired(String name) throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        openssl("'" + keytool + "' -genkeypair -keyalg EC -alias a -dname CN=" + name
                + " -startdate '2020/01/02 00:00:00' -validity 30 -storetype PKCS12 -storepass secret -keystore s.p12"
                + " && openssl pkcs12 -in s.p12 -passin pass:secret -nodes -nocerts -out " + name + ".key"
                + " && openssl pkcs12 -in s.p12 -passin pass:secret -nokeys -out " + name + ".pem");
    }

    private void authority() throws Exception {
        openssl("openssl req -x509 -newkey rsa:2048 -nodes -days 9 -subj '/CN=Our CA' -keyout ca.key -out ca.pem");
    }

    private void signed(String name, String host) throws Exception {
        openssl("openssl req -newkey rsa:2048 -nodes -subj /CN=" + host + " -keyout " + name + ".key -out " + name
                + ".csr && printf 'subjectAltName=DNS:" + host + "' > " + name + ".ext && openssl x509 -req -in " + name
                + ".csr -CA ca.pem -CAkey ca.key -days 3 -extfile " + name + ".ext -out " + name + ".pem");
    }

    private void openssl(String command) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
