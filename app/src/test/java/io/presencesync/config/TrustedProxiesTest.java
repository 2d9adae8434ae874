package io.presencesync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private final TrustedProxies proxies = TrustedProxies.of(List.of("10.1.0.0/16", "192.0.2.7", "fd00::/8"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    10.1.9.9  | 203.0.113.5                     | 203.0.113.5
                    192.0.2.7 | 203.0.113.5, 10.1.2.3           | 203.0.113.5
                    192.0.2.7 | 198.51.100.1, 203.0.113.5       | 203.0.113.5
                    192.0.2.7 | 10.1.2.3, 10.1.2.4              | 10.1.2.3
                    fd12::1   | 2001:db8::5                     | 2001:db8::5
                    192.0.2.8 | 203.0.113.5                     | 192.0.2.8
                    10.2.0.1  | 203.0.113.5                     | 10.2.0.1
                    192.0.2.7 | unknown                         | 192.0.2.7
                    192.0.2.7 | 203.0.113.5, what               | 192.0.2.7
                    192.0.2.7 |                                 | 192.0.2.7
                    """)
    void the_client_is_the_last_one_that_no_trusted_proxy_is(String peer, String header, String client) {
        assertThat(proxies.client(peer, header)).isEqualTo(client);
    }

    @Test
    void nobody_is_believed_unless_he_is_named() {
        assertThat(TrustedProxies.NONE.client("127.0.0.1", "203.0.113.5")).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.com", "10.1.0.0/33", "10.1", "10.1.0.0/-1", "10.1.0.0/x", ""})
    void what_is_neither_address_nor_range_is_refused_with_its_name(String word) {
        assertThatThrownBy(() -> TrustedProxies.of(List.of(word))).hasMessageContaining("\"" + word + "\"");
    }
}
