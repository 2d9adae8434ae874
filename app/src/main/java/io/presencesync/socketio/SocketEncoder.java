package io.presencesync.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/// Socket.IO packet → Engine.IO messages: one text, then its attachments.
final class SocketEncoder {
    private SocketEncoder() {}

    static List<EnginePacket> encode(SocketPacket packet) {
        List<Buffer> attachments = new ArrayList<>();
        JsonNode data = packet.data();
        JsonNode plain = data == null ? null : Attachments.takeOut(data, attachments);
        StringBuilder text = new StringBuilder(kind(packet, attachments.size()));
        if (!packet.namespace().equals("/")) {
            text.append(packet.namespace()).append(',');
        }
        if (packet.id() != null) {
            text.append(packet.id().longValue());
        }
        if (plain != null) {
            text.append(Json.write(plain));
        }
        List<EnginePacket> messages = new ArrayList<>();
        messages.add(EnginePacket.message(text.toString()));
        attachments.forEach(attachment -> messages.add(new EnginePacket.Binary(attachment)));
        return messages;
    }

    private static String kind(SocketPacket packet, int attachments) {
        String binary = attachments + "-";
        return switch (packet.type()) {
            case CONNECT -> "0";
            case DISCONNECT -> "1";
            case EVENT -> attachments == 0 ? "2" : "5" + binary;
            case ACK -> attachments == 0 ? "3" : "6" + binary;
            case CONNECT_ERROR -> "4";
        };
    }
}
