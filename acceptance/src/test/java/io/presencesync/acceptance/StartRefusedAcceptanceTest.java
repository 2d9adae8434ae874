package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged product is started where it cannot work: it says in one line why, by which setting, and what to do.
class StartRefusedAcceptanceTest {
    @TempDir
    Path folder;

    private static Map<String, String> settings(Path data) {
        Map<String, String> env = new HashMap<>();
        env.put("PRESENCE_SYNC_DATA", data.toString());
        env.put("WEBEX_ACCESS_TOKEN", "a-token-of-a-bot");
        env.put("WEBEX_DOMAIN", "example.com");
        env.put("U2C_SERVICE_URL", "http://127.0.0.1:9/u2c/api/v1");
        env.put("HYDRA_SERVICE_URL", "http://127.0.0.1:9/v1");
        env.put("FINESSE_BASE_URL", "https://127.0.0.1:9");
        env.put("FINESSE_USERS", "csmith");
        env.put("FINESSE_SUPERVISOR_TOKEN", Product.credentials("boss", "boss-secret"));
        env.put("GADGET_MODE", "false");
        return env;
    }

    /// The one line that says why.
    private static String refusal(Product product) {
        assertThat(product.awaitEnd()).isEqualTo(1);
        List<String> errors = product.log()
                .lines()
                .filter(line -> line.contains(" ERROR ") || line.startsWith("\t"))
                .toList();
        assertThat(errors).hasSize(1);
        return errors.getFirst();
    }

    @Test
    void a_hold_log_of_a_newer_version_is_refused_before_a_byte_of_the_folder_changes() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.createFile(data.resolve("lock"));
        Files.writeString(data.resolve("holds.log"), """
                {"v":2,"site":"main","user":"1001","phase":"none","override":false,"known":true,"inCall":false}
                {"v":2,"site":"main","user":"1001","phase":"none","override":true,"known":true,"inCall":false}
                {"v":12,"agent":"main/1002","holds":[{"reason":"Webex Meeting"}]}
                """);
        Map<String, String> before = contents(data);
        try (Product product = Product.launch(settings(data))) {
            assertThat(refusal(product))
                    .contains(data.resolve("holds.log") + " was written by a newer Presence Sync")
                    .contains("version 12, this program knows 2")
                    .contains("Run the newer version again, or point store.url or data to another place");
        }
        assertThat(contents(data)).isEqualTo(before);
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return all;
    }

    @Test
    void a_data_folder_that_cannot_be_made_is_told_with_its_setting() {
        try (Product product = Product.launch(settings(Path.of("/proc/presence-sync")))) {
            assertThat(refusal(product))
                    .contains("the data folder /proc/presence-sync (setting data, PRESENCE_SYNC_DATA) cannot be used")
                    .contains("Set a folder on a disk");
        }
    }

    @Test
    void a_file_in_the_place_of_a_folder_is_told_by_its_name() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path spool = Files.writeString(data.resolve("spool"), "no folder");
        try (Product product = Product.launch(settings(data))) {
            assertThat(refusal(product))
                    .contains("the data folder " + data + " (setting data, PRESENCE_SYNC_DATA) cannot be used: " + spool
                            + " is a file, but is to be a folder. Move it away, or set another folder");
        }
    }

    @Test
    void a_port_in_use_is_told_with_its_setting() throws IOException {
        int port = FreePort.lasting();
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"));
                Product product = Product.launchAt(port, settings(folder.resolve("data")))) {
            assertThat(other.isBound()).isTrue();
            assertThat(refusal(product))
                    .contains(
                            "port " + port + " of 127.0.0.1 (settings port and host, PORT and PRESENCE_SYNC_HOST)"
                                    + " is in use by another program. Stop that one (`ss -ltnp` names it), or set another port");
        }
    }
}
