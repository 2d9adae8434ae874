package io.presencesync.socketio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// JSON as Socket.IO uses it.
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static JsonNode parse(String json) throws ProtocolException {
        try {
            JsonNode node = MAPPER.readTree(json);
            if (node == null || node.isMissingNode()) {
                throw ProtocolException.of("empty JSON", json);
            }
            return node;
        } catch (JsonProcessingException notJson) {
            throw ProtocolException.of("not JSON", json);
        }
    }

    static String write(JsonNode node) {
        return node.toString();
    }

    static ObjectNode object(String field, String value) {
        return JsonNodeFactory.instance.objectNode().put(field, value);
    }

    /// Values as a JSON array; `byte[]` becomes a binary node.
    static ArrayNode array(@Nullable Object... values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (@Nullable Object value : values) {
            array.add(MAPPER.<JsonNode>valueToTree(value));
        }
        return array;
    }
}
