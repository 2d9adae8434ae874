package io.presencesync.agent;

/// What keeps a decision from being made, or a request from leaving, whatever the row says.
enum Guard {
    STATE_UNKNOWN("Finesse has not told their state yet"),
    TIME_IN_DOUBT("Finesse told a state with an earlier time than the known one; reading it"),
    UNDER_WAY("a request is under way"),
    GIVEN_UP(""),
    HOLD_IN_DOUBT("Finesse does not tell whether the agent is still held by us; reading again"),
    REASON_UNTOLD("their reason is not known yet; reading it"),
    SETTLING("until the presence has settled"),
    CHANNEL_GONE(""),
    BACKING_OFF("before the next try"),
    STATE_TOO_OLD("their state is too old to act on; reading it first");

    final String words;

    Guard(String words) {
        this.words = words;
    }
}
