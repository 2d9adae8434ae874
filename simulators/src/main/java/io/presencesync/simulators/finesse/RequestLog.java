package io.presencesync.simulators.finesse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The newest REST requests, oldest first. Safe for use by several threads.
public final class RequestLog {
    private static final int CAPACITY = 100_000;

    private final Deque<LoggedRequest> requests = new ArrayDeque<>();
    private final List<Consumer<LoggedRequest>> putHooks = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> arrivalHooks = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> answerHooks = new CopyOnWriteArrayList<>();
    private long dropped;

    /// Called on the server's thread for every PUT once it is answered; must be quick.
    public void onPut(Consumer<LoggedRequest> hook) {
        putHooks.add(hook);
    }

    /// Called on the server's thread with the request id of every PUT that has arrived, before anything is done about
    /// it; must be quick.
    public void onPutArrived(Consumer<String> hook) {
        arrivalHooks.add(hook);
    }

    /// Called on the server's thread with the request id of every PUT whose answer was handed to the network; must be
    /// quick.
    public void onPutAnswered(Consumer<String> hook) {
        answerHooks.add(hook);
    }

    void arrived(String requestId) {
        arrivalHooks.forEach(hook -> hook.accept(requestId));
    }

    void answered(String requestId) {
        answerHooks.forEach(hook -> hook.accept(requestId));
    }

    void add(LoggedRequest request) {
        synchronized (this) {
            if (requests.size() == CAPACITY) {
                requests.removeFirst();
                dropped += 1;
            }
            requests.addLast(request);
        }
        if (request.method().equals("PUT")) {
            putHooks.forEach(hook -> hook.accept(request));
        }
    }

    public synchronized List<LoggedRequest> all() {
        return List.copyOf(requests);
    }

    /// State requests for that user, oldest first.
    public synchronized List<LoggedRequest> putsFor(String loginId) {
        String path = "/finesse/api/User/" + loginId;
        return requests.stream()
                .filter(each -> each.method().equals("PUT") && each.path().equals(path))
                .toList();
    }

    /// How many old requests were forgotten for lack of room.
    public synchronized long dropped() {
        return dropped;
    }

    public synchronized void clear() {
        requests.clear();
        dropped = 0;
    }
}
