package io.presencesync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
    @TempDir
    private Path folder;

    private String start() throws IOException {
        return Installation.resource(folder, new Random());
    }

    @Test
    void its_name_is_the_same_after_a_restart() throws IOException {
        String first = start();
        assertThat(first).matches("presence-sync-[0-9a-f]{8}");
        assertThat(start()).isEqualTo(first);
    }

    @Test
    void a_file_that_holds_no_name_is_kept_aside_and_replaced() throws IOException {
        Files.write(folder.resolve("installation"), new byte[] {'x', (byte) 0xe9, 0});
        String fresh = start();
        assertThat(folder.resolve("installation.unreadable")).hasBinaryContent(new byte[] {'x', (byte) 0xe9, 0});
        assertThat(start()).isEqualTo(fresh);
    }

    @Test
    void a_file_that_was_never_finished_is_written_anew() throws IOException {
        Files.createFile(folder.resolve("installation"));
        assertThat(start()).isEqualTo(start());
        assertThat(folder.resolve("installation.unreadable")).doesNotExist();
    }
}
