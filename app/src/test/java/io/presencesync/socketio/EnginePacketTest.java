package io.presencesync.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnginePacketTest {
    private static final long SEED = 20_260_101L;

    @Test
    void every_type_has_its_digit_on_the_wire() throws ProtocolException {
        String digits = "0123456";
        for (EngineType type : EngineType.values()) {
            EnginePacket packet = new EnginePacket.Text(type, "data");
            assertThat(packet.encode()).isEqualTo(type.digit() + "data");
            assertThat(EnginePacket.decode(packet.encode())).isEqualTo(packet);
            assertThat(digits).contains(String.valueOf(type.digit()));
        }
    }

    @Test
    void binary_is_b_and_base64_in_text() throws ProtocolException {
        EnginePacket packet = new EnginePacket.Binary(Buffer.buffer(new byte[] {1, 2, 3, 4}));
        assertThat(packet.encode()).isEqualTo("bAQIDBA==");
        assertThat(EnginePacket.decode("bAQIDBA==")).isEqualTo(packet);
    }

    /// What socket.io-client 2.1.2 for Java posts: a line end after every 76 characters and after the last one.
    @Test
    void base64_may_be_broken_into_lines() throws ProtocolException {
        assertThat(EnginePacket.decode("bAQIDBA==\n")).isEqualTo(binary(new byte[] {1, 2, 3, 4}));
        assertThat(EnginePacket.decode("bAQIDBA==\r\n")).isEqualTo(binary(new byte[] {1, 2, 3, 4}));
        assertThat(EnginePacket.decode("b\n")).isEqualTo(binary(new byte[0]));
        String line = "A".repeat(76);
        assertThat(EnginePacket.decode("b" + line + "\n")).isEqualTo(binary(new byte[57]));
        assertThat(EnginePacket.decode("b" + line + "\nAA==\n")).isEqualTo(binary(new byte[58]));
        assertThat(EnginePacket.decode("b" + line + "\r\n" + line + "\r\n")).isEqualTo(binary(new byte[114]));
    }

    @Test
    void our_own_base64_stays_on_one_line() {
        assertThat(binary(new byte[1_000]).encode()).doesNotContain("\n", "\r");
    }

    @Test
    void a_payload_parts_its_packets_by_the_record_separator() throws ProtocolException {
        List<EnginePacket> packets = List.of(
                EnginePacket.message("test1"),
                EnginePacket.message("test2"),
                new EnginePacket.Binary(Buffer.buffer(new byte[] {1, 2, 3, 4})));
        assertThat(EnginePayload.encode(packets)).isEqualTo("4test1\u001e4test2\u001ebAQIDBA==");
        assertThat(EnginePayload.decode("4test1\u001e4test2\u001ebAQIDBA==")).isEqualTo(packets);
    }

    @Test
    void a_payload_with_one_bad_packet_is_refused_whole() {
        for (String bad : List.of(
                "",
                "abc",
                "4a\u001e",
                "4a\u001e\u001e4b",
                "4a\u001e7",
                "bnot base64!",
                "b€",
                "bAQ IDBA==",
                "bAQI\tDBA=",
                "\nbAQID",
                "4a\u001e\n")) {
            assertThatThrownBy(() -> EnginePayload.decode(bad)).isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void random_packets_come_back_as_they_were() throws ProtocolException {
        Random random = new Random(SEED);
        for (int round = 0; round < 2_000; round++) {
            List<EnginePacket> packets = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                packets.add(randomPacket(random));
            }
            assertThat(EnginePayload.decode(EnginePayload.encode(packets))).isEqualTo(packets);
        }
    }

    @Test
    void random_garbage_is_read_or_refused_and_nothing_else_happens() {
        Random random = new Random(SEED);
        for (int round = 0; round < 5_000; round++) {
            String garbage = Garbage.text(random, "0123456b\u001e=AQ ", 12);
            try {
                List<EnginePacket> packets = EnginePayload.decode(garbage);
                assertThat(EnginePayload.decode(EnginePayload.encode(packets))).isEqualTo(packets);
            } catch (ProtocolException refused) {
                assertThat(refused.getMessage()).hasSizeLessThan(100);
            }
        }
    }

    @Test
    void an_error_shows_only_a_short_printable_head() {
        String secret = "x\n\u0007é" + "Basic c2VjcmV0OnNlY3JldA==";
        assertThatThrownBy(() -> EnginePacket.decode(secret))
                .hasMessageContaining("30 characters")
                .hasMessageContaining("\"x???Basic c2…\"")
                .hasMessageNotContaining("Vjcm");
    }

    private static EnginePacket binary(byte[] bytes) {
        return new EnginePacket.Binary(Buffer.buffer(bytes));
    }

    private static EnginePacket randomPacket(Random random) {
        if (random.nextBoolean()) {
            byte[] bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            return new EnginePacket.Binary(Buffer.buffer(bytes));
        }
        EngineType[] types = EngineType.values();
        return new EnginePacket.Text(
                types[random.nextInt(types.length)], Garbage.text(random, "aé€\uD83D\uDE00\n\"{4", 8));
    }
}
