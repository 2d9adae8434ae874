package io.presencesync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationKeyTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path folder;

    private byte[] key(Path data, String purpose) throws IOException {
        return InstallationKey.of(data, RANDOM).of(purpose);
    }

    @Test
    void the_same_folder_gives_the_same_key_after_a_restart() throws IOException {
        assertThat(key(folder, "a")).hasSize(32).isEqualTo(key(folder, "a"));
    }

    @Test
    void each_purpose_and_each_installation_has_another_key() throws IOException {
        assertThat(key(folder, "a")).isNotEqualTo(key(folder, "b"));
        assertThat(key(folder, "a")).isNotEqualTo(key(folder.resolve("other"), "a"));
    }

    @Test
    void only_its_owner_can_read_the_file() throws IOException {
        key(folder, "a");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_deleted_file_makes_another_key() throws IOException {
        byte[] before = key(folder, "a");
        Files.delete(folder.resolve("key"));
        assertThat(key(folder, "a")).isNotEqualTo(before);
    }

    @Test
    void a_file_that_holds_no_key_is_told_of_and_not_used() throws IOException {
        Files.writeString(folder.resolve("key"), "short\n");
        assertThatThrownBy(() -> key(folder, "a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("key holds no key: delete it")
                .hasMessageNotContaining("short");
    }
}
