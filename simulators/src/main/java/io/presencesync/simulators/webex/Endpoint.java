package io.presencesync.simulators.webex;

import java.util.Arrays;

/// The calls of the pretend cloud, as faults, counters and the log name them.
public enum Endpoint {
    CATALOG_LIMITED("u2c.limited"),
    CATALOG("u2c.catalog"),
    METRICS("metrics"),
    /// Where a user's encryption keys are.
    KMS("kms"),
    DEVICE_CREATE("device.create"),
    DEVICE_LIST("device.list"),
    DEVICE_GET("device.get"),
    DEVICE_UPDATE("device.update"),
    DEVICE_DELETE("device.delete"),
    /// The upgrade to a Mercury socket.
    MERCURY("mercury"),
    SUBSCRIBE("subscribe"),
    SUBSCRIPTIONS("subscriptions"),
    COMPOSITIONS("compositions"),
    COMPOSITION("composition"),
    EVENT_CREATE("event.create"),
    EVENTS("events"),
    PING("ping"),
    PEOPLE_ME("people.me"),
    PEOPLE("people"),
    PERSON("person"),
    /// In a fault: every endpoint; in the log: a path nobody serves.
    ANY("*");

    private final String label;

    Endpoint(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    static Endpoint of(String label) {
        return Arrays.stream(values())
                .filter(endpoint -> endpoint.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no endpoint '" + label + "'; one of "
                        + Arrays.stream(values()).map(Endpoint::label).toList()));
    }

    boolean covers(Endpoint other) {
        return this == ANY || this == other;
    }
}
