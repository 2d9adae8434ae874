package io.presencesync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.presencesync.cli.Commands;
import io.presencesync.cli.Surroundings;
import io.presencesync.config.PemFiles;
import io.presencesync.config.TlsConfig;
import io.presencesync.engine.ManualTimers;
import io.presencesync.net.Tls;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Certificates and keys in the forms in which authorities and tools hand them out, made by openssl: what
/// `check-config` accepts is shown to whoever connects, what it refuses stops the start with the same words.
class CertificateFormsTest {
    @TempDir
    static Path folder;

    private static final Vertx VERTX = Vertx.vertx();

    @BeforeAll
    static void make() throws Exception {
        openssl("""
                openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=root -keyout root.key -out root.pem
                openssl req -newkey rsa:2048 -nodes -subj /CN=issuer -keyout issuer.key -out issuer.csr
                printf 'basicConstraints=CA:TRUE' > ca.cnf
                openssl x509 -req -in issuer.csr -CA root.pem -CAkey root.key -CAcreateserial -days 30 -extfile ca.cnf -out issuer.pem
                openssl req -newkey rsa:2048 -nodes -subj /CN=own -keyout own.key -out own.csr
                openssl x509 -req -in own.csr -CA issuer.pem -CAkey issuer.key -CAcreateserial -days 30 -out own.pem
                openssl ecparam -name prime256v1 -genkey -noout -out ec.sec1
                openssl req -x509 -key ec.sec1 -days 30 -subj /CN=ec -out ec.pem
                openssl pkcs8 -topk8 -nocrypt -in ec.sec1 -out ec.key
                openssl ecparam -name secp384r1 -genkey -out ec384.both
                openssl req -x509 -key ec384.both -days 30 -subj /CN=ec384 -out ec384.pem
                openssl req -x509 -newkey ed25519 -nodes -days 30 -subj /CN=ed -keyout ed.key -out ed.pem
                openssl pkcs8 -topk8 -nocrypt -in ed.key -outform DER -out ed.der
                openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=other -keyout other.key -out other.pem
                openssl rsa -in own.key -traditional -out own.pkcs1
                openssl rsa -in own.key -traditional -outform DER -out own.pkcs1.der
                openssl pkcs8 -topk8 -nocrypt -in own.key -outform DER -out own.pkcs8.der
                openssl ec -in ec.sec1 -outform DER -out ec.sec1.der
                openssl pkcs8 -topk8 -in own.key -passout pass:x -out own.encrypted
                openssl rsa -in own.key -traditional -aes128 -passout pass:x -out own.oldencrypted
                openssl x509 -in own.pem -outform DER -out own.der
                openssl crl2pkcs7 -nocrl -certfile own.pem -certfile issuer.pem -out own.p7b
                openssl crl2pkcs7 -nocrl -certfile own.pem -certfile issuer.pem -outform DER -out own.p7b.der
                openssl pkcs12 -export -in own.pem -inkey own.key -passout pass: -out own.pfx
                cat own.pem issuer.pem root.pem > chain.pem
                cat root.pem issuer.pem own.pem > backwards.pem
                cat own.pem root.pem issuer.pem other.pem > mixed.pem
                cat own.key own.pem issuer.pem > combined.pem
                { printf 'subject=CN = own\\n'; cat own.pem; } > text.pem
                { printf '\\357\\273\\277'; sed 's/$/\\r/' chain.pem; } > windows.pem
                { printf '\\357\\273\\277'; sed 's/$/\\r/' own.key; } > windows.key
                { printf '\\377\\376'; iconv -f UTF-8 -t UTF-16LE own.pem; } > utf16.pem
                head -5 own.pem > cut.pem
                printf 'not a certificate' > words.pem
                : > empty.pem
                """);
    }

    @AfterAll
    static void close() throws Exception {
        VERTX.close().await(10, TimeUnit.SECONDS);
    }

