package io.presencesync.socketio;

import org.jspecify.annotations.Nullable;

/// Kind of an Engine.IO packet, with its digit on the wire.
enum EngineType {
    OPEN('0'),
    CLOSE('1'),
    PING('2'),
    PONG('3'),
    MESSAGE('4'),
    UPGRADE('5'),
    NOOP('6');

    private final char digit;

    EngineType(char digit) {
        this.digit = digit;
    }

    char digit() {
        return digit;
    }

    static @Nullable EngineType ofDigit(char digit) {
        for (EngineType type : values()) {
            if (type.digit == digit) {
                return type;
            }
        }
        return null;
    }
}
