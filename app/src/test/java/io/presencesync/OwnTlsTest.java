package io.presencesync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.presencesync.config.PemFiles;
import io.presencesync.engine.ManualTimers;
import io.presencesync.presence.ConnectionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Our own certificate; the files are made by the JDK's keytool and by openssl.
class OwnTlsTest {
    @TempDir
    Path folder;

    private static void run(Path folder, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    private PemFiles pair(String name, String algorithm, int days) throws Exception {
        String kind = algorithm.equals("EC") ? "ec:<(openssl ecparam -name prime256v1)" : algorithm;
        run(
                folder,
                "bash",
                "-c",
                "openssl req -x509 -newkey " + kind + " -nodes -days " + days + " -subj /CN=" + name + " -keyout "
                        + name + ".key -out " + name + ".pem");
        return files(name);
    }

    private PemFiles files(String name) {
        return new PemFiles(folder.resolve(name + ".pem"), folder.resolve(name + ".key"));
    }

    private void copy(String from, String to) throws IOException {
        for (String end : new String[] {".pem", ".key"}) {
            Files.writeString(folder.resolve(to + end), Files.readString(folder.resolve(from + end)));
        }
    }

    @ParameterizedTest
    @CsvSource({"rsa:2048", "EC", "ed25519"})
    void a_key_of_any_usual_kind_can_be_used(String algorithm) throws Exception {
        assertThat(pair("a", algorithm, 30).read().own().getSubjectX500Principal())
                .hasToString("CN=a");
    }

    @Test
    void a_key_of_an_old_form_can_be_used() throws Exception {
        pair("a", "rsa:2048", 30);
        run(folder, "bash", "-c", "openssl rsa -in a.key -traditional -out b.key && cp a.pem b.pem");
        assertThat(Files.readString(folder.resolve("b.key"))).contains("BEGIN RSA PRIVATE KEY");
        assertThat(files("b").read()).isNotNull();

        pair("c", "EC", 30);
        run(folder, "bash", "-c", "openssl ec -in c.key -out d.key && cp c.pem d.pem");
        assertThat(Files.readString(folder.resolve("d.key"))).contains("BEGIN EC PRIVATE KEY");
        assertThat(files("d").read()).isNotNull();
    }

    @Test
    void what_cannot_be_used_is_said_with_file_and_remedy_and_never_with_the_key() throws Exception {
        pair("a", "rsa:2048", 30);
        pair("b", "rsa:2048", 30);
        assertThatThrownBy(() -> new PemFiles(folder.resolve("a.pem"), folder.resolve("b.key")).read())
                .hasMessageContaining("is not that of the certificate in");
        assertThatThrownBy(() -> new PemFiles(folder.resolve("no.pem"), folder.resolve("b.key")).read())
                .hasMessageContaining("no.pem does not exist");
        assertThatThrownBy(() -> new PemFiles(folder.resolve("a.key"), folder.resolve("a.key")).read())
                .hasMessageContaining("holds no certificate");
        assertThatThrownBy(() -> new PemFiles(folder.resolve("a.pem"), folder.resolve("a.pem")).read())
                .hasMessageContaining("holds no private key");
        run(folder, "bash", "-c", "openssl rsa -in a.key -aes128 -passout pass:x -out e.key && cp a.pem e.pem");
        assertThatThrownBy(() -> files("e").read()).hasMessageContaining("encrypted");
        assertThat(files("a").read().toString())
                .startsWith("certificate of CN=a")
                .doesNotContain("PRIVATE");
    }

    @Test
    void a_renewed_pair_is_taken_when_two_looks_find_the_same_and_a_broken_one_is_not() throws Exception {
        pair("old", "rsa:2048", 400);
        pair("new", "rsa:2048", 400);
        copy("old", "used");
        ManualTimers timers = new ManualTimers();
        OwnTls tls = new OwnTls(files("used"), timers, timers);
        assertThat(tls.look()).isEqualTo(Duration.ofSeconds(10));

        Files.writeString(folder.resolve("used.pem"), Files.readString(folder.resolve("new.pem")));
        tls.look();
        assertThat(tls.health().code()).isEqualTo("bad_files");
        assertThat(tls.health().message()).contains("stays in force");
        copy("new", "used");
        assertThat(tls.look()).isEqualTo(Duration.ofSeconds(1));
        tls.look();
        assertThat(tls.health().state()).isEqualTo(ConnectionState.Kind.CONNECTED);
        assertThat(tls.health().message()).contains("CN=new");
    }

    @Test
    void a_certificate_that_ends_within_two_weeks_is_warned_of() throws Exception {
        PemFiles files = pair("a", "rsa:2048", 20);
        Instant now = Instant.now();
        assertThat(new OwnTls(files, () -> now, () -> now).health().healthy()).isTrue();
        assertThat(new OwnTls(files, () -> now.plus(Duration.ofDays(7)), () -> now)
                        .health()
                        .code())
                .isEqualTo("expires");
        assertThat(new OwnTls(files, () -> now.plus(Duration.ofDays(21)), () -> now)
                        .health()
                        .message())
                .contains("expired on");
    }
}
