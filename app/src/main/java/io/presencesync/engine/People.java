package io.presencesync.engine;

import io.presencesync.presence.Presence;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
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

    void add(AgentRunner agent) {
        byAddress
                .computeIfAbsent(agent.entry().address(), address -> new CopyOnWriteArrayList<>())
                .add(agent);
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
    boolean notSubscribed(WebexPersonId person, String why) {
        subscribed.remove(person);
        return !why.equals(notSubscribed.put(person, why));
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
