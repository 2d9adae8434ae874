package io.presencesync.webex;

import java.net.URI;

/// The kinds of requests to Webex, as they are counted and rest: each refuses, and is left alone, for itself.
enum ServicePath {
    CATALOG("catalog"),
    DEVICE("device"),
    SOCKET("socket"),
    PERSON_LOOKUPS("person look-ups"),
    SUBSCRIPTIONS("subscriptions"),
    COMPOSITIONS("compositions"),
    PEOPLE_API("People API");

    private final String words;

    ServicePath(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    static ServicePath of(URI uri) {
        String path = String.valueOf(uri.getRawPath());
        if (path.endsWith("/catalog")) {
            return CATALOG;
        }
        if (path.endsWith("/subscriptions")) {
            return SUBSCRIPTIONS;
        }
        if (path.endsWith("/compositions")) {
            return COMPOSITIONS;
        }
        if (path.endsWith("/people") || path.endsWith("/people/")) {
            return PERSON_LOOKUPS;
        }
        return path.contains("/people/") ? PEOPLE_API : DEVICE;
    }

    /// More requests than this within a minute are none that the design makes, whatever Webex answers. The figures are
    /// explained in `docs/reliability.md`.
    ///
    /// @param people how many are followed
    /// @param polls the configured rate of the People API, requests a minute
    long mostAMinute(int people, int polls) {
        return switch (this) {
            case CATALOG, SOCKET -> 60;
            case DEVICE -> 120;
            case PERSON_LOOKUPS -> 60 + 3L * people;
            case SUBSCRIPTIONS -> 120 + 12L * Math.ceilDiv(people, Apheleia.BATCH);
            case COMPOSITIONS -> 120 + 2L * people;
            case PEOPLE_API -> 60L + polls;
        };
    }
}
