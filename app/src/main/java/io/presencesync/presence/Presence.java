package io.presencesync.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What Webex says of a person, in Webex's own words. Unknown words are kept as they came.
///
/// @param status apheleia status, such as `active`, `dnd`, `call`, `meeting`, `presenting`, `unknown`
/// @param meetingType `online` for a joined Webex meeting; null when not delivered
/// @param category `unknown` beside status `unknown`; null when not delivered
/// @param statusTime start of the status by Webex's clock; compare it only with other values from Webex
/// @param origin which service told us
/// @param confirmedAt when we last heard that this still holds, by our clock
/// @param composition the JSON object as Webex delivered it, for those who want it raw
/// @param unclear whether these words leave open what they do: what decides was not delivered, or the source has no
/// word for it
public record Presence(
        String status,
        @Nullable String meetingType,
        @Nullable String category,
        @Nullable Instant statusTime,
        PresenceOrigin origin,
        Instant confirmedAt,
        String composition,
        boolean unclear) {

    /// One that says all there is to say.
    public Presence(
            String status,
            @Nullable String meetingType,
            @Nullable String category,
            @Nullable Instant statusTime,
            PresenceOrigin origin,
            Instant confirmedAt,
            String composition) {
        this(status, meetingType, category, statusTime, origin, confirmedAt, composition, false);
    }

    /// The same words, which leave open what is the case.
    public Presence asUnclear() {
        return new Presence(status, meetingType, category, statusTime, origin, confirmedAt, composition, true);
    }

    /// The same, with the time of its confirmation told by another clock.
    public Presence at(Instant confirmed) {
        return new Presence(status, meetingType, category, statusTime, origin, confirmed, composition, unclear);
    }

    /// Status and its conditions in one short text for logs and reasons: `meeting (online)`.
    public String inWords() {
        if (meetingType != null) {
            return status + " (" + meetingType + ")";
        }
        return category == null ? status : status + " (category " + category + ")";
    }

    /// The same words about the person, whenever and by whomever said.
    public boolean sameWords(Presence other) {
        return status.equals(other.status)
                && unclear == other.unclear
                && java.util.Objects.equals(meetingType, other.meetingType)
                && java.util.Objects.equals(category, other.category);
    }
}
