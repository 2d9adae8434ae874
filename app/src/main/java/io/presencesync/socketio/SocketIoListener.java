package io.presencesync.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// What an application hears from the server. Called on the Vert.x event loop of the connection, in order and never at
/// once for one connection; **must not block**. An exception from it is logged and changes nothing.
public interface SocketIoListener {
    /// A client joined a namespace. What is emitted here is the first the client receives.
    void onConnect(SocketIoSocket socket);

    /// An event came. Binary arguments are binary nodes. If the client asked for an acknowledgement, it waits until
    /// [SocketIoAck#send]; if not, sending one does nothing.
    void onEvent(SocketIoSocket socket, String event, List<JsonNode> arguments, SocketIoAck ack);

    /// The socket ended; nothing more is heard of it.
    void onDisconnect(SocketIoSocket socket, DisconnectReason reason);
}
