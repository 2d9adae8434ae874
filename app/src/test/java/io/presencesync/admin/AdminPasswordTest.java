package io.presencesync.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.presencesync.presence.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

@Isolated("reads what is logged")
class AdminPasswordTest {
    @TempDir
    Path folder;

    @Test
    void a_configured_password_is_used_and_nothing_is_written() throws Exception {
        assertThat(AdminPassword.resolve(new Secret("mine"), folder.resolve("data")))
                .isEqualTo(new Secret("mine"));
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void a_password_is_made_up_once_and_only_its_owner_may_read_it() throws Exception {
        Path data = folder.resolve("data");

        Secret first = AdminPassword.resolve(null, data);
        Secret second = AdminPassword.resolve(null, data);

        assertThat(first.reveal()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(second).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("admin-password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void the_log_says_where_the_password_is_and_never_what() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(AdminPassword.class);
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);

        Secret made = AdminPassword.resolve(null, folder);
        logger.detachAppender(log);
        logger.setLevel(null);

        assertThat(log.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .contains(folder.resolve("admin-password").toString())
                        .doesNotContain(made.reveal()));
    }

    @Test
    void an_emptied_password_file_is_an_error_and_not_an_open_door() throws Exception {
        Files.writeString(folder.resolve("admin-password"), "\n");

        assertThatThrownBy(() -> AdminPassword.resolve(null, folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is empty");
    }
}
