package io.presencesync.simulators.stage;

/// How the product reaches the agents of a team; decides which of the two products follows them.
enum Mode {
    /// By the gadget in the agent's own desktop, with a reason code.
    GADGET,
    /// By REST as a supervisor.
    SUPERVISOR
}
