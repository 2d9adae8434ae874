package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.config.WebexConfig;
import io.presencesync.net.Backoff;
import io.presencesync.presence.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Which host is called when, and which is left alone.
class HostRulesTest {
    private static final URI ASKED = URI.create("https://wdm-k.wbx2.com/wdm/api/v1/devices?x=1");
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final TrustedHosts trusted = new TrustedHosts(new WebexConfig(
            new Secret("t"),
            "example.com",
            URI.create("https://u2c.wbx2.com/u2c/api/v1"),
            URI.create("https://webexapis.com/v1"),
            "d"));
    private final HostCatalog catalog = new HostCatalog(trusted, () -> now);

    @Test
    void a_failing_host_gives_way_to_its_alternates_in_order_and_is_tried_again_later() throws Exception {
        alternates(entry("wdm-k2.wbx2.com", 2) + "," + entry("wdm-k1.wbx2.com", 1));
        assertThat(catalog.route(ASKED)).isEqualTo(ASKED);
        catalog.failed(ASKED, catalog.route(ASKED));
        assertThat(catalog.route(ASKED)).hasToString("https://wdm-k1.wbx2.com/wdm/api/v1/devices?x=1");
        now = now.plusSeconds(60);
        catalog.failed(ASKED, catalog.route(ASKED));
        assertThat(catalog.route(ASKED)).hasToString("https://wdm-k2.wbx2.com/wdm/api/v1/devices?x=1");
        now = now.plus(HostCatalog.FIRST_AGAIN).minusSeconds(60);
        assertThat(catalog.route(ASKED)).isEqualTo(ASKED);
    }

    @Test
    void failures_of_calls_sent_side_by_side_move_on_once() throws Exception {
        alternates(entry("wdm-k1.wbx2.com", 1) + "," + entry("wdm-k2.wbx2.com", 2));
        catalog.failed(ASKED, ASKED);
        catalog.failed(ASKED, ASKED);
        assertThat(catalog.route(ASKED).getHost()).isEqualTo("wdm-k1.wbx2.com");
    }

    @Test
    void an_alternate_the_token_may_not_go_to_is_never_called() throws Exception {
        alternates(entry("evil.example", 1) + "," + entry("wbx2.com@evil.example", 2) + "," + entry("a b", 3));
        catalog.failed(ASKED, ASKED);
        assertThat(catalog.route(ASKED)).isEqualTo(ASKED);
    }

    @Test
    void a_host_without_alternates_stays() throws Exception {
        catalog.adopt(Json.read("{}"));
        catalog.failed(ASKED, ASKED);
        assertThat(catalog.route(ASKED)).isEqualTo(ASKED);
    }

    @Test
    void only_a_next_link_leads_on() {
        assertThat(NextPage.read("<https://webexapis.com/v1/people?c=1>; rel=\"next\""))
                .hasToString("https://webexapis.com/v1/people?c=1");
        assertThat(NextPage.read("<https://a/1>; rel=\"prev\", <https://a/2?x=1,2>; title=\"t\"; rel=next"))
                .hasToString("https://a/2?x=1,2");
        assertThat(NextPage.read("<https://a/1>; rel=\"prev\"")).isNull();
        assertThat(NextPage.read("")).isNull();
    }

    @Test
    void the_token_is_kept_from_addresses_with_tricks() {
        assertThat(trusted.trusts(URI.create("https://user@wdm-k.wbx2.com/"))).isFalse();
        assertThat(trusted.trusts(URI.create("https://wdm-k.wbx2.com./"))).isFalse();
        assertThat(trusted.trusts(URI.create("HTTPS://WDM-K.WBX2.COM:8443/"))).isTrue();
        assertThat(trusted.trusts(URI.create("https:/wbx2.com"))).isFalse();
    }

    @Test
    void waits_between_tries_never_pass_thirty_seconds() {
        Backoff backoff = new Backoff(new java.util.Random(3));
        for (int failures = 0; failures < 200; failures++) {
            assertThat(backoff.after(failures)).isLessThanOrEqualTo(Duration.ofSeconds(30));
        }
    }

    private void alternates(String entries) throws Exception {
        catalog.adopt(Json.read("{\"wdm-k.wbx2.com\":[" + entries + "]}"));
    }

    private static String entry(String host, int priority) {
        return "{\"host\":\"" + host + "\",\"ttl\":-1,\"priority\":" + priority + "}";
    }
}
