package io.presencesync.socketio;

import org.jspecify.annotations.Nullable;

/// The way to acknowledge one event; from any thread. Only the first call counts.
@FunctionalInterface
public interface SocketIoAck {
    void send(@Nullable Object... arguments);
}
