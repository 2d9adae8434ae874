package io.presencesync.presence;

import java.util.Set;

/// Why Finesse refused a change of state after it had taken the request, as the notification service tells it: to a
/// gadget as an error of status 400, to a supervisor as `apiErrors`.
public final class StateErrors {
    /// Finesse's numbers for "not in this state": CF_INVALID_AGENT_WORKMODE, CF_INVALID_PASSWORD_SPECIFIED and
    /// CF_INVALID_PARAMETER (signed out), CF_RESOURCE_BUSY (a call that is not the contact center's).
    private static final Set<String> NOT_NOW = Set.of("265", "257", "1010", "33");

    private StateErrors() {}

    /// Whether the same request may be taken in his next state.
    public static boolean waitsForState(String errorType, String errorData) {
        return errorType.equals("Invalid State") || NOT_NOW.contains(errorData);
    }
}
