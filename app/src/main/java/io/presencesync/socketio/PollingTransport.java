package io.presencesync.socketio;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// HTTP long-polling: packets wait for the client's next GET, which waits for packets.
final class PollingTransport implements EngineTransport {
    private static final List<EnginePacket> CLOSE = List.of(EnginePacket.empty(EngineType.CLOSE));
    private static final List<EnginePacket> NOOP = List.of(EnginePacket.empty(EngineType.NOOP));

    private @Nullable PollReply pending;
    /// The answers that a client still gets after the end, the last of them the end itself; null while it is open.
    private @Nullable Queue<List<EnginePacket>> farewell;

    @Override
    public String name() {
        return "polling";
    }

    boolean hasPending() {
        return pending != null;
    }

    /// True once the client was told that the session ended.
    boolean farewellTaken() {
        return farewell != null && farewell.isEmpty();
    }

    /// Takes the client's GET. False when one was already waiting: the session must then be closed.
    boolean poll(PollReply reply, OutgoingQueue queue) {
        if (pending != null) {
            reply.fail(EngineError.BAD_REQUEST);
            return false;
        }
        pending = reply;
        flush(queue);
        return true;
    }

    @Override
    public void flush(OutgoingQueue queue) {
        if (farewell != null) {
            sayFarewell();
        } else if (!queue.isEmpty()) {
            answer(queue::takeAll);
        }
    }

    /// Ends a waiting GET, so that the client may go on by other means.
    void noop() {
        answer(() -> NOOP);
    }

    /// A GET is waiting though the client has left polling: it came too late.
    void refuse() {
        PollReply reply = pending;
        if (reply != null) {
            pending = null;
            reply.fail(EngineError.BAD_REQUEST);
        }
    }

    /// The last words, for a client that hears them over a WebSocket, whose end says what the close packet would. None
    /// when they were taken or the session is open.
    List<EnginePacket> takeFarewell() {
        Queue<List<EnginePacket>> last = farewell;
        farewell = last == null ? null : new ArrayDeque<>();
        return last == null
                ? List.of()
                : last.stream()
                        .filter(answer -> !answer.equals(CLOSE))
                        .flatMap(List::stream)
                        .toList();
    }

    /// The client itself has closed. A GET that was waiting, or came before the close was read, ends with a noop.
    void left() {
        farewell = new ArrayDeque<>(List.of(NOOP));
        sayFarewell();
    }

    /// Without a waiting GET the farewell is kept for the next one. What still waited goes first and the close with the
    /// GET after it: a client acts on a close while it reads the payload, and on the messages before it a turn
    /// later, when nobody listens any more.
    @Override
    public void close(OutgoingQueue queue) {
        if (farewell == null) {
            farewell = new ArrayDeque<>();
            if (!queue.isEmpty()) {
                farewell.add(queue.takeAll());
            }
            farewell.add(CLOSE);
            sayFarewell();
        }
    }

    private void sayFarewell() {
        Queue<List<EnginePacket>> last = farewell;
        if (pending != null && last != null) {
            List<EnginePacket> next = last.isEmpty() ? CLOSE : last.remove();
            answer(() -> next);
        }
    }

    private void answer(Supplier<List<EnginePacket>> packets) {
        PollReply reply = pending;
        if (reply != null) {
            pending = null;
            reply.ok(EnginePayload.encode(packets.get()));
        }
    }

    /// The client hung up while its GET was waiting.
    boolean dropped(PollReply reply) {
        boolean mine = reply.equals(pending);
        if (mine) {
            pending = null;
        }
        return mine;
    }
}
