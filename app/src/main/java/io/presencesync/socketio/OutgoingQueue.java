package io.presencesync.socketio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Packets waiting for the transport, bounded by number and by bytes. Not thread-safe: used on the session's loop.
final class OutgoingQueue {
    private final Deque<EnginePacket> packets = new ArrayDeque<>();
    private final int maxPackets;
    private final long maxBytes;
    private long bytes;

    OutgoingQueue(int maxPackets, long maxBytes) {
        this.maxPackets = maxPackets;
        this.maxBytes = maxBytes;
    }

    /// False when the packet does not fit; it is then not queued. A lone packet always fits.
    boolean offer(EnginePacket packet) {
        boolean full = packets.size() >= maxPackets || bytes + packet.size() > maxBytes;
        if (full && !packets.isEmpty()) {
            return false;
        }
        packets.add(packet);
        bytes += packet.size();
        return true;
    }

    boolean isEmpty() {
        return packets.isEmpty();
    }

    EnginePacket take() {
        EnginePacket packet = packets.remove();
        bytes -= packet.size();
        return packet;
    }

    List<EnginePacket> takeAll() {
        List<EnginePacket> all = new ArrayList<>(packets);
        clear();
        return all;
    }

    void clear() {
        packets.clear();
        bytes = 0;
    }
}
