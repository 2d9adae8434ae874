package io.presencesync.simulators.finesse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The faults in force on one node. Safe for use by several threads.
public final class Faults {
    private final Map<Integer, Fault> faults = new LinkedHashMap<>();
    private int nextId = 1;
    private volatile boolean outOfService;

    /// Returns the number under which it can be cleared.
    public synchronized int add(Fault fault) {
        int id = nextId;
        nextId += 1;
        faults.put(id, fault);
        return id;
    }

    public synchronized boolean clear(int id) {
        Optional<Fault> cleared = Optional.ofNullable(faults.remove(id));
        cleared.ifPresent(Faults::release);
        return cleared.isPresent();
    }

    /// Ends every fault, out of service included.
    public synchronized void clear() {
        faults.values().forEach(Faults::release);
        faults.clear();
        outOfService = false;
    }

    private static void release(Fault fault) {
        if (fault.effect() instanceof Fault.HoldAnswer hold) {
            hold.release();
        }
    }

    public synchronized Map<Integer, Fault> all() {
        return new LinkedHashMap<>(faults);
    }

    /// Every request is answered 503 SERVER_OUT_OF_SERVICE and no notification goes out.
    public void outOfService(boolean out) {
        outOfService = out;
    }

    public boolean outOfService() {
        return outOfService;
    }

    /// What goes wrong with this request; counts down those with a number.
    synchronized List<Fault.Effect> take(String method, String path, String user) {
        List<Fault.Effect> effects = new ArrayList<>();
        for (Map.Entry<Integer, Fault> entry : new ArrayList<>(faults.entrySet())) {
            if (entry.getValue().matches(method, path, user)) {
                effects.add(entry.getValue().effect());
                countDown(entry.getKey(), entry.getValue());
            }
        }
        return effects;
    }

    private void countDown(int id, Fault fault) {
        Fault rest = fault.onceLess();
        if (rest.times() == 0) {
            faults.remove(id);
        } else {
            faults.put(id, rest);
        }
    }
}
