package io.presencesync.simulators.finesse;

import static io.presencesync.simulators.finesse.ReasonCode.Category.LOGOUT;
import static io.presencesync.simulators.finesse.ReasonCode.Category.NOT_READY;

/// The codes a fresh system has: those the platform reserves, and those our users configure.
final class SystemReasonCodes {
    private SystemReasonCodes() {}

    static void addReserved(ReasonCodes codes, Platform platform) {
        switch (platform) {
            case CCE -> cce(codes);
            case CCX -> ccx(codes);
        }
    }

    /// The four labels Presence Sync looks for and some ordinary ones.
    static void addUsual(ReasonCodes codes) {
        try {
            codes.add(NOT_READY, 10, "Lunch", true);
            codes.add(NOT_READY, 11, "Team Meeting", true);
            codes.add(NOT_READY, 101, "Webex DND", true);
            codes.add(NOT_READY, 102, "Webex Call", true);
            codes.add(NOT_READY, 103, "Webex Meeting", true);
            codes.add(NOT_READY, 104, "Webex Unavailable", true);
            codes.add(LOGOUT, 20, "End of Shift", true);
        } catch (ReasonCodes.Invalid impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void cce(ReasonCodes codes) {
        codes.addSystem(NOT_READY, 999, "Supervisor Initiated");
        codes.addSystem(LOGOUT, 999, "Supervisor Initiated");
        codes.addSystem(LOGOUT, 255, "Connection Failure");
        codes.addSystem(NOT_READY, 32762, "Offhook");
        codes.addSystem(NOT_READY, 32767, "Call Not Answered");
        codes.addSystem(LOGOUT, 50001, "System Disconnect");
        codes.addSystem(NOT_READY, 50002, "Connection Failure");
        codes.addSystem(LOGOUT, 50002, "CTI Client Failure");
        codes.addSystem(NOT_READY, 50005, "Non ACD Busy");
        codes.addSystem(NOT_READY, 50006, "Placing a Call");
        codes.addSystem(NOT_READY, 50010, "Call Overlap");
        codes.addSystem(NOT_READY, 65534, "System Reset");
    }

    private static void ccx(ReasonCodes codes) {
        codes.addSystem(NOT_READY, 33, "Supervisor Initiated");
        codes.addSystem(LOGOUT, 22, "Supervisor Initiated");
        codes.addSystem(LOGOUT, 255, "Connection Failure");
        codes.addSystem(NOT_READY, 32755, "Call Ended");
        codes.addSystem(NOT_READY, 32756, "Phone Up");
        codes.addSystem(NOT_READY, 32759, "Phone Down");
        codes.addSystem(NOT_READY, 32760, "Logon");
        codes.addSystem(NOT_READY, 32761, "Non ICD Call");
        codes.addSystem(NOT_READY, 32762, "Off Hook");
        codes.addSystem(NOT_READY, 32763, "Ring No Answer");
        codes.addSystem(NOT_READY, 32764, "CCX Failure");
        codes.addSystem(NOT_READY, 32742, "Non ACD Off Hook");
    }
}
