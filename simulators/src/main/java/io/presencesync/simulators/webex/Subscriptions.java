package io.presencesync.simulators.webex;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who watches whom until when; belongs to devices and so survives a reconnect. Used on the event loop only.
///
/// Expiry needs no timer: a subscription past its time counts as gone wherever it is looked at.
final class Subscriptions {
    private final WebexSimulatorOptions options;
    private final Supplier<Limits> limits;
    private final Map<String, Map<String, Instant>> byDevice = new HashMap<>();

    Subscriptions(WebexSimulatorOptions options, Supplier<Limits> limits) {
        this.limits = limits;
        this.options = options;
    }

    /// The TTL granted in seconds, or null when the device holds as many subscriptions as it may.
    @Nullable
    Integer subscribe(String deviceUrl, String subject, int wantedTtl) {
        Map<String, Instant> held = held(deviceUrl);
        if (!held.containsKey(subject) && held.size() >= limits.get().subscriptions()) {
            return null;
        }
        int ttl = Math.min(wantedTtl, limits.get().subscriptionTtl());
        long millis = Math.round(ttl * 1000 * options.ttlScale());
        held.put(subject, options.clock().instant().plusMillis(millis));
        return ttl;
    }

    /// Makes room for one more by pushing out the oldest; null when there is room already or nobody may be pushed out.
    @Nullable
    String evict(String deviceUrl, String subject) {
        Map<String, Instant> held = held(deviceUrl);
        boolean full = !held.containsKey(subject) && held.size() >= limits.get().subscriptions();
        if (!full || !limits.get().evicts() || held.isEmpty()) {
            return null;
        }
        String oldest = held.keySet().iterator().next();
        held.remove(oldest);
        return oldest;
    }

    /// Nobody watches anybody any more, and nobody is told.
    void forget() {
        byDevice.clear();
    }

    void unsubscribe(String deviceUrl, String subject) {
        held(deviceUrl).remove(subject);
    }

    void removeDevice(String deviceUrl) {
        byDevice.remove(deviceUrl);
    }

    /// Devices with a live subscription to the person.
    List<String> watchers(String subject) {
        Instant now = options.clock().instant();
        var watchers = new ArrayList<String>();
        byDevice.forEach((device, held) -> {
            Instant expiry = held.get(subject);
            if (expiry != null && now.isBefore(expiry)) {
                watchers.add(device);
            }
        });
        return watchers;
    }

    /// Subject to remaining seconds, as the client counts them.
    Map<String, Integer> remaining(String deviceUrl) {
        Instant now = options.clock().instant();
        var remaining = new HashMap<String, Integer>();
        held(deviceUrl).forEach((subject, expiry) -> {
            double left = Duration.between(now, expiry).toMillis() / 1000.0 / options.ttlScale();
            remaining.put(subject, (int) Math.ceil(left));
        });
        return remaining;
    }

    int live() {
        return List.copyOf(byDevice.keySet()).stream()
                .mapToInt(device -> held(device).size())
                .sum();
    }

    private Map<String, Instant> held(String deviceUrl) {
        Instant now = options.clock().instant();
        Map<String, Instant> held = byDevice.computeIfAbsent(deviceUrl, _ -> new LinkedHashMap<>());
        held.values().removeIf(expiry -> !now.isBefore(expiry));
        return held;
    }
}
