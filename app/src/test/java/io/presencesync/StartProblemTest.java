package io.presencesync;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.config.Configuration;
import io.presencesync.config.ConfigurationLoader;
import io.presencesync.config.ServerConfig;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartProblemTest {
    private static final String USER = System.getProperty("user.name");

    @TempDir
    Path folder;

    private Configuration settings() throws Exception {
        Map<String, String> env = Map.of(
                "PRESENCE_SYNC_DATA", "data",
                "PORT", "443",
                "PRESENCE_SYNC_HOST", "10.9.8.7",
                "PRESENCE_SYNC_MODE", "supervisor",
                "WEBEX_ACCESS_TOKEN", "a-token-of-a-bot",
                "WEBEX_DOMAIN", "example.com",
                "FINESSE_BASE_URL", "https://fin1.example.com:8445",
                "FINESSE_USERS", "csmith",
                "FINESSE_SUPERVISOR_TOKEN", "Ym9zczpib3NzLXNlY3JldA==");
        return new ConfigurationLoader(env, folder).load(null).configuration();
    }

    private String data() {
        return "the data folder " + folder.resolve("data") + " (setting data, PRESENCE_SYNC_DATA) cannot be used: ";
    }

    private String of(IOException failed) throws Exception {
        return StartProblem.inWords(failed, settings());
    }

    @Test
    void a_folder_that_the_user_may_not_use_is_told_with_the_user_the_file_and_the_command_that_mends_it()
            throws Exception {
        String file = folder.resolve("data/lock").toString();

        assertThat(of(new AccessDeniedException(file)))
                .isEqualTo(data() + "the user " + USER + " may not use " + file + ". Give that user the folder with all"
                        + " that is in it (chown -R " + USER + " " + folder.resolve("data")
                        + "), or set another folder");
    }

    @Test
    void a_full_disk_is_told_whether_or_not_the_system_names_a_file() throws Exception {
        String full = data() + "there is no room left on its disk. Make room, or set another folder";

        assertThat(of(new IOException("No space left on device"))).isEqualTo(full);
        assertThat(of(new FileSystemException(
                        folder.resolve("data/spool/instance").toString(), null, "No space left on device")))
                .isEqualTo(full);
    }

    @Test
    void a_file_in_the_place_of_a_folder_a_disk_without_files_and_a_read_only_one_are_told() throws Exception {
        String spool = folder.resolve("data/spool").toString();

        assertThat(of(new FileAlreadyExistsException(spool)))
                .isEqualTo(data() + spool + " is a file, but is to be a folder. Move it away, or set another folder");
        assertThat(of(new NoSuchFileException(spool)))
                .isEqualTo(data() + spool + " cannot be made there. Set a folder on a disk");
        assertThat(of(new FileSystemException(spool, null, "Read-only file system")))
                .isEqualTo(data() + spool + ": Read-only file system. Mend that, or set another folder");
    }

    @Test
    void what_does_not_concern_the_folder_keeps_its_own_words() throws Exception {
        assertThat(of(new IOException("the rules cannot be read"))).isEqualTo("the rules cannot be read");
        assertThat(of(new NoSuchFileException("/elsewhere"))).isEqualTo("/elsewhere");
    }

    @Test
    void each_reason_why_a_port_cannot_be_listened_on_has_its_own_remedy() throws Exception {
        ServerConfig server = settings().server();
        String where = "port 443 of 10.9.8.7 (settings port and host, PORT and PRESENCE_SYNC_HOST) ";

        assertThat(StartProblem.listening(server, new BindException("Address already in use")))
                .hasMessage(where + "is in use by another program. Stop that one (`ss -ltnp` names it), or set another"
                        + " port");
        assertThat(StartProblem.listening(server, new BindException("Permission denied")))
                .hasMessage(where + "may not be listened on by the user " + USER + ". Set a port from 1024 on, or give"
                        + " the service the right (CAP_NET_BIND_SERVICE)");
        assertThat(StartProblem.listening(server, new BindException("Cannot assign requested address")))
                .hasMessage(where + "cannot be listened on: 10.9.8.7 is no address of this machine. Set one that it"
                        + " has, or 0.0.0.0 for all of them");
        assertThat(StartProblem.listening(server, new IOException("broken")))
                .hasMessage(where + "cannot be listened on: broken");
    }
}
