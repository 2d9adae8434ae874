package io.presencesync.socketio;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Engine.IO messages → Socket.IO packets: waits for a packet's attachments. Not thread-safe; of no use after it threw.
final class SocketDecoder {
    private final int maxAttachments;
    private final long maxBytes;
    private final List<Buffer> attachments = new ArrayList<>();
    private @Nullable SocketText waiting;
    private long bytes;

    SocketDecoder(int maxAttachments, long maxBytes) {
        this.maxAttachments = maxAttachments;
        this.maxBytes = maxBytes;
    }

    /// The packet that this message completes, or null when more must come.
    @Nullable
    SocketPacket take(EnginePacket message) throws ProtocolException {
        return switch (message) {
            case EnginePacket.Text(EngineType type, String data) -> text(data);
            case EnginePacket.Binary(Buffer data) -> binary(data);
        };
    }

    private @Nullable SocketPacket text(String data) throws ProtocolException {
        if (waiting != null) {
            throw ProtocolException.of("text while attachments are missing", data);
        }
        SocketText text = SocketText.parse(data, maxAttachments);
        if (text.attachments() == 0) {
            return text.packet();
        }
        waiting = text;
        return null;
    }

    private @Nullable SocketPacket binary(Buffer data) throws ProtocolException {
        SocketText text = waiting;
        if (text == null) {
            throw new ProtocolException("binary message of %d bytes without a packet".formatted(data.length()));
        }
        bytes += data.length();
        if (bytes > maxBytes) {
            throw new ProtocolException("attachments of %d bytes are too large".formatted(bytes));
        }
        attachments.add(data);
        return attachments.size() < text.attachments() ? null : complete(text.packet());
    }

    private SocketPacket complete(SocketPacket packet) throws ProtocolException {
        var data = packet.data();
        SocketPacket whole = new SocketPacket(
                packet.type(),
                packet.namespace(),
                packet.id(),
                data == null ? null : Attachments.putBack(data, attachments));
        waiting = null;
        bytes = 0;
        attachments.clear();
        return whole;
    }
}
