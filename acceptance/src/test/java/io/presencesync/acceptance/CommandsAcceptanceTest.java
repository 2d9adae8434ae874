package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.presencesync.simulators.finesse.PemPair;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of the packaged product, by the start script, in the folder of a running and of an ended service.
class CommandsAcceptanceTest {
    private static final Path SCRIPT =
            Path.of("../bin/presence-sync").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    /// One command that has ended.
    private record Ended(int code, String out, String err) {
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(out);
            } catch (java.io.IOException prose) {
                throw new AssertionError("no JSON: " + out, prose);
            }
        }
    }

    private Ended run(Path where, Map<String, String> settings, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", installed().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("(PRESENCE_SYNC|WEBEX|FINESSE)_.*|PORT|JAVA_OPTS"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        builder.environment().putAll(settings);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                process.exitValue(), Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }

    /// As an installation has it: nothing is built, whatever is newer.
    private Path installed() throws Exception {
        Path bin = folder.resolve("opt/bin");
        if (!Files.exists(bin)) {
            Files.createDirectories(bin);
            Files.copy(SCRIPT, bin.resolve("presence-sync"));
            Path lib = Files.createDirectories(folder.resolve("opt/lib"));
            Path target = Path.of("../app/target").toAbsolutePath().normalize();
            Files.copy(target.resolve("presence-sync.jar"), lib.resolve("presence-sync.jar"));
            Files.createSymbolicLink(lib.resolve("lib"), target.resolve("lib"));
        }
        return bin.resolve("presence-sync");
    }

    private static SSLContext trusting(PemPair pair) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "own",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(pair.certificate().getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void commands_find_a_service_with_a_self_signed_certificate_and_after_its_end_its_journal() throws Exception {
        PemPair pair = PemPair.selfSigned("presence.example.com", Instant.now());
        Files.writeString(folder.resolve("tls.pem"), pair.certificate());
        Files.writeString(folder.resolve("tls.key"), pair.key());
        try (World world = new World(2)) {
            Map<String, String> env = world.gadgetMode();
            env.put("PRESENCE_SYNC_HOST", "0.0.0.0");
            env.put(
                    "PRESENCE_SYNC_TLS_CERTIFICATE_FILE",
                    folder.resolve("tls.pem").toString());
            env.put("PRESENCE_SYNC_TLS_KEY_FILE", folder.resolve("tls.key").toString());
            try (Product product = Product.launchWithTls(trusting(pair), env).awaitReady()) {
                Path here = product.folder();
                JsonNode agents = new ObjectMapper()
                        .readTree(product.getAsAdmin("/api/v1/agents").body())
                        .path("agents");
                String id = agents.path(0).path("id").asText();
                String loginName = agents.path(0).path("loginName").asText();
                world.meeting(id);
                Await.until(
                        "the agent has a history", () -> journal(product, id).contains("PRESENCE"), product::log);

                assertThat(run(here, Map.of(), "status", "--live").out()).isEqualTo("Presence Sync: alive\n");
                assertThat(run(here, Map.of(), "status", "--json")
                                .json()
                                .path("links")
                                .isArray())
                        .isTrue();
                assertThat(product.getAsAdmin("/api/v1/agents/" + loginName).body())
                        .contains("\"id\":\"" + id + "\"");
                assertThat(product.getAsAdmin("/user/" + loginName).statusCode())
                        .isEqualTo(200);
                assertThat(run(here, Map.of(), "explain", loginName).out()).startsWith("Agent " + id);
                wrongSettings(here);
                Ended dry = run(here, Map.of(), "purge", "--agent", loginName, "--dry-run", "--json");
                assertThat(dry.json().path("agents").path(0).path("id").asText())
                        .isEqualTo(id);
                assertThat(run(here, Map.of(), "purge", "--agent", loginName).err())
                        .contains("Nothing was removed", "--yes");
                assertThat(run(here, Map.of(), "purge", "--agent", "nobody", "--yes")
                                .code())
                        .isEqualTo(4);

                product.terminate();
                afterTheEnd(here, id, loginName);
            }
        }
    }

    private static String journal(Product product, String id) {
        return product.getAsAdmin("/api/v1/agents/" + id + "/journal").body();
    }

    private void wrongSettings(Path here) throws Exception {
        Ended password = run(here, Map.of("PRESENCE_SYNC_ADMIN_PASSWORD", "guessed"), "explain", "x", "--json");
        assertThat(password.code()).isEqualTo(1);
        assertThat(password.json().path("code").asText()).isEqualTo("password_wrong");
        assertThat(password.out() + password.err()).doesNotContain("guessed");

        PemPair other = PemPair.selfSigned("other.example.com", Instant.now());
        Files.writeString(folder.resolve("other.pem"), other.certificate());
        Ended certificate = run(
                here,
                Map.of(
                        "PRESENCE_SYNC_TLS_CERTIFICATE_FILE",
                        folder.resolve("other.pem").toString()),
                "status",
                "--json");
        assertThat(certificate.code()).isEqualTo(2);
        assertThat(certificate.json().path("code").asText()).isEqualTo("other_certificate");
    }

    private void afterTheEnd(Path here, String id, String loginName) throws Exception {
        Ended nobody = run(here, Map.of(), "status", "--json");
        assertThat(nobody.code()).isEqualTo(2);
        assertThat(nobody.json().path("code").asText()).isEqualTo("not_running");

        Ended journal = run(here, Map.of(), "explain", loginName, "--json");
        assertThat(journal.code()).as(journal.err()).isZero();
        assertThat(journal.json().path("agent").asText()).isEqualTo(id);
        assertThat(run(here, Map.of(), "explain", "nobody").code()).isEqualTo(4);

        Ended purged = run(here, Map.of(), "purge", "--agent", loginName, "--yes", "--json");
        assertThat(purged.json().path("removed").asLong()).isPositive();
        assertThat(run(here, Map.of(), "purge", "--agent", "nobody", "--yes").code())
                .isEqualTo(4);
    }

    @Test
    void the_script_prints_a_completion_that_knows_every_command() throws Exception {
        Ended script = run(folder, Map.of(), "completion", "bash");

        assertThat(script.code()).isZero();
        assertThat(script.out()).contains("purge", "demo", "--dry-run");
        assertThat(run(folder, Map.of(), "--help").out()).contains("demo", "soak", "completion");
    }

    @Test
    void the_script_of_an_installation_refuses_a_java_that_is_too_old_or_missing_in_one_line() throws Exception {
        Path old = folder.resolve("old-java");
        Path java =
                Files.writeString(Files.createDirectories(old.resolve("bin")).resolve("java"), "#!/bin/sh\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.19\"\n");

        Ended tooOld = run(folder, Map.of("JAVA_HOME", old.toString()), "--version");
        assertThat(tooOld.code()).isEqualTo(3);
        assertThat(tooOld.err().lines())
                .containsExactly("presence-sync needs Java 25 or newer, but " + java + " is Java 17: install one"
                        + " (Temurin 25, for example), or set JAVA_HOME to it.");

        Ended missing = run(folder, Map.of("JAVA_HOME", "/nowhere"), "--version");
        assertThat(missing.code()).isEqualTo(3);
        assertThat(missing.err()).contains("/nowhere/bin/java cannot be run");
    }

    @Test
    void a_result_that_finds_no_room_is_no_success() throws Exception {
        List<String> full = List.of("sh", "-c", "sh '" + installed() + "' config init > /dev/full");
        ProcessBuilder builder = new ProcessBuilder(full)
                .directory(folder.toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("err"))).contains("The output could not be written");
    }
}
