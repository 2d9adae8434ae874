package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BotTokenTest {
    private static final Secret OLD = new Secret("old");

    @TempDir
    private Path folder;

    private BotToken fromFile(String content) throws IOException {
        Files.writeString(folder.resolve("token"), content);
        return new BotToken(OLD, folder.resolve("token"));
    }

    @Test
    void another_content_of_the_file_is_the_token_from_then_on() throws Exception {
        BotToken token = fromFile("new\n");
        assertThat(token.renewed()).contains(OLD);
        assertThat(token.now()).isEqualTo(new Secret("new"));
        assertThat(token.renewed()).isEmpty();
    }

    @Test
    void a_file_that_is_being_written_or_gone_changes_nothing() throws Exception {
        BotToken token = fromFile(" \n");
        assertThat(token.renewed()).isEmpty();
        Files.delete(folder.resolve("token"));
        assertThat(token.renewed()).isEmpty();
        assertThat(token.now()).isEqualTo(OLD);
    }

    @Test
    void what_fits_in_no_header_is_no_token() throws Exception {
        for (String odd : new String[] {"new\nsecond line", "two words", "bell\u0007", "\u20ac"}) {
            BotToken token = fromFile(odd);
            assertThat(token.renewed()).isEmpty();
            assertThat(token.now()).isEqualTo(OLD);
        }
    }

    @Test
    void a_new_content_is_tidied_as_at_the_start() throws Exception {
        for (String pasted : new String[] {"\uFEFFnew\r\n", "\"new\"", "Bearer new\n", " 'Bearer new' \n"}) {
            BotToken token = fromFile(pasted);
            assertThat(token.renewed()).as(pasted).contains(OLD);
            assertThat(token.now()).isEqualTo(new Secret("new"));
        }
    }

    @Test
    void a_placeholder_does_not_replace_a_token_that_works() throws Exception {
        for (String odd : new String[] {"<your token>", "changeme\n", "xxxx", "Bearer "}) {
            BotToken token = fromFile(odd);
            assertThat(token.renewed()).as(odd).isEmpty();
            assertThat(token.now()).isEqualTo(OLD);
        }
    }

    @Test
    void the_same_token_pasted_otherwise_is_no_other_one() throws Exception {
        assertThat(fromFile("Bearer old\n").renewed()).isEmpty();
    }

    @Test
    void a_token_from_the_settings_never_changes() {
        BotToken token = new BotToken(OLD, null);
        assertThat(token.mayChange()).isFalse();
        assertThat(token.renewed()).isEmpty();
    }
}
