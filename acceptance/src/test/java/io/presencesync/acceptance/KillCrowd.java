package io.presencesync.acceptance;

import io.presencesync.simulators.finesse.AgentState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// The agents of the kill test: what each shows in Webex, what he chose himself, and so what Finesse has to show.
final class KillCrowd {
    private static final String LUNCH = "NOT_READY Lunch";
    private static final String READY = "READY";
    private static final List<String> BUSY = List.of("dnd", "call", "meeting", "presenting");

    /// @param lunch he chose it himself and has not been READY since
    /// @param override he was set READY by hand in this busy spell, and the product saw it
    record One(String presence, boolean lunch, boolean override) {
        boolean busy() {
            return BUSY.contains(presence);
        }

        String words() {
            return presence.equals("meeting") || presence.equals("presenting") ? presence + " (online)" : presence;
        }

        One shows(String next) {
            return new One(next, lunch, override);
        }
    }

    private final World world;
    private final KillSite site;
    private final RandomGenerator random;
    private final Map<String, One> all = new LinkedHashMap<>();

    KillCrowd(World world, KillSite site, int count, RandomGenerator random) {
        this.world = world;
        this.site = site;
        this.random = random;
        IntStream.range(World.FIRST, World.FIRST + count)
                .forEach(id -> all.put(Integer.toString(id), new One("active", false, false)));
    }

    List<String> ids() {
        return List.copyOf(all.keySet());
    }

    One get(String id) {
        return java.util.Objects.requireNonNull(all.get(id));
    }

    /// What Finesse has to show.
    String wanted(String id) {
        One one = get(id);
        return one.lunch() ? LUNCH : one.busy() && !one.override() ? site.held(one.presence()) : READY;
    }

    /// Agents whom Finesse does not show as it has to.
    List<String> wrong() {
        return ids().stream().filter(id -> !world.shown(id).equals(wanted(id))).toList();
    }

    String inWords(List<String> some) {
        List<String> words = new ArrayList<>();
        some.forEach(id -> words.add(id + " " + get(id) + " is " + world.shown(id) + ", wanted " + wanted(id)));
        return words.toString();
    }

    /// Free long enough for a spell to be over.
    void quiet() {
        all.replaceAll((_, one) -> one.busy() ? one : new One(one.presence(), one.lunch(), false));
    }

    /// New presences for most. Whoever has chosen READY against his presence keeps it or becomes free, so that his
    /// spell does not end and begin unseen.
    Map<String, String> presences(int percent) {
        Map<String, String> changes = new LinkedHashMap<>();
        for (String id : ids()) {
            String next = next(get(id));
            if (random.nextInt(100) < percent && !next.equals(get(id).presence())) {
                show(id, next);
                changes.put(id, get(id).words());
            }
        }
        return changes;
    }

    private String next(One one) {
        if (one.override() || (one.busy() && random.nextInt(100) < 60)) {
            return "active";
        }
        return BUSY.get(random.nextInt(BUSY.size()));
    }

    private void show(String id, String presence) {
        all.put(id, get(id).shows(presence));
        boolean online = presence.equals("meeting") || presence.equals("presenting");
        world.webex.setPresence(World.address(id), presence, online ? "online" : null, null);
    }

    /// While nobody looks: presences change, some go to lunch, some are set READY by hand.
    void livesOnUnseen() {
        for (String id : ids()) {
            One one = get(id);
            if (!one.override() && random.nextInt(100) < 25) {
                show(id, next(one));
            }
            if (!one.override() && random.nextInt(100) < (one.lunch() ? 60 : 10)) {
                chooses(id, false);
            }
        }
    }

    /// The agent goes to lunch, or back to READY. Seen by the product, READY against a busy presence is an override.
    void chooses(String id, boolean seen) {
        One one = get(id);
        boolean ready = one.lunch() || (world.agent(id).state() == AgentState.NOT_READY && random.nextBoolean());
        if (ready) {
            world.agent(id).ready();
            all.put(id, new One(one.presence(), false, seen && one.busy()));
        } else {
            world.agent(id).notReady("Lunch");
            all.put(id, new One(one.presence(), true, false));
        }
    }
}
