package io.presencesync.presence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdsTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "a\nb", "a\u0000b"})
    void nothing_and_what_can_be_no_id_is_no_request(String told) {
        assertThat(RequestIds.readable(told)).isNull();
    }

    @Test
    void an_id_of_anybodys_is_kept_without_the_blanks_around_it() {
        assertThat(RequestIds.readable(" 5f2e-1 ")).isEqualTo("5f2e-1");
    }

    @Test
    void a_text_without_end_is_no_request() {
        assertThat(RequestIds.readable("x".repeat(200))).hasSize(200);
        assertThat(RequestIds.readable("x".repeat(201))).isNull();
    }
}
