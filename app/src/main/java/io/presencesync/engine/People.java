package io.presencesync.engine;

import io.presencesync.presence.Presence;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Which Webex person is which agent. One person may be several agents; every event goes to each. Any thread.
final class People {
    private final Map<WebexAddress, List<AgentRunner>> byAddress = new ConcurrentHashMap<>();
    private final Map<WebexPersonId, Set<WebexAddress>> addresses = new ConcurrentHashMap<>();
    private final Map<WebexAddress, WebexPersonId> persons = new ConcurrentHashMap<>();
    private final Map<WebexAddress, String> unresolved = new ConcurrentHashMap<>();
    private final Map<WebexPersonId, String> notSubscribed = new ConcurrentHashMap<>();
    private final Map<WebexPersonId, Presence> newest = new ConcurrentHashMap<>();
    private final Set<WebexPersonId> subscribed = ConcurrentHashMap.newKeySet();

    private final Map<WebexPersonId, Instant> doubtSince = new ConcurrentHashMap<>();
    private volatile Doubt feed = Doubt.NONE;

    /// Whether presences reach us.
    ///
    /// @param why why not; null while they do
    /// @param since what was confirmed at or before this may no longer hold; null when nothing broke yet
    /// @param feedDown nobody's do
    record Doubt(@Nullable String why, @Nullable Instant since, boolean feedDown) {
        static final Doubt NONE = new Doubt(null, null, false);

        private Doubt and(Doubt other) {
            boolean later = since == null || (other.since != null && other.since.isAfter(since));
            return new Doubt(why != null ? why : other.why, later ? other.since : since, feedDown);
        }
    }

    void feedDown(String why, Instant now) {
        Doubt before = feed;
        feed = new Doubt(why, before.why == null ? now : before.since, true);
    }

    void feedUp() {
        feed = new Doubt(null, feed.since, false);
    }

    Doubt doubt(WebexAddress address) {
        WebexPersonId person = persons.get(address);
        return person == null ? feed : feed.and(new Doubt(notSubscribed.get(person), doubtSince.get(person), false));
    }

    void add(AgentRunner agent) {
        byAddress
                .computeIfAbsent(agent.entry().address(), address -> new CopyOnWriteArrayList<>())
                .add(agent);
    }

    /// He has this address no longer; what is known of it goes with the last who has it.
    void remove(AgentRunner agent) {
        WebexAddress address = agent.entry().address();
        byAddress.computeIfPresent(address, (_, agents) -> {
            agents.remove(agent);
            return agents.isEmpty() ? null : agents;
        });
        if (!byAddress.containsKey(address)) {
            forget(address);
        }
    }

    private void forget(WebexAddress address) {
        unresolved.remove(address);
        WebexPersonId person = persons.remove(address);
        if (person == null) {
            return;
        }
        Set<WebexAddress> his = addresses.computeIfPresent(person, (_, all) -> {
            all.remove(address);
            return all.isEmpty() ? null : all;
        });
        if (his == null) {
            newest.remove(person);
            subscribed.remove(person);
            notSubscribed.remove(person);
            doubtSince.remove(person);
        }
    }

    void heard(WebexPersonId person, Presence presence) {
        newest.put(person, presence);
    }

    /// The newest presence behind an address; null when none was heard.
    @Nullable
    Presence newest(WebexAddress address) {
        WebexPersonId person = persons.get(address);
        return person == null ? null : newest.get(person);
    }

    void resolved(WebexAddress address, WebexPersonId person) {
        persons.put(address, person);
        unresolved.remove(address);
        addresses.computeIfAbsent(person, id -> ConcurrentHashMap.newKeySet()).add(address);
    }

    /// True when this is news.
    boolean unresolved(WebexAddress address, String why) {
        return !why.equals(unresolved.put(address, why));
    }

    Set<WebexAddress> addressesOf(WebexPersonId person) {
        return addresses.getOrDefault(person, Set.of());
    }

    void subscribed(WebexPersonId person) {
        notSubscribed.remove(person);
        subscribed.add(person);
    }

    /// True when this is news.
    boolean notSubscribed(WebexPersonId person, String why, Instant now) {
        subscribed.remove(person);
        String before = notSubscribed.put(person, why);
        if (before == null) {
            doubtSince.put(person, now);
        }
        return !why.equals(before);
    }

    List<AgentRunner> agentsOf(WebexPersonId person) {
        return addresses.getOrDefault(person, Set.of()).stream()
                .flatMap(address -> byAddress.getOrDefault(address, List.of()).stream())
                .toList();
    }

    boolean isResolved(WebexAddress address) {
        return persons.containsKey(address);
    }

    boolean isSubscribed(WebexAddress address) {
        WebexPersonId person = persons.get(address);
        return person != null && subscribed.contains(person);
    }

    /// Why presences of this address do not arrive; null when they do or when it is still being worked on.
    @Nullable
    String problem(WebexAddress address) {
        String why = unresolved.get(address);
        WebexPersonId person = persons.get(address);
        return why != null || person == null ? why : notSubscribed.get(person);
    }
}
