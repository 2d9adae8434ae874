package io.presencesync.socketio;

/// A peer broke the Engine.IO or Socket.IO protocol. The message holds the size and a short printable head of what
/// came, never the whole. Without a stack trace: it is the peer's fault and may come in floods.
final class ProtocolException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int HEAD = 12;

    ProtocolException(String what) {
        super(what, null, false, false);
    }

    static ProtocolException of(String what, String received) {
        return new ProtocolException("%s (%d characters: %s)".formatted(what, received.length(), excerpt(received)));
    }

    /// At most twelve characters, control and non-ASCII characters shown as `?`: enough to tell the packet's kind, too
    /// short for a credential.
    static String excerpt(String received) {
        StringBuilder head = new StringBuilder("\"");
        received.chars().limit(HEAD).forEach(c -> head.append(c >= ' ' && c < 127 ? (char) c : '?'));
        return head.append(received.length() > HEAD ? "…\"" : "\"").toString();
    }
}
