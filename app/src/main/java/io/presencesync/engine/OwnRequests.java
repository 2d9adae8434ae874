package io.presencesync.engine;

import io.presencesync.agent.Memory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Which requests of one agent are ours, the newest of them: Finesse tells of every request for them, also of those of
/// their own desktop and of other programs. Thread-safe.
final class OwnRequests {
    private static final int MOST = 64;

    private final Set<String> ids = Collections.synchronizedSet(Collections.newSetFromMap(new Newest()));

    /// @param known what is remembered from before: a request that was under way, and those that may still land
    OwnRequests(Memory known) {
        known.requests().forEach(this::asked);
    }

    /// Before it leaves.
    void asked(String id) {
        ids.add(id);
    }

    boolean has(String id) {
        return ids.contains(id);
    }

    private static final class Newest extends LinkedHashMap<String, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    }
}
