package io.presencesync.simulators.bench;

import io.presencesync.simulators.finesse.FinesseSimulator;
import io.presencesync.simulators.finesse.LoggedRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Every state request both nodes got, in the order of their coming.
final class Puts {
    /// One of them.
    ///
    /// @param node 0 is the first one
    record Put(int node, String agent, String state, int status, long nanos) {
        boolean accepted() {
            return status >= 200 && status < 300;
        }
    }

    private final List<Put> puts = new ArrayList<>();

    void note(int node, FinesseSimulator finesse) {
        finesse.requests().onPut(request -> add(node, request));
    }

    private synchronized void add(int node, LoggedRequest request) {
        String agent = request.path().substring(request.path().lastIndexOf('/') + 1);
        String state = request.body().replaceAll("(?s).*<state>(\\w+)</state>.*", "$1");
        puts.add(new Put(node, agent, state, request.status(), request.nanoTime()));
    }

    /// Those that came in this time, both ends by `System.nanoTime()`.
    synchronized List<Put> between(long from, long to) {
        return puts.stream()
                .filter(put -> put.nanos() >= from && put.nanos() < to)
                .toList();
    }

    /// How often an agent was asked again for the state that he had been brought to last.
    synchronized long repeated() {
        Map<String, String> last = new HashMap<>();
        return puts.stream()
                .filter(Put::accepted)
                .filter(put -> put.state().equals(last.put(put.agent(), put.state())))
                .count();
    }

    /// How many more came within any time from `from` on than the pace allows at one node.
    static long beyond(List<Put> puts, long from, double perSecond, int burst) {
        long most = 0;
        for (int count = 1; count <= puts.size(); count++) {
            double seconds = (puts.get(count - 1).nanos() - from) / 1e9;
            most = Math.max(most, count - (long) Math.ceil(burst + perSecond * seconds));
        }
        return most;
    }
}
