package io.presencesync.socketio;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// One Engine.IO packet. A binary packet is always a message.
sealed interface EnginePacket {
    String PROBE = "probe";

    record Text(EngineType type, String data) implements EnginePacket {}

    record Binary(Buffer data) implements EnginePacket {}

    static EnginePacket empty(EngineType type) {
        return new Text(type, "");
    }

    static EnginePacket message(String data) {
        return new Text(EngineType.MESSAGE, data);
    }

    /// Text form, as in a polling payload or a WebSocket text frame; binary becomes `b` and base64.
    default String encode() {
        return switch (this) {
            case Text(EngineType type, String data) -> type.digit() + data;
            case Binary(Buffer data) -> "b" + Base64.getEncoder().encodeToString(data.getBytes());
        };
    }

    /// Rough cost in a queue, in bytes: characters for text.
    default int size() {
        return switch (this) {
            case Text(EngineType type, String data) -> data.length() + 1;
            case Binary(Buffer data) -> data.length() + 1;
        };
    }

    static EnginePacket decode(String encoded) throws ProtocolException {
        if (encoded.isEmpty()) {
            throw new ProtocolException("empty Engine.IO packet");
        }
        if (encoded.charAt(0) == 'b') {
            return decodeBase64(encoded);
        }
        EngineType type = EngineType.ofDigit(encoded.charAt(0));
        if (type == null) {
            throw ProtocolException.of("unknown Engine.IO packet type", encoded);
        }
        return new Text(type, encoded.substring(1));
    }

    /// Line ends are no part of base64: the Java client writes one after every 76 characters and one at the end.
    private static EnginePacket decodeBase64(String encoded) throws ProtocolException {
        try {
            String joined = encoded.substring(1).replace("\r", "").replace("\n", "");
            byte[] base64 = joined.getBytes(StandardCharsets.ISO_8859_1);
            return new Binary(Buffer.buffer(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException notBase64) {
            throw ProtocolException.of("Engine.IO packet is not base64", encoded);
        }
    }
}
