package io.presencesync.finesse.xmpp;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps what a session tells, as words.
final class Heard implements PubSub.Listener {
    final List<String> words = new CopyOnWriteArrayList<>();

    @Override
    public void item(String node, String payload) {
        words.add(node + " " + payload);
    }

    @Override
    public void presence(String jid, boolean available) {
        words.add(jid + (available ? " is here" : " is gone"));
    }

    @Override
    public void ended(String why, boolean conflict) {
        words.add((conflict ? "conflict: " : "ended: ") + why);
    }
}
