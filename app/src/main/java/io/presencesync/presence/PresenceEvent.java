package io.presencesync.presence;

/// One person's presence as just heard; may repeat and may come late.
public record PresenceEvent(WebexPersonId person, Presence presence) {}
