package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.config.WebexConfig;
import io.presencesync.presence.Secret;
import java.net.URI;
import org.junit.jupiter.api.Test;

class TrustedHostsTest {
    private final TrustedHosts usual = hosts("https://u2c.wbx2.com/u2c/api/v1");
    private final TrustedHosts local = hosts("http://127.0.0.1:8080/u2c/api/v1");

    @Test
    void webex_hosts_are_trusted_only_when_encrypted() {
        assertThat(usual.trusts(URI.create("wss://mercury.wbx2.com/x"))).isTrue();
        assertThat(usual.trusts(URI.create("http://wdm-a.wbx2.com/x"))).isFalse();
    }

    @Test
    void a_host_that_only_looks_like_webex_is_refused() {
        assertThat(usual.trusts(URI.create("https://evilwbx2.com/"))).isFalse();
        assertThat(usual.trusts(URI.create("https://wbx2.com.evil.org/"))).isFalse();
        assertThat(usual.trusts(URI.create("https://wbx2.com@evil.org/"))).isFalse();
    }

    @Test
    void loopback_is_trusted_only_when_configured() {
        assertThat(usual.trusts(URI.create("http://localhost:1/"))).isFalse();
        assertThat(local.trusts(URI.create("ws://localhost:1/"))).isTrue();
        assertThat(local.trusts(URI.create("http://127.0.0.1.evil.org/"))).isFalse();
    }

    @Test
    void a_configured_host_is_trusted_when_encrypted() {
        TrustedHosts proxy = hosts("https://proxy.example/u2c/api/v1");
        assertThat(proxy.trusts(URI.create("https://proxy.example/wdm"))).isTrue();
        assertThat(proxy.trusts(URI.create("http://proxy.example/wdm"))).isFalse();
    }

    private static TrustedHosts hosts(String u2c) {
        return new TrustedHosts(new WebexConfig(
                new Secret("t"), "example.com", URI.create(u2c), URI.create("https://webexapis.com/v1"), "d"));
    }
}
