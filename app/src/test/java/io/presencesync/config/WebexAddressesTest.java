package io.presencesync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which cloud of Webex is meant, and that no settings lead a token out of it.
class WebexAddressesTest {
    private static final String COMMERCIAL = "https://u2c.wbx2.com/u2c/api/v1";
    private static final String GOVERNMENT = "https://u2c.gov.ciscospark.com/u2c/api/v1";
    private static final String GOVERNMENT_API = "https://api-usgov.webex.com/v1";
    private static final String LOOPBACK = "http://127.0.0.1:9000";

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>(Map.of(
            "WEBEX_ACCESS_TOKEN", "t",
            "WEBEX_DOMAIN", "example.com",
            "FINESSE_BASE_URL", "https://fin1.example.com",
            "PRESENCE_SYNC_PUBLIC_URL", "https://presence.example.com"));

    private void set(@Nullable String fedramp, @Nullable String discovery, @Nullable String publicApi) {
        put("ENABLE_FEDRAMP", fedramp);
        put("U2C_SERVICE_URL", discovery);
        put("HYDRA_SERVICE_URL", publicApi);
    }

    private void put(String name, @Nullable String value) {
        if (value != null) {
            environment.put(name, value);
        }
    }

    private WebexAddresses read() throws ConfigurationException {
        return new ConfigurationLoader(environment, folder)
                .load(null)
                .configuration()
                .onlySite()
                .webex()
                .addresses();
    }

    private List<Fault> faults() {
        return catchThrowableOfType(ConfigurationException.class, this::read).faults();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,     -,                         -,                        https://u2c.wbx2.com/u2c/api/v1,           https://webexapis.com/v1
            false, -,                         -,                        https://u2c.wbx2.com/u2c/api/v1,           https://webexapis.com/v1
            true,  -,                         -,                        https://u2c.gov.ciscospark.com/u2c/api/v1, https://api-usgov.webex.com/v1
            TRUE,  -,                         -,                        https://u2c.gov.ciscospark.com/u2c/api/v1, https://api-usgov.webex.com/v1
            -,     https://u2c.gov.ciscospark.com/u2c/api/v1, -,        https://u2c.gov.ciscospark.com/u2c/api/v1, https://api-usgov.webex.com/v1
            -,     http://127.0.0.1:9000/u2c, -,                        http://127.0.0.1:9000/u2c,                 https://webexapis.com/v1
            true,  http://127.0.0.1:9000/u2c, -,                        http://127.0.0.1:9000/u2c,                 https://api-usgov.webex.com/v1
            true,  -,                         http://127.0.0.1:9000/v1, https://u2c.gov.ciscospark.com/u2c/api/v1, http://127.0.0.1:9000/v1
            true,  -,                         https://proxy.example.com/v1, https://u2c.gov.ciscospark.com/u2c/api/v1, https://proxy.example.com/v1
            -,     -,                         https://api.ciscospark.com/v1, https://u2c.wbx2.com/u2c/api/v1,      https://api.ciscospark.com/v1
            """)
    void what_is_not_set_by_hand_is_of_the_cloud_that_is_meant(
            @Nullable String fedramp,
            @Nullable String discovery,
            @Nullable String publicApi,
            String expected,
            String expectedApi)
            throws Exception {
        set(fedramp, discovery, publicApi);
        WebexAddresses read = read();
        assertThat(read.discovery()).isEqualTo(URI.create(expected));
        assertThat(read.publicApi()).isEqualTo(URI.create(expectedApi));
        assertThat(read.publicApiNamed()).isEqualTo(publicApi != null);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,    -,                                         https://api-usgov.webex.com/v1, HYDRA_SERVICE_URL, commercial
            -,    https://u2c.wbx2.com/u2c/api/v1,           https://api-usgov.webex.com/v1, HYDRA_SERVICE_URL, commercial
            -,    https://u2c.gov.ciscospark.com/u2c/api/v1, https://webexapis.com/v1,       HYDRA_SERVICE_URL, government
            -,    https://u2c.gov.ciscospark.com/u2c/api/v1, https://api.ciscospark.com/v1,  HYDRA_SERVICE_URL, government
            true, -,                                         https://webexapis.com/v1,       HYDRA_SERVICE_URL, government
            true, https://u2c.wbx2.com/u2c/api/v1,           -,                              U2C_SERVICE_URL,   government
            true, https://u2c.wbx2.com/u2c/api/v1,           https://api-usgov.webex.com/v1, U2C_SERVICE_URL,   government
            true, http://127.0.0.1:9000/u2c,                 https://webexapis.com/v1,       HYDRA_SERVICE_URL, government
            """)
    void addresses_of_two_clouds_are_refused_at_the_start(
            @Nullable String fedramp,
            @Nullable String discovery,
            @Nullable String publicApi,
            String setting,
            String cloud) {
        set(fedramp, discovery, publicApi);
        assertThat(faults())
                .singleElement()
                .asString()
                .contains(setting, "is not of the " + cloud + " cloud", "ENABLE_FEDRAMP=true");
    }

    @Test
    void the_settings_shown_are_those_in_force() throws Exception {
        set("true", null, null);
        assertThat(new ConfigurationLoader(environment, folder)
                        .load(null)
                        .settings()
                        .toString())
                .contains(GOVERNMENT, GOVERNMENT_API)
                .doesNotContain(COMMERCIAL);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            https://u2c.wbx2.com/u2c/api/v1,           COMMERCIAL
            https://webexapis.com/v1,                  COMMERCIAL
            https://api.ciscospark.com/v1,             COMMERCIAL
            https://hydra-a.wbx2.com/v1,               COMMERCIAL
            https://u2c.gov.ciscospark.com/u2c/api/v1, GOVERNMENT
            https://api-usgov.webex.com/v1,            GOVERNMENT
            https://API-USGOV.WEBEX.COM/v1,            GOVERNMENT
            https://x.usgov.webex.com/v1,              GOVERNMENT
            https://gov.ciscospark.com.example.com/v1, -
            https://api-usgov.webex.com.example.com,   -
            http://127.0.0.1:9000/v1,                  -
            http://localhost/v1,                       -
            https://relay.example.com/v1,              -
            """)
    void each_host_is_of_one_cloud_or_of_none(String address, @Nullable WebexCloud cloud) {
        assertThat(WebexCloud.of(URI.create(address)).orElse(null)).isEqualTo(cloud);
    }

    @Test
    void the_clouds_defaults_are_of_their_own_cloud() {
        for (WebexCloud cloud : WebexCloud.values()) {
            assertThat(WebexCloud.of(cloud.discovery())).contains(cloud);
            assertThat(WebexCloud.of(cloud.publicApi())).contains(cloud);
        }
        assertThat(WebexCloud.of(URI.create(LOOPBACK))).isEmpty();
    }
}
