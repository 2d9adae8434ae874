package io.presencesync.acceptance;

import io.presencesync.engine.PresenceListener;
import io.presencesync.presence.PresenceEvent;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Remembers what a source told. Any thread.
final class FaultHeard implements PresenceListener {
    private final Map<WebexAddress, WebexPersonId> resolved = new ConcurrentHashMap<>();
    private final Map<WebexAddress, String> unresolved = new ConcurrentHashMap<>();
    private final Map<WebexPersonId, String> unreached = new ConcurrentHashMap<>();
    private final List<PresenceEvent> events = new CopyOnWriteArrayList<>();
    private final List<String> downs = new CopyOnWriteArrayList<>();

    /// Status heard last of this address; empty when none yet.
    String lastOf(String address) {
        List<String> statuses = statuses(address);
        return statuses.isEmpty() ? "" : statuses.getLast();
    }

    /// The last event of this address in words, with a question mark where it leaves open what is the case.
    String wordsOf(String address) {
        WebexPersonId person = resolved.get(new WebexAddress(address));
        return events.stream()
                .filter(event -> event.person().equals(person))
                .map(event -> event.presence().inWords() + (event.presence().unclear() ? "?" : ""))
                .reduce("", (first, second) -> second);
    }

    List<String> statuses(String address) {
        WebexPersonId person = resolved.get(new WebexAddress(address));
        return events.stream()
                .filter(event -> event.person().equals(person))
                .map(event -> event.presence().status())
                .toList();
    }

    boolean unreached(String address) {
        WebexPersonId person = resolved.get(new WebexAddress(address));
        return person != null && unreached.containsKey(person);
    }

    String unresolved(String address) {
        return unresolved.getOrDefault(new WebexAddress(address), "");
    }

    /// Why the feed was told to be down, each time it was.
    List<String> downs() {
        return List.copyOf(downs);
    }

    @Override
    public String toString() {
        return events.stream()
                        .map(event -> resolved.entrySet().stream()
                                        .filter(each -> each.getValue().equals(event.person()))
                                        .map(each -> each.getKey().value())
                                        .toList()
                                + " "
                                + event.presence().status())
                        .toList()
                + ", not reached " + unreached;
    }

    /// Rises with everything that is told.
    List<Integer> sizes() {
        return List.of(resolved.size(), unresolved.size(), unreached.size(), events.size(), downs.size());
    }

    @Override
    public void resolved(WebexAddress address, WebexPersonId person) {
        resolved.put(address, person);
    }

    @Override
    public void unresolved(WebexAddress address, String why) {
        unresolved.put(address, why);
    }

    @Override
    public void subscribed(WebexPersonId person) {
        unreached.remove(person);
    }

    @Override
    public void notSubscribed(WebexPersonId person, String why) {
        unreached.put(person, why);
    }

    @Override
    public void feedDown(String why) {
        downs.add(why);
    }

    @Override
    public void feedUp() {}

    @Override
    public void presence(PresenceEvent event) {
        events.add(event);
    }
}
