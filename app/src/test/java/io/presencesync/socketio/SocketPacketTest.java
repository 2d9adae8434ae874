package io.presencesync.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SocketPacketTest {
    private static final long SEED = 20_260_102L;

    private final SocketDecoder decoder = new SocketDecoder(3, 100);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0                                | CONNECT       | /      |    |
                    0{"token":"123"}                 | CONNECT       | /      |    | {"token":"123"}
                    0/admin,                         | CONNECT       | /admin |    |
                    0/admin,{"sid":"oSO0"}           | CONNECT       | /admin |    | {"sid":"oSO0"}
                    1                                | DISCONNECT    | /      |    |
                    1/admin,                         | DISCONNECT    | /admin |    |
                    2["foo"]                         | EVENT         | /      |    | ["foo"]
                    2/admin,["bar"]                  | EVENT         | /admin |    | ["bar"]
                    212["foo"]                       | EVENT         | /      | 12 | ["foo"]
                    2/admin,13["foo",1,null,{"a":1}] | EVENT         | /admin | 13 | ["foo",1,null,{"a":1}]
                    312[]                            | ACK           | /      | 12 | []
                    3/admin,13["bar"]                | ACK           | /admin | 13 | ["bar"]
                    4{"message":"Not authorized"}    | CONNECT_ERROR | /      |    | {"message":"Not authorized"}
                    """)
    void a_packet_without_binary_is_one_text(
            String text, SocketPacket.Type type, String namespace, @Nullable Long id, @Nullable String json)
            throws Exception {
        SocketPacket packet = new SocketPacket(type, namespace, id, json == null ? null : Json.parse(json));
        assertThat(SocketEncoder.encode(packet)).containsExactly(EnginePacket.message(text));
        assertThat(decoder.take(EnginePacket.message(text))).isEqualTo(packet);
    }

    @Test
    void a_namespace_may_come_without_comma_and_with_a_query() throws Exception {
        SocketPacket connect = SocketPacket.of(SocketPacket.Type.CONNECT, "/custom", null);
        assertThat(decoder.take(EnginePacket.message("0/custom"))).isEqualTo(connect);
        assertThat(decoder.take(EnginePacket.message("0/custom?token=abc,"))).isEqualTo(connect);
    }

    @Test
    void binary_values_follow_as_attachments() throws Exception {
        ArrayNode data = Json.array("baz", new byte[] {1, 2}, List.of(new byte[] {3}));
        SocketPacket packet = new SocketPacket(SocketPacket.Type.EVENT, "/admin", 15L, data);
        List<EnginePacket> messages = SocketEncoder.encode(packet);
        assertThat(messages)
                .containsExactly(
                        EnginePacket.message("52-/admin,15[\"baz\",{\"_placeholder\":true,\"num\":0},"
                                + "[{\"_placeholder\":true,\"num\":1}]]"),
                        binary(1, 2),
                        binary(3));
        assertThat(decoder.take(messages.get(0))).isNull();
        assertThat(decoder.take(messages.get(1))).isNull();
        assertThat(decoder.take(messages.get(2))).isEqualTo(packet);
    }

    @Test
    void a_binary_acknowledgement_has_its_own_type() {
        SocketPacket ack = new SocketPacket(SocketPacket.Type.ACK, "/", 15L, Json.array("bar", new byte[] {1}));
        assertThat(SocketEncoder.encode(ack))
                .startsWith(EnginePacket.message("61-15[\"bar\",{\"_placeholder\":true,\"num\":0}]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "7",
                "0[]",
                "0\"token\"",
                "0{\"a\":1}x",
                "1{}",
                "2",
                "2{}",
                "2[]",
                "2[null]",
                "2[\"connect\"]",
                "2[\"disconnect\",1]",
                "2[\"foo\"",
                "2[\"foo\"]]",
                "3[]",
                "31{}",
                "31",
                "5[\"foo\"]",
                "51[\"foo\"]",
                "54-[\"foo\"]",
                "599999999999999999999-[\"foo\"]",
                "29999999999999999999[\"foo\"]",
                "4[1]",
            })
    void a_broken_packet_is_refused(String text) {
        assertThatThrownBy(() -> decoder.take(EnginePacket.message(text))).isInstanceOf(ProtocolException.class);
    }

    @Test
    void an_attachment_nobody_announced_is_refused() {
        assertThatThrownBy(() -> decoder.take(binary(1))).isInstanceOf(ProtocolException.class);
    }

    @Test
    void text_instead_of_a_missing_attachment_is_refused() throws Exception {
        decoder.take(EnginePacket.message("51-[\"a\",{\"_placeholder\":true,\"num\":0}]"));
        assertThatThrownBy(() -> decoder.take(EnginePacket.message("2[\"b\"]"))).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-1", "\"0\"", "0.5", "null", "99999999999"})
    void a_placeholder_for_an_attachment_that_is_not_there_is_refused(String number) throws Exception {
        decoder.take(EnginePacket.message("51-[\"a\",{\"_placeholder\":true,\"num\":" + number + "}]"));
        assertThatThrownBy(() -> decoder.take(binary(1))).isInstanceOf(ProtocolException.class);
    }

    @Test
    void attachments_larger_than_the_limit_together_are_refused() throws Exception {
        decoder.take(EnginePacket.message("52-[\"a\"]"));
        decoder.take(new EnginePacket.Binary(Buffer.buffer(new byte[60])));
        assertThatThrownBy(() -> decoder.take(new EnginePacket.Binary(Buffer.buffer(new byte[60]))))
                .hasMessageContaining("120 bytes");
    }

    @Test
    void random_packets_come_back_as_they_were() throws Exception {
        Random random = new Random(SEED);
        for (int round = 0; round < 2_000; round++) {
            SocketPacket packet = randomEvent(random);
            SocketDecoder fresh = new SocketDecoder(1_000, 1_000_000);
            List<@Nullable SocketPacket> taken = new ArrayList<>();
            for (EnginePacket message : SocketEncoder.encode(packet)) {
                taken.add(fresh.take(message));
            }
            assertThat(taken.removeLast()).isEqualTo(packet);
            assertThat(taken).allMatch(Objects::isNull);
        }
    }

    @Test
    void random_garbage_is_read_or_refused_and_nothing_else_happens() {
        Random random = new Random(SEED);
        for (int round = 0; round < 20_000; round++) {
            String garbage = Garbage.text(random, "012345-/,[]{}\":a_ ", 14);
            try {
                SocketPacket packet = new SocketDecoder(3, 100).take(EnginePacket.message(garbage));
                assertThat(packet == null).isEqualTo(garbage.matches("[56][1-3]-.*"));
            } catch (ProtocolException refused) {
                assertThat(refused.getMessage()).hasSizeLessThan(120);
            }
        }
    }

    @Test
    void deeply_nested_json_is_refused_not_followed_until_the_stack_ends() {
        String deep = "2[\"a\"," + "[".repeat(100_000) + "]".repeat(100_000) + "]";
        assertThatThrownBy(() -> decoder.take(EnginePacket.message(deep))).isInstanceOf(ProtocolException.class);
    }

    private static EnginePacket binary(int... values) {
        Buffer buffer = Buffer.buffer();
        for (int value : values) {
            buffer.appendByte((byte) value);
        }
        return new EnginePacket.Binary(buffer);
    }

    private static SocketPacket randomEvent(Random random) {
        ArrayNode data = JsonNodeFactory.instance.arrayNode().add("event");
        for (int i = random.nextInt(4); i > 0; i--) {
            addRandom(random, data, 3);
        }
        String namespace = random.nextBoolean() ? "/" : "/a" + random.nextInt(9);
        return new SocketPacket(
                SocketPacket.Type.EVENT, namespace, random.nextBoolean() ? random.nextLong(1_000_000) : null, data);
    }

    private static void addRandom(Random random, ArrayNode to, int depth) {
        switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> to.add(random.nextInt());
            case 1 -> to.add(Garbage.text(random, "aé€\"\\\n,[", 6));
            case 2 -> to.add(new byte[] {(byte) random.nextInt()});
            case 3 -> to.addNull();
            case 4 -> addRandom(random, to.addArray(), depth - 1);
            default -> {
                ObjectNode object = to.addObject();
                object.put("n", random.nextBoolean());
                addRandom(random, object.putArray("a"), depth - 1);
            }
        }
    }
}
