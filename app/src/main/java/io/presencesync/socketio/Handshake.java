package io.presencesync.socketio;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the first HTTP request of a connection told: headers (names in any case, first value wins) and the peer.
record Handshake(Map<String, String> headers, String remoteAddress) {
    Handshake {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach(anyCase::putIfAbsent);
        headers = anyCase;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
