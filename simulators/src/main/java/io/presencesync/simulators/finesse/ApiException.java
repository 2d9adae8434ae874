package io.presencesync.simulators.finesse;

/// Ends a request with an error answer; see §3.3 of the Finesse facts for the texts.
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ApiError error;

    ApiException(int status, String type, String data, String message) {
        this(status, new ApiError(type, data, message));
    }

    ApiException(int status, ApiError error) {
        super(status + " " + error.type(), null, false, false);
        this.status = status;
        this.error = error;
    }

    Reply reply() {
        return Reply.error(status, error);
    }

    static ApiException unauthorized(String user) {
        return new ApiException(401, "Authorization Failure", user, "UNAUTHORIZED");
    }

    static ApiException otherUser(String id) {
        return new ApiException(
                401,
                "Invalid Authorization User Specified",
                id,
                "The user specified in the authentication credentials and the uri don't match");
    }

    static ApiException noSuchUser(String id) {
        return new ApiException(404, "User Not Found", id, "UNKNOWN_USER");
    }

    static ApiException notFound(String id) {
        return new ApiException(404, "Not Found", id, "Not Found");
    }

    static ApiException badRequest(String data, String message) {
        return new ApiException(400, "Bad Request", data, message);
    }

    static ApiException invalidInput(String data, String message) {
        return new ApiException(400, "Invalid Input", data, message);
    }

    static ApiException missing(String data, String message) {
        return new ApiException(400, "Parameter Missing", data, message);
    }
}
