package io.presencesync.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// One Socket.IO packet. Binary values stand in `data` as binary nodes; that alone makes an event or ack a binary one
/// on the wire.
record SocketPacket(
        Type type,
        String namespace,
        @Nullable Long id,
        @Nullable JsonNode data) {
    enum Type {
        CONNECT,
        DISCONNECT,
        EVENT,
        ACK,
        CONNECT_ERROR
    }

    static SocketPacket of(Type type, String namespace, @Nullable JsonNode data) {
        return new SocketPacket(type, namespace, null, data);
    }
}
