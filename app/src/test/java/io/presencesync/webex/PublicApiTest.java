package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.presencesync.config.WebexAddresses;
import io.presencesync.config.WebexCloud;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PublicApiTest {
    private static final URI LOOPBACK = URI.create("http://127.0.0.1:9000/v1");

    private static PublicApi of(WebexCloud defaults, @Nullable WebexCloud known) {
        return new PublicApi(new WebexAddresses(defaults.discovery(), defaults.publicApi(), false, known));
    }

    @Test
    void the_catalog_s_own_wins_over_the_default() throws Exception {
        PublicApi api = of(WebexCloud.COMMERCIAL, WebexCloud.COMMERCIAL);
        assertThat(api.base()).isEqualTo(WebexCloud.COMMERCIAL.publicApi());
        api.adopt(URI.create("https://api.ciscospark.com/v1/"));
        assertThat(api.base()).isEqualTo(URI.create("https://api.ciscospark.com/v1/"));
    }

    @Test
    void a_catalog_that_names_none_leaves_the_default_of_its_cloud() throws Exception {
        PublicApi api = of(WebexCloud.GOVERNMENT, WebexCloud.GOVERNMENT);
        api.adopt(null);
        assertThat(api.base()).isEqualTo(WebexCloud.GOVERNMENT.publicApi());
    }

    @Test
    void an_address_set_by_hand_is_fixed() {
        assertThat(new PublicApi(WebexAddresses.named(LOOPBACK, LOOPBACK)).fixed())
                .isTrue();
        assertThat(of(WebexCloud.COMMERCIAL, null).fixed()).isFalse();
    }

    @Test
    void a_catalog_that_names_one_of_another_cloud_is_refused_and_the_address_stays() {
        PublicApi government = of(WebexCloud.GOVERNMENT, WebexCloud.GOVERNMENT);
        assertThatThrownBy(() -> government.adopt(WebexCloud.COMMERCIAL.publicApi()))
                .isInstanceOfSatisfying(
                        WebexFailure.class,
                        refused -> assertThat(refused.kind()).isEqualTo(WebexFailure.Kind.NOT_TRUSTED))
                .hasMessageContaining("government");
        assertThat(government.base()).isEqualTo(WebexCloud.GOVERNMENT.publicApi());
        PublicApi commercial = of(WebexCloud.COMMERCIAL, WebexCloud.COMMERCIAL);
        assertThatThrownBy(() -> commercial.adopt(WebexCloud.GOVERNMENT.publicApi()))
                .hasMessageContaining("commercial");
    }

    @Test
    void loopback_and_hosts_we_do_not_know_are_of_no_cloud() throws Exception {
        PublicApi government = of(WebexCloud.GOVERNMENT, WebexCloud.GOVERNMENT);
        government.adopt(LOOPBACK);
        assertThat(government.base()).isEqualTo(LOOPBACK);
        PublicApi unknown = of(WebexCloud.COMMERCIAL, null);
        unknown.adopt(WebexCloud.GOVERNMENT.publicApi());
        assertThat(unknown.base()).isEqualTo(WebexCloud.GOVERNMENT.publicApi());
    }
}
