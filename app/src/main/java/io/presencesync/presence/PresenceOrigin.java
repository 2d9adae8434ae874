package io.presencesync.presence;

/// Which Webex service told us a presence. The People API delivers neither meetingType nor category.
public enum PresenceOrigin {
    MERCURY,
    PEOPLE_API
}
