package io.presencesync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.presencesync.presence.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountsTest {
    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void supervisorMode() {
        environment.put("WEBEX_ACCESS_TOKEN", "t");
        environment.put("WEBEX_DOMAIN", "example.com");
        environment.put("FINESSE_BASE_URL", "https://fin1.example.com:8445");
        environment.put("FINESSE_USERS", "alice");
        environment.put("PRESENCE_SYNC_MODE", "supervisor");
    }

    @Test
    void user_and_password_are_an_account() throws Exception {
        environment.put("PRESENCE_SYNC_FINESSE_SUPERVISOR_USER", "boss");
        environment.put("PRESENCE_SYNC_FINESSE_SUPERVISOR_PASSWORD", "p:w d");

        assertThat(supervisor().credentials()).isEqualTo(new BasicCredentials("boss", new Secret("p:w d")));
        assertThat(supervisor().file()).isNull();
        assertThat(supervisor().reread()).isEqualTo(supervisor().credentials());
        assertThat(supervisor().setting()).isEqualTo("finesse.supervisor-password");
        assertThat(supervisor().toString()).doesNotContain("p:w d");
    }

    @Test
    void a_password_file_that_changes_is_read_again() throws Exception {
        write("pw", "first\n");
        write("presence-sync.yml", "finesse: {supervisor-user: boss, supervisor-password-file: pw}\n");
        AccountConfig account = supervisor();
        assertThat(account.credentials().password().reveal()).isEqualTo("first");
        assertThat(account.file()).isEqualTo(folder.resolve("pw"));

        write("pw", "second\n");

        assertThat(account.reread()).isEqualTo(new BasicCredentials("boss", new Secret("second")));
    }

    @Test
    void a_token_file_that_changes_is_read_again() throws Exception {
        write("token", base64("boss:first"));
        environment.put("FINESSE_SUPERVISOR_TOKEN_FILE", "token");
        AccountConfig account = supervisor();
        assertThat(account.setting()).isEqualTo("FINESSE_SUPERVISOR_TOKEN");

        write("token", "Basic " + base64("other:second") + "\n");

        assertThat(account.reread()).isEqualTo(new BasicCredentials("other", new Secret("second")));
    }

    @Test
    void a_file_that_became_useless_is_told_without_its_content() throws Exception {
        write("token", base64("boss:first"));
        environment.put("FINESSE_SUPERVISOR_TOKEN_FILE", "token");
        AccountConfig account = supervisor();

        write("token", "hunter2");
        assertThatThrownBy(account::reread)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("base64 of user:password")
                .hasMessageContaining("token")
                .hasMessageNotContaining("hunter2");
        write("token", " \n");
        assertThatThrownBy(account::reread).hasMessageContaining("is empty");
        write("token", base64("boss:first") + "\nhunter2");
        assertThatThrownBy(account::reread)
                .hasMessageContaining("more than one line")
                .hasMessageNotContaining("hunter2");
        Files.delete(folder.resolve("token"));
        assertThatThrownBy(account::reread).hasMessageContaining("cannot be read");
    }

    private static final String LONG =
            "boss:a password longer than the fifty-seven bytes of one line of base64, by far";

    private static String wrapped(int width, String end) {
        return base64(LONG).replaceAll("(.{" + width + "})", "$1" + end) + end;
    }

    @ParameterizedTest
    @CsvSource({"76, LF", "76, CRLF", "64, LF"})
    void a_token_that_a_command_wrapped_is_the_same_token(int width, String end) throws Exception {
        String token = wrapped(width, end.equals("LF") ? "\n" : "\r\n");
        BasicCredentials whole = new BasicCredentials("boss", new Secret(LONG.substring(5)));

        environment.put("FINESSE_SUPERVISOR_TOKEN", token);
        assertThat(supervisor().credentials()).isEqualTo(whole);

        environment.remove("FINESSE_SUPERVISOR_TOKEN");
        write("token", token);
        environment.put("FINESSE_SUPERVISOR_TOKEN_FILE", "token");
        assertThat(supervisor().credentials()).isEqualTo(whole);
        assertThat(supervisor().reread()).isEqualTo(whole);

        environment.remove("FINESSE_SUPERVISOR_TOKEN_FILE");
        write(".env", "FINESSE_SUPERVISOR_TOKEN=" + token + "WEBEX_DOMAIN=other.example.com\n");
        assertThat(supervisor().credentials()).isEqualTo(whole);

        Files.delete(folder.resolve(".env"));
        write("presence-sync.yml", "finesse:\n  supervisor-token: " + token.replaceAll("\\R(?=.)", "\n    "));
        assertThat(supervisor().credentials()).isEqualTo(whole);
    }

    @Test
    void the_hint_for_a_token_names_a_command_that_does_not_wrap() {
        environment.put("FINESSE_SUPERVISOR_TOKEN", LONG);

        assertThat(faults()).singleElement().asString().contains("| base64 -w0", "macOS");
    }

    @ParameterizedTest
    @CsvSource({"ADMIN, USER", "ADMIN, PASSWORD", "SUPERVISOR, USER", "SUPERVISOR, PASSWORD"})
    void an_account_in_two_forms_is_a_fault(String role, String part) {
        environment.put("FINESSE_SUPERVISOR_TOKEN", base64("boss:hunter2"));
        environment.put("FINESSE_" + role + "_TOKEN", base64("boss:hunter2"));
        environment.put("PRESENCE_SYNC_FINESSE_" + role + "_" + part, "hunter3");

        assertThat(faults())
                .singleElement()
                .asString()
                .contains("two forms", "FINESSE_" + role + "_" + part)
                .doesNotContain("hunter");
    }

    @ParameterizedTest
    @CsvSource({"USER, finesse.admin-password", "PASSWORD, finesse.admin-user"})
    void half_an_account_is_a_fault(String part, String missing) {
        environment.put("FINESSE_SUPERVISOR_TOKEN", base64("boss:pw"));
        environment.put("PRESENCE_SYNC_FINESSE_ADMIN_" + part, "hunter2");

        assertThat(faults())
                .singleElement()
                .asString()
                .startsWith(missing + " (not set)")
                .doesNotContain("hunter2");
    }

    @Test
    void without_any_form_the_token_is_asked_for() {
        assertThat(faults()).extracting(Fault::setting).containsExactly("finesse.supervisor-token");
    }

    @Test
    void a_user_with_a_colon_and_a_password_of_two_lines_are_faults() throws Exception {
        write("pw", "hunter2\nhunter3");
        environment.put("PRESENCE_SYNC_FINESSE_SUPERVISOR_USER", "boss:x");
        environment.put("PRESENCE_SYNC_FINESSE_SUPERVISOR_PASSWORD_FILE", "pw");

        assertThat(faults())
                .extracting(Fault::toString)
                .satisfiesExactly(
                        user -> assertThat(user)
                                .startsWith("finesse.supervisor-user")
                                .contains("colon"),
                        password -> assertThat(password)
                                .startsWith("finesse.supervisor-password")
                                .contains("more than one line")
                                .doesNotContain("hunter"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private AccountConfig supervisor() throws ConfigurationException {
        return Objects.requireNonNull(load().onlySite().finesse().supervisor());
    }

    private Configuration load() throws ConfigurationException {
        return new ConfigurationLoader(environment, folder).load(null).configuration();
    }

    private List<Fault> faults() {
        return catchThrowableOfType(ConfigurationException.class, this::load).faults();
    }
}
