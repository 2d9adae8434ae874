package io.presencesync.presence;

/// The contact center behind Finesse. The two differ in what may be asked for during a call and in what a supervisor's
/// Not Ready looks like.
public enum Platform {
    CCE(999),
    CCX(33);

    private static final int FIRST_OF_SYSTEM = 20_000;

    private final int supervisorCode;

    Platform(int supervisorCode) {
        this.supervisorCode = supervisorCode;
    }

    /// Whether nobody but the system, or a supervisor, gives this reason code: what agents choose from ends below.
    public boolean setsBySystem(int code) {
        return code == supervisorCode || code >= FIRST_OF_SYSTEM;
    }

    /// The reason code Finesse stamps on a supervisor's NOT_READY.
    public int supervisorCode() {
        return supervisorCode;
    }
}
