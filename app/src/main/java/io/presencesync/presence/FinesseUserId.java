package io.presencesync.presence;

/// A Finesse `loginId`: on CCE the peripheral number, on CCX the user ID. The id in every Finesse URI.
public record FinesseUserId(String value) {
    public FinesseUserId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a Finesse user id must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
