package io.presencesync.finesse;

import io.presencesync.finesse.xmpp.PubSub;
import io.presencesync.finesse.xmpp.PubSubFailure;
import io.presencesync.finesse.xmpp.PubSubFailure.Kind;
import io.presencesync.net.HttpAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Sessions as the test wants them; keeps what was asked of them.
final class ScriptedPubSub implements PubSub.Opener {
    /// `open ENDPOINT RESOURCE`, `subscribe NODE`, `unsubscribe NODE`, `ping`, `close`, in order.
    final List<String> calls = new CopyOnWriteArrayList<>();

    final List<Session> sessions = new CopyOnWriteArrayList<>();
    /// What fails from now on: the word of a call, or the call as a whole.
    final Map<String, Kind> failing = new ConcurrentHashMap<>();
    /// What an earlier session left behind.
    final Set<String> kept = ConcurrentHashMap.newKeySet();
    /// What somebody left behind without a resource.
    final Set<String> bare = ConcurrentHashMap.newKeySet();
    /// The answer to the next upgrades; null when they are let in.
    volatile @Nullable HttpAnswer refusal;
    /// Sessions end as soon as they are open.
    volatile boolean shortLived;

    @Override
    public PubSub open(PubSub.Address address, PubSub.Listener listener, Duration timeout) throws PubSubFailure {
        ask("open", address.endpoint() + " " + address.resource());
        HttpAnswer refused = refusal;
        if (refused != null) {
            throw PubSubFailure.tooMany(refused);
        }
        Session made = new Session(listener);
        sessions.add(made);
        if (shortLived) {
            listener.ended("not wanted", false);
        }
        return made;
    }

    private void ask(String word, String what) throws PubSubFailure {
        String call = (word + " " + what).strip();
        calls.add(call);
        Kind kind = first(call, word);
        if (kind != null) {
            throw new PubSubFailure(kind, "as the test wants it");
        }
    }

    private @Nullable Kind first(String call, String word) {
        Kind kind = failing.get(call);
        return kind == null ? failing.get(word) : kind;
    }

    long count(String start) {
        return calls.stream().filter(call -> call.startsWith(start)).count();
    }

    PubSub.Listener newest() {
        return sessions.getLast().listener;
    }

    final class Session implements PubSub {
        final PubSub.Listener listener;
        volatile boolean closed;

        Session(PubSub.Listener listener) {
            this.listener = listener;
        }

        @Override
        public String jid() {
            return "boss@fin1/presence-sync";
        }

        @Override
        public Standing subscriptions() throws PubSubFailure {
            ask("subscriptions", "");
            return new Standing(Set.copyOf(kept), Set.copyOf(bare));
        }

        @Override
        public void unsubscribeBare(String node) throws PubSubFailure {
            ask("unsubscribe bare", node);
        }

        @Override
        public void subscribe(String node) throws PubSubFailure {
            ask("subscribe", node);
        }

        @Override
        public void unsubscribe(String node) throws PubSubFailure {
            ask("unsubscribe", node);
        }

        @Override
        public void ping(Duration timeout) throws PubSubFailure {
            ask("ping", "");
        }

        @Override
        public void close() {
            closed = true;
            calls.add("close");
        }
    }
}
