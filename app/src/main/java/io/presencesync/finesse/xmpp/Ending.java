package io.presencesync.finesse.xmpp;

/// Tells a listener once that its session is over: not while it is still being opened, and not when we closed it
/// ourselves. Any thread; the listener is called without a lock.
final class Ending {
    private enum Phase {
        OPENING,
        OPEN,
        BROKEN,
        OVER
    }

    private final PubSub.Listener listener;
    private Phase phase = Phase.OPENING;

    Ending(PubSub.Listener listener) {
        this.listener = listener;
    }

    /// The session is open.
    ///
    /// @return false when it has ended meanwhile; the listener will not be told
    synchronized boolean opened() {
        boolean alive = phase == Phase.OPENING;
        phase = alive ? Phase.OPEN : Phase.OVER;
        return alive;
    }

    /// We end it ourselves.
    synchronized void ours() {
        phase = Phase.OVER;
    }

    void broken(String why, boolean conflict) {
        if (worthTelling()) {
            listener.ended(why, conflict);
        }
    }

    private synchronized boolean worthTelling() {
        boolean told = phase == Phase.OPEN;
        phase = phase == Phase.OPENING || phase == Phase.BROKEN ? Phase.BROKEN : Phase.OVER;
        return told;
    }
}
