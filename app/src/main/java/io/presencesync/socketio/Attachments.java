package io.presencesync.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/// Takes binary values out of a payload and puts them back; in the JSON a placeholder with a number stands for each.
final class Attachments {
    private static final String PLACEHOLDER = "_placeholder";
    private static final String NUMBER = "num";

    private Attachments() {}

    /// A copy of the tree with placeholders; the binaries are added to `taken` in order.
    static JsonNode takeOut(JsonNode node, List<Buffer> taken) {
        return switch (node) {
            case BinaryNode binary -> placeholder(binary, taken);
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(item -> copy.add(takeOut(item, taken)));
                yield copy;
            }
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(field -> copy.set(field.getKey(), takeOut(field.getValue(), taken)));
                yield copy;
            }
            default -> node;
        };
    }

    private static JsonNode placeholder(BinaryNode binary, List<Buffer> taken) {
        taken.add(Buffer.buffer(binary.binaryValue()));
        return JsonNodeFactory.instance.objectNode().put(PLACEHOLDER, true).put(NUMBER, taken.size() - 1);
    }

    /// A copy of the tree with the binaries in their places.
    ///
    /// @throws ProtocolException when a placeholder names an attachment that was not sent
    static JsonNode putBack(JsonNode node, List<Buffer> attachments) throws ProtocolException {
        return switch (node) {
            case ObjectNode object
            when object.path(PLACEHOLDER).isBoolean()
                    && object.path(PLACEHOLDER).booleanValue() -> binary(object, attachments);
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
                for (JsonNode item : array) {
                    copy.add(putBack(item, attachments));
                }
                yield copy;
            }
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                for (var field : object.properties()) {
                    copy.set(field.getKey(), putBack(field.getValue(), attachments));
                }
                yield copy;
            }
            default -> node;
        };
    }

    private static JsonNode binary(ObjectNode placeholder, List<Buffer> attachments) throws ProtocolException {
        JsonNode number = placeholder.path(NUMBER);
        int index = number.isInt() ? number.intValue() : -1;
        if (index < 0 || index >= attachments.size()) {
            throw new ProtocolException("placeholder without attachment");
        }
        return BinaryNode.valueOf(attachments.get(index).getBytes());
    }
}
