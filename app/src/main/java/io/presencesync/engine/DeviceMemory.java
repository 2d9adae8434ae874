package io.presencesync.engine;

import java.util.Optional;

/// Port: remembers our registration with Webex, so that a restart finds it again. The text is opaque here. Any thread;
/// no method waits for the database or throws.
public interface DeviceMemory {
    /// What was remembered under this device name, as of the start or newer.
    Optional<String> load(String name);

    void remember(String name, String text);

    void forget(String name);

    /// Remembers nothing.
    DeviceMemory NONE = new DeviceMemory() {
        @Override
        public Optional<String> load(String name) {
            return Optional.empty();
        }

        @Override
        public void remember(String name, String text) {}

        @Override
        public void forget(String name) {}
    };
}
