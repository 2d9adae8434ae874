package io.presencesync.simulators.webex;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The registrations; one without `ttl` lives seven days after its last refresh. Used on the event loop only.
final class Devices {
    private static final Duration DEFAULT_LIFE = Duration.ofDays(7);

    private final WebexSimulatorOptions options;
    private final Supplier<Limits> limits;
    private final String base;
    private final Map<String, Device> byId = new LinkedHashMap<>();
    private final List<Consumer<Device>> onGone = new ArrayList<>();

    Devices(WebexSimulatorOptions options, Supplier<Limits> limits, String base) {
        this.limits = limits;
        this.options = options;
        this.base = base;
    }

    void onGone(Consumer<Device> listener) {
        onGone.add(listener);
    }

    Device create(String userId, JsonObject fields) {
        if (of(userId).size() >= limits.get().devices()) {
            throw new Refusal(403, "User has excessive device registrations");
        }
        String id = UUID.randomUUID().toString();
        Instant now = options.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        String url = base + "/wdm/api/v1/devices/" + id;
        return put(new Device(id, url, userId, fields, now, now, expiry(now, fields), 1));
    }

    /// A registration another program made that long ago; no limit holds for it.
    Device addForeign(String userId, JsonObject fields, Duration age) {
        String id = UUID.randomUUID().toString();
        Instant then = options.clock().instant().truncatedTo(ChronoUnit.MILLIS).minus(age);
        String url = base + "/wdm/api/v1/devices/" + id;
        return put(new Device(id, url, userId, fields, then, then, expiry(then, fields), 1));
    }

    /// Removes a registration without telling anybody; its socket stays open.
    void vanish(Device device) {
        byId.remove(device.id());
    }

    Device update(Device old, JsonObject fields) {
        Instant now = options.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        var merged = old.fields().copy().mergeIn(fields);
        Instant expires = expiry(now, merged);
        return put(
                new Device(old.id(), old.url(), old.userId(), merged, old.created(), now, expires, old.version() + 1));
    }

    @Nullable
    Device find(String id) {
        expire();
        return byId.get(id);
    }

    List<Device> of(String userId) {
        return all().stream().filter(device -> device.userId().equals(userId)).toList();
    }

    List<Device> all() {
        expire();
        return List.copyOf(byId.values());
    }

    void remove(Device device) {
        if (byId.remove(device.id()) != null) {
            onGone.forEach(listener -> listener.accept(device));
        }
    }

    private void expire() {
        Instant now = options.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        List<Device> old = byId.values().stream()
                .filter(device -> !now.isBefore(device.expires()))
                .toList();
        old.forEach(this::remove);
    }

    private static Instant expiry(Instant now, JsonObject fields) {
        return now.plus(
                fields.getValue("ttl") instanceof Number ttl ? Duration.ofSeconds(ttl.longValue()) : DEFAULT_LIFE);
    }

    private Device put(Device device) {
        byId.put(device.id(), device);
        return device;
    }
}
