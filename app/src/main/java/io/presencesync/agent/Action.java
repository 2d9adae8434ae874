package io.presencesync.agent;

/// What a row of step 2 leads to.
enum Action {
    HOLD,
    RELEASE,
    LEAVE,
    WAIT
}
