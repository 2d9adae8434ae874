package io.presencesync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.presencesync.config.Configuration;
import io.presencesync.config.ConfigurationLoader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A start that the data folder, or the port, does not allow: one line says why, and no database was opened for it.
class DataFolderStartTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "holds.log",
                "lock",
                "installation",
                "key",
                "admin-password",
                "spool/instance",
                "spool/000000000000000001.jsonl"
            })
    void a_folder_in_the_place_of_a_file_is_named_with_the_setting_and_what_to_do(String name) throws Exception {
        Path wrong = Files.createDirectories(folder.resolve("data").resolve(name));

        assertThatThrownBy(() -> Wiring.start(settings(0)))
                .hasMessage("the data folder " + folder.resolve("data")
                        + " (setting data, PRESENCE_SYNC_DATA) cannot be used: " + wrong
                        + " is a folder, but is to be a file. Move it away, or set another folder");
        assertThat(folder.resolve("data/presence-sync.mv.db")).doesNotExist();
    }

    @Test
    void a_port_that_is_taken_is_told_before_the_database_is_opened() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Configuration settings = settings(taken.getLocalPort());

            assertThatThrownBy(() -> Wiring.start(settings)).hasMessageContaining("is in use by another program");
        }
        assertThat(folder.resolve("data/presence-sync.mv.db")).doesNotExist();
    }

    private Configuration settings(int port) throws Exception {
        Map<String, String> env = new HashMap<>();
        env.put("PRESENCE_SYNC_DATA", "data");
        env.put("PORT", Integer.toString(port));
        env.put("PRESENCE_SYNC_HOST", "127.0.0.1");
        env.put("PRESENCE_SYNC_MODE", "supervisor");
        env.put("WEBEX_ACCESS_TOKEN", "a-token-of-a-bot");
        env.put("WEBEX_DOMAIN", "example.com");
        env.put("FINESSE_BASE_URL", "https://127.0.0.1:9");
        env.put("FINESSE_USERS", "csmith");
        env.put("FINESSE_SUPERVISOR_TOKEN", "Ym9zczpib3NzLXNlY3JldA==");
        return new ConfigurationLoader(env, folder, _ -> List.of()).load(null).configuration();
    }
}
