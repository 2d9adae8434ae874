package io.presencesync.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What is known of one table: as the database had it, and newer. Any thread.
final class Remembered<K, V> {
    private final Map<K, Optional<V>> known = new ConcurrentHashMap<>();

    /// What we learned ourselves meanwhile is newer.
    void loaded(Map<K, V> stored) {
        stored.forEach((key, value) -> known.putIfAbsent(key, Optional.of(value)));
    }

    Map<K, V> all() {
        Map<K, V> all = new LinkedHashMap<>();
        known.forEach((key, value) -> value.ifPresent(there -> all.put(key, there)));
        return all;
    }

    Optional<V> get(K key) {
        return Objects.requireNonNullElse(known.get(key), Optional.empty());
    }

    /// Whether that is news.
    ///
    /// @param value null: forgotten
    boolean set(K key, @Nullable V value) {
        Optional<V> now = Optional.ofNullable(value);
        return !now.equals(known.put(key, now));
    }
}
