package io.presencesync.rules;

import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;

/// Which presences a rule is about. The People API delivers neither meetingType nor category: a condition on a field
/// that the source does not deliver counts as met.
record Match(Condition status, Condition meetingType, Condition category) {
    /// What conditions see of a presence: plain words, and whether its source tells no more than the status.
    record Words(String status, String meetingType, String category, boolean statusOnly) {
        static Words of(Presence presence) {
            return new Words(
                    Condition.plain(presence.status()),
                    Condition.plain(presence.meetingType()),
                    Condition.plain(presence.category()),
                    presence.origin() == PresenceOrigin.PEOPLE_API);
        }
    }

    boolean meets(Words words) {
        return status.meets(words.status())
                && (words.statusOnly() || (meetingType.meets(words.meetingType()) && category.meets(words.category())));
    }

    /// Whether no field but the status matters.
    boolean statusAlone() {
        return meetingType.any() && category.any();
    }

    String inWords() {
        return status.inWords()
                + (meetingType.any() ? "" : ", meetingType " + meetingType.inWords())
                + (category.any() ? "" : ", category " + category.inWords());
    }
}
