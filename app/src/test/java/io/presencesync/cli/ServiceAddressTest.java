package io.presencesync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.presencesync.config.ConfigurationLoader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a command looks for the service.
class ServiceAddressTest {
    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    private ServiceAddress address(@Nullable String url) throws Problem.Found {
        return ServiceAddress.of(new ConfigurationLoader(environment, folder).access(null), url);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,        http://127.0.0.1:5099",
        "127.0.0.1,      http://127.0.0.1:5099",
        "192.0.2.7,      http://192.0.2.7:5099",
        "host.example.com, http://host.example.com:5099",
        "localhost,      http://127.0.0.1:5099 http://[::1]:5099",
        "::,             http://[::1]:5099 http://127.0.0.1:5099",
        "0:0:0:0:0:0:0:0, http://[::1]:5099 http://127.0.0.1:5099",
        "::1,            http://[::1]:5099",
        "[::1],          http://[::1]:5099",
        "2001:db8::7,    http://[2001:db8::7]:5099"
    })
    void the_host_of_the_settings_is_asked_and_a_wildcard_on_the_loopback(String host, String bases) throws Exception {
        environment.put("PORT", "5099");
        environment.put("PRESENCE_SYNC_HOST", host);

        assertThat(address(null).bases()).extracting(URI::toString).containsExactly(bases.split(" "));
    }

    @Test
    void without_settings_it_is_the_loopback_and_the_usual_port_and_that_is_said() throws Exception {
        assertThat(address(null).first()).hasToString("http://127.0.0.1:5000");
        assertThat(address(null).from()).isEqualTo("host (default), port (default)");
    }

    @Test
    void settings_of_a_file_count_and_tls_makes_it_https() throws Exception {
        Files.writeString(
                folder.resolve("presence-sync.yml"),
                "host: ::1\nport: 5443\ntls: {certificate-file: c.pem, key-file: k.pem}\n");

        assertThat(address(null).first()).hasToString("https://[::1]:5443");
        assertThat(address(null).from()).contains("host in presence-sync.yml:1", "port in presence-sync.yml:2");
    }

    @Test
    void a_port_nobody_knows_is_told() {
        environment.put("PORT", "0");

        Problem.Found found = catchThrowableOfType(Problem.Found.class, () -> address(null));

        assertThat(found.problem().code()).isEqualTo(Problem.Code.PORT_UNKNOWN);
        assertThat(found.problem().action()).contains("--url");
    }

    @ParameterizedTest
    @CsvSource({
        "PORT,               5O00,       port",
        "PORT,               70000,      port",
        "PORT,               '\"5099\"', port",
        "PRESENCE_SYNC_HOST, '\"::1\"',  host",
        "PRESENCE_SYNC_HOST, a b,        host",
        "PRESENCE_SYNC_HOST, a:b,        host"
    })
    void an_address_that_cannot_be_right_leads_to_nobody_rather_than_to_whoever_has_the_usual_one(
            String name, String value, String key) {
        environment.put(name, value);

        Problem.Found found = catchThrowableOfType(Problem.Found.class, () -> address(null));

        assertThat(found.problem().code()).isEqualTo(Problem.Code.SETTINGS);
        assertThat(found.problem().message()).contains(key, name + " in the environment");
        assertThat(found.problem().action()).contains("--url");
    }

    @Test
    void a_port_that_cannot_be_right_is_no_matter_where_somebody_named_the_address() throws Exception {
        environment.put("PORT", "5O00");

        assertThat(address("http://127.0.0.1:5099").first()).hasToString("http://127.0.0.1:5099");
    }

    @ParameterizedTest
    @CsvSource({
        "https://intranet.example.com/presence/, https://intranet.example.com/presence",
        "http://[::1]:5000,                      http://[::1]:5000"
    })
    void an_address_somebody_named_is_asked_as_it_is_with_its_path(String url, String base) throws Exception {
        assertThat(address(url).first()).hasToString(base);
        assertThat(address(url).named()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "presence.example.com:5000",
                "ftp://example.com",
                "http://::1:5000",
                "https://",
                "http://a b",
                "http://me:secret@example.com",
                ""
            })
    void what_is_no_address_is_told_with_an_example(String url) {
        Problem.Found found = catchThrowableOfType(Problem.Found.class, () -> address(url));

        assertThat(found.problem().code()).isEqualTo(Problem.Code.BAD_URL);
        assertThat(found.problem().action()).contains("https://host:port", "[::1]");
    }
}
