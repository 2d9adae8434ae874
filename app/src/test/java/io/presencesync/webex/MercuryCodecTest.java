package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.Secret;
import org.junit.jupiter.api.Test;

class MercuryCodecTest {
    @Test
    void an_update_is_known_by_its_event_type() {
        MercuryFrame frame = MercuryCodec.read("{\"id\":\"a\",\"sequenceNumber\":7,"
                        + "\"data\":{\"eventType\":\"apheleia.subscription_update\",\"subject\":\"p\"}}")
                .orElseThrow();
        assertThat(frame.kind()).isEqualTo(MercuryFrame.Kind.PRESENCE);
        assertThat(frame.sequence()).isEqualTo(7);
    }

    @Test
    void a_shutdown_notice_needs_no_id() {
        MercuryFrame frame = MercuryCodec.read("{\"type\":\"shutdown\"}").orElseThrow();
        assertThat(frame.kind()).isEqualTo(MercuryFrame.Kind.SHUTDOWN);
        assertThat(frame.id()).isNull();
    }

    @Test
    void what_is_no_json_object_is_no_frame() {
        assertThat(MercuryCodec.read("{\"id\":")).isEmpty();
        assertThat(MercuryCodec.read("[]")).isEmpty();
        assertThat(MercuryCodec.read("")).isEmpty();
    }

    @Test
    void the_authorization_carries_the_word_bearer() {
        assertThat(MercuryCodec.authorization("i", new Secret("t"), 5))
                .isEqualTo("{\"id\":\"i\",\"type\":\"authorization\",\"data\":{\"token\":\"Bearer t\"},"
                        + "\"trackingId\":\"presence-sync_5\"}");
    }

    @Test
    void an_excerpt_tells_the_size_and_hides_what_could_be_a_token() {
        String text =
                "{\"token\":\"ODJhYzY0ZWQtNzA4Yi00YjE5_PF84_abc\", and much more that nobody needs to read at all";
        assertThat(MercuryCodec.excerpt(text))
                .startsWith(text.length() + " characters")
                .doesNotContain("ODJh");
    }
}
