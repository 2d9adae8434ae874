package io.presencesync.simulators.finesse;

/// The contact center behind Finesse. The two differ in code ranges, in the codes stamped for a supervisor, and in
/// their state machines ({@link AgentStateRules}).
public enum Platform {
    CCE("UCCE", 65535, 999, 999, 50006, 32767),
    CCX("UCCX", 999, 33, 22, 32762, 32763);

    private final String deploymentType;
    private final int maxCode;
    private final int supervisorNotReady;
    private final int supervisorLogout;
    private final int offHook;
    private final int notAnswered;

    Platform(
            String deploymentType,
            int maxCode,
            int supervisorNotReady,
            int supervisorLogout,
            int offHook,
            int notAnswered) {
        this.deploymentType = deploymentType;
        this.maxCode = maxCode;
        this.supervisorNotReady = supervisorNotReady;
        this.supervisorLogout = supervisorLogout;
        this.offHook = offHook;
        this.notAnswered = notAnswered;
    }

    /// The value of `deploymentType` in SystemInfo.
    public String deploymentType() {
        return deploymentType;
    }

    /// The highest code an administrator may give; system codes may lie above it.
    public int maxCode() {
        return maxCode;
    }

    /// The code stamped when a supervisor changes an agent's state.
    public int supervisorCode(AgentState state) {
        return state == AgentState.LOGOUT ? supervisorLogout : supervisorNotReady;
    }

    /// The code stamped when a READY agent lifts the receiver to call out.
    public int offHookCode() {
        return offHook;
    }

    /// The code stamped when an agent lets a call ring out.
    public int notAnsweredCode() {
        return notAnswered;
    }
}
