package io.presencesync.engine;

/// What a channel asks before a request leaves, and while it waits for its answer. Any thread; nothing here blocks.
@FunctionalInterface
public interface RequestGate {
    /// Whether the whole decision, made anew on the newest facts, would send this request. Changes nothing.
    boolean mayLeave();

    /// The request leaves now. Told once, when nothing more can delay it.
    default void left() {}

    /// Whether what the request asks for is still what the presence wants, for a request that has left.
    default boolean stillWanted() {
        return mayLeave();
    }

    /// Lets the request leave if it still may: the last thing asked before it does.
    default boolean leave() {
        if (!mayLeave()) {
            return false;
        }
        left();
        return true;
    }
}