    private static void openssl(String script) throws Exception {
        Process process = new ProcessBuilder("sh", "-e", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "own.pem, own.key, CN=own",
        "own.pem, own.pkcs1, CN=own",
        "own.pem, own.pkcs8.der, CN=own",
        "own.pem, own.pkcs1.der, CN=own",
        "own.der, own.key, CN=own",
        "own.der, own.pkcs8.der, CN=own",
        "ec.pem, ec.key, CN=ec",
        "ec.pem, ec.sec1, CN=ec",
        "ec.pem, ec.sec1.der, CN=ec",
        "ec384.pem, ec384.both, CN=ec384",
        "ed.pem, ed.der, CN=ed",
        "ed.pem, ed.key, CN=ed",
        "chain.pem, own.key, CN=own CN=issuer CN=root",
        "backwards.pem, own.key, CN=own CN=issuer CN=root",
        "mixed.pem, own.key, CN=own CN=issuer CN=root",
        "own.p7b, own.key, CN=own CN=issuer",
        "own.p7b.der, own.key, CN=own CN=issuer",
        "combined.pem, combined.pem, CN=own CN=issuer",
        "text.pem, own.key, CN=own",
        "windows.pem, windows.key, CN=own CN=issuer CN=root",
        "utf16.pem, own.key, CN=own",
    })
    void what_check_config_accepts_is_shown_in_a_handshake(String certificate, String key, String shown)
            throws Exception {
        assertThat(checked(certificate, key)).startsWith("0 ").contains("ok");
        OwnTls tls = new OwnTls(files(certificate, key), new ManualTimers(), new ManualTimers());
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(0)
                .setSsl(true)
                .setKeyCertOptions(tls.options());
        HttpServer server = VERTX.createHttpServer(options)
                .requestHandler(request -> request.response().end())
                .listen()
                .await(10, TimeUnit.SECONDS);
        try {
            assertThat(handshake(server.actualPort())).isEqualTo(shown);
        } finally {
            server.close().await(10, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "own.pem, own.encrypted, is encrypted",
        "own.pem, own.oldencrypted, is encrypted",
        "own.pem, other.key, is not that of the certificate",
        "chain.pem, other.key, is not that of any of the 3 certificates",
        "own.pem, ec.key, is not that of the certificate",
        "own.key, own.pem, no certificate but a private key",
        "own.csr, own.key, a request for one (CSR)",
        "own.pfx, own.pfx, PKCS#12",
        "cut.pem, own.key, is cut off",
        "words.pem, own.key, holds no certificate",
        "empty.pem, own.key, holds no certificate",
        "own.pem, empty.pem, holds no private key",
        "own.pem, own.pem, no private key but a certificate",
        "nowhere.pem, own.key, does not exist",
        "own.pem, nowhere.key, does not exist",
        "'', own.key, is required besides the key",
    })
    void what_check_config_refuses_stops_the_start_with_the_same_words(String certificate, String key, String problem) {
        String checked = checked(certificate, key);
        assertThat(checked).startsWith("2 ").contains(problem).doesNotContain("PRIVATE KEY-----\nM");
        assertThat(ran(certificate, key, "serve")).isEqualTo(checked);
        if (!certificate.isEmpty()) {
            Throwable refused =
                    catchThrowable(() -> new OwnTls(files(certificate, key), new ManualTimers(), new ManualTimers()));
            assertThat(refused).isNotNull();
        }
    }

    @Test
    void files_that_both_fail_are_two_faults_and_one_named_twice_is_one() {
        assertThat(checked("nowhere.pem", "nowhere.key")).contains("2 faults");
        assertThat(checked("nowhere.pem", "nowhere.pem")).contains("one fault");
        assertThat(checked("nowhere.pem", "own.key")).contains("one fault", "PRESENCE_SYNC_TLS_CERTIFICATE_FILE");
        assertThat(checked("own.pem", "nowhere.key")).contains("one fault", "PRESENCE_SYNC_TLS_KEY_FILE");
    }

    @Test
    void a_kind_that_browsers_do_not_know_is_warned_of() {
        assertThat(checked("ed.pem", "ed.key")).contains("WARNING", "Ed25519", "ECDSA (P-256) or RSA");
        assertThat(checked("ec.pem", "ec.key")).doesNotContain("WARNING");
    }

    @ParameterizedTest
    @CsvSource({
        "root.pem, true",
        "chain.pem, true",
        "own.der, true",
        "own.p7b, true",
        "windows.pem, true",
        "utf16.pem, true",
        "combined.pem, true",
        "own.key, false",
        "own.csr, false",
        "own.pfx, false",
        "cut.pem, false",
        "empty.pem, false",
        "nowhere.pem, false",
    })
    void a_ca_file_is_judged_alike_by_check_config_and_by_the_connection_to_finesse(String file, boolean good) {
        Map<String, String> environment = Map.of("FINESSE_CA_FILE", file);
        TlsConfig config = new TlsConfig(true, folder.resolve(file), null);
        assertThat(ran(environment, "check-config")).startsWith(good ? "0 " : "2 ");
        Throwable refused = catchThrowable(() -> Tls.options(config));
        assertThat(refused == null).as(String.valueOf(refused)).isEqualTo(good);
    }

    private static PemFiles files(String certificate, String key) {
        return new PemFiles(folder.resolve(certificate), folder.resolve(key));
    }

    private static String checked(String certificate, String key) {
        return ran(certificate, key, "check-config");
    }

    private static String ran(String certificate, String key, String command) {
        return ran(
                Map.of("PRESENCE_SYNC_TLS_CERTIFICATE_FILE", certificate, "PRESENCE_SYNC_TLS_KEY_FILE", key), command);
    }

    /// The exit code and what was said.
    private static String ran(Map<String, String> more, String command) {
        StringWriter said = new StringWriter();
        Map<String, String> environment = new TreeMap<>(Map.of(
                "WEBEX_ACCESS_TOKEN", "token",
                "WEBEX_DOMAIN", "example.com",
                "FINESSE_BASE_URL", "https://fin1.example.com:8445",
                "PRESENCE_SYNC_PUBLIC_URL", "https://presence.example.com"));
        environment.putAll(more);
        PrintWriter to = new PrintWriter(said);
        int code = Commands.run(
                new String[] {command}, new Surroundings(environment, folder, "test", to, to), _ -> () -> {});
        return code + " " + said;
    }

    private static String handshake(int port) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            Certificate[] chain = socket.getSession().getPeerCertificates();
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
            List<String> names = Arrays.stream(chain)
                    .map(each ->
                            ((X509Certificate) each).getSubjectX500Principal().getName())
                    .toList();
            return String.join(" ", names);
        }
    }

    /// Whom we trust is not the question here.
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
