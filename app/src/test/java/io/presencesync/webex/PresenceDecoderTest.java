package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceEvent;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PresenceDecoderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final PresenceDecoder decoder = new PresenceDecoder(() -> NOW);
    private final Ordering ordering = new Ordering();

    @Test
    void the_composition_is_the_data_without_the_frames_own_field() throws Exception {
        Presence presence = decode("{\"eventType\":\"x\",\"subject\":\"p\",\"status\":\"meeting\","
                        + "\"meetingType\":\"online\",\"statusTime\":\"2025-01-01T10:00:00.000Z\"}")
                .orElseThrow()
                .presence();
        assertThat(presence.composition()).startsWith("{\"subject\":\"p\"");
        assertThat(presence.meetingType()).isEqualTo("online");
        assertThat(presence.statusTime()).isEqualTo("2025-01-01T10:00:00Z");
        assertThat(presence.confirmedAt()).isEqualTo(NOW);
    }

    @Test
    void what_names_no_person_or_no_status_is_no_presence() throws Exception {
        assertThat(decode("{\"status\":\"dnd\"}")).isEmpty();
        assertThat(decode("{\"subject\":\"p\"}")).isEmpty();
    }

    @Test
    void a_time_we_cannot_read_is_absent() throws Exception {
        assertThat(decode("{\"subject\":\"p\",\"status\":\"dnd\",\"statusTime\":\"soon\"}")
                        .orElseThrow()
                        .presence()
                        .statusTime())
                .isNull();
    }

    @Test
    void an_overtaken_event_is_dropped_and_a_repeat_passes() throws Exception {
        assertThat(ordering.admits(at("10:00"))).isTrue();
        assertThat(ordering.admits(at("10:00"))).isTrue();
        assertThat(ordering.admits(at("09:59"))).isFalse();
    }

    @Test
    void an_answer_is_the_truth_unless_an_event_came_after_the_question() throws Exception {
        ordering.admits(at("10:00"));
        assertThat(ordering.admits(at("09:59"), NOW.minusSeconds(1))).isFalse();
        assertThat(ordering.admits(at("09:59"), NOW.plusSeconds(1))).isTrue();
    }

    private PresenceEvent at(String time) throws Exception {
        return decode("{\"subject\":\"p\",\"status\":\"dnd\",\"statusTime\":\"2025-01-01T" + time + ":00Z\"}")
                .orElseThrow();
    }

    private Optional<PresenceEvent> decode(String json) throws Exception {
        return decoder.decode((ObjectNode) Json.read(json));
    }
}
