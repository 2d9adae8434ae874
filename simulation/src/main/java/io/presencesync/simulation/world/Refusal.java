package io.presencesync.simulation.world;

/// Why Finesse does not do what it was asked.
///
/// @param atOnce in the answer to the request, not in a notification after a 202
/// @param retry the answer reads like a fault of Finesse (5xx), not like a refusal
record Refusal(boolean atOnce, boolean retry, String type, String data) {
    static final Refusal INVALID_STATE = new Refusal(true, false, "Invalid State", "");
    static final Refusal NOT_NOW = new Refusal(false, false, "Invalid State", "265");
    static final Refusal BUSY = new Refusal(false, false, "Invalid State", "33");
    static final Refusal SIGNED_OUT_CCE = new Refusal(false, false, "Invalid State", "257");
    static final Refusal SIGNED_OUT_CCX = new Refusal(false, false, "Invalid State", "1010");
    static final Refusal SERVER_ERROR = new Refusal(false, true, "Internal Server Error", "");
}
