package io.presencesync.simulators.finesse;

/// The three fields of a Finesse error, in an HTTP body or in a notification.
public record ApiError(String type, String data, String message) {
    static final ApiError INVALID_STATE = new ApiError("Invalid State", "", "Invalid State");
    static final ApiError INVALID_WORKMODE = new ApiError("Invalid State", "265", "CF_INVALID_AGENT_WORKMODE");
    static final ApiError RESOURCE_BUSY = new ApiError("Invalid State", "33", "CF_RESOURCE_BUSY");
    static final ApiError SIGNED_OUT_CCE = new ApiError("Invalid State", "257", "CF_INVALID_PASSWORD_SPECIFIED");
    static final ApiError SIGNED_OUT_CCX = new ApiError("Invalid State", "1010", "CF_INVALID_PARAMETER");
    static final ApiError INTERNAL = new ApiError("Internal Server Error", "", "Internal Server Error");

    /// The body of an HTTP error.
    String toXml() {
        return new Xml()
                .open("ApiErrors")
                .open("ApiError")
                .leaf("ErrorType", type)
                .leaf("ErrorData", data)
                .leaf("ErrorMessage", message)
                .close("ApiError")
                .close("ApiErrors")
                .toString();
    }
}
