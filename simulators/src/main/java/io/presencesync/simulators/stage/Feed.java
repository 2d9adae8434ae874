package io.presencesync.simulators.stage;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened, the newest [#KEPT] entries. Not for several threads.
final class Feed {
    private static final int KEPT = 60;

    /// @param kind `presence`, `request` or `state`
    record Entry(Instant at, String kind, Role role, String text) {}

    private final Deque<Entry> newestFirst = new ArrayDeque<>();
    private long added;

    /// Entries of one look; put in order of time, because requests and changes are found one after the other.
    void add(List<Entry> entries) {
        entries.stream().sorted(Comparator.comparing(Entry::at)).forEach(this::add);
    }

    private void add(Entry entry) {
        newestFirst.addFirst(entry);
        added++;
        if (newestFirst.size() > KEPT) {
            newestFirst.removeLast();
        }
    }

    JsonArray json() {
        JsonArray all = new JsonArray();
        long number = added;
        for (Entry entry : newestFirst) {
            all.add(new JsonObject()
                    .put("number", number--)
                    .put("at", entry.at().toString())
                    .put("kind", entry.kind())
                    .put("id", entry.role().loginId())
                    .put("name", entry.role().name())
                    .put("text", entry.text()));
        }
        return all;
    }

    /// What changed from one sight of a person to the next.
    static void compare(@Nullable Sight before, Sight now, List<Entry> found) {
        if (before == null) {
            return;
        }
        if (!before.webex().equals(now.webex())) {
            found.add(new Entry(now.webex().since(), "presence", now.role(), presence(now.webex())));
        }
        if (!before.finesse().equals(now.finesse())) {
            Instant at = now.finesse().since() == null || sameTime(before, now)
                    ? Instant.now()
                    : now.finesse().since();
            found.add(new Entry(at, "state", now.role(), state(now.finesse())));
        }
    }

    private static boolean sameTime(Sight before, Sight now) {
        return now.finesse().since() != null
                && now.finesse().since().equals(before.finesse().since());
    }

    private static String presence(Sight.Webex webex) {
        String type = webex.meetingType() == null ? "" : ", " + webex.meetingType();
        return webex.status() + type;
    }

    private static String state(Sight.Finesse finesse) {
        String reason = finesse.reason().isEmpty() ? "" : " · " + finesse.reason();
        String pending = finesse.pending().isEmpty() ? "" : ", then " + finesse.pending();
        return finesse.state() + reason + pending;
    }
}
