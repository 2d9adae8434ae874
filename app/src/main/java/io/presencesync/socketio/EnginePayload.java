package io.presencesync.socketio;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Several packets in one HTTP body, parted by the record separator 0x1E.
final class EnginePayload {
    private static final char SEPARATOR = '\u001e';

    private EnginePayload() {}

    static String encode(List<EnginePacket> packets) {
        return packets.stream().map(EnginePacket::encode).collect(Collectors.joining(String.valueOf(SEPARATOR)));
    }

    /// All packets or none: one bad packet spoils the payload.
    static List<EnginePacket> decode(String payload) throws ProtocolException {
        List<EnginePacket> packets = new ArrayList<>();
        int start = 0;
        for (int end = payload.indexOf(SEPARATOR); end >= 0; end = payload.indexOf(SEPARATOR, start)) {
            packets.add(EnginePacket.decode(payload.substring(start, end)));
            start = end + 1;
        }
        packets.add(EnginePacket.decode(payload.substring(start)));
        return packets;
    }
}
