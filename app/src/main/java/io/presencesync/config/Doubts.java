package io.presencesync.config;

import java.util.HashSet;
import java.util.Set;

/// Settings that may have been made where it could not be read. To call them missing would be a second fault of one
/// cause.
final class Doubts {
    private final Set<Key> keys = new HashSet<>();
    private boolean all;

    void add(Key key) {
        keys.add(key);
    }

    /// A part of unknown content was not read.
    void addAll() {
        all = true;
    }

    boolean concern(Key key) {
        return all || keys.contains(key);
    }
}
