package io.presencesync.cli;

/// What kept a command from its work.
///
/// @param code for scripts; small letters in JSON
/// @param message what is wrong and why, one or more sentences
/// @param action what to do about it, one or more sentences; empty when there is nothing
record Problem(Code code, String message, String action) {
    /// Each with the exit code it leads to.
    enum Code {
        USAGE(Commands.REFUSED),
        SETTINGS(Commands.REFUSED),
        BAD_URL(Commands.REFUSED),
        PORT_UNKNOWN(Commands.REFUSED),
        CERTIFICATE_FILE(Commands.REFUSED),
        NOT_RUNNING(Commands.REFUSED),
        UNKNOWN_HOST(Commands.REFUSED),
        NO_ANSWER(Commands.REFUSED),
        CONNECTION_BROKE(Commands.REFUSED),
        NOT_PRESENCE_SYNC(Commands.REFUSED),
        REDIRECTED(Commands.REFUSED),
        TLS_WANTED(Commands.REFUSED),
        TLS_NOT_SPOKEN(Commands.REFUSED),
        TLS_FAILED(Commands.REFUSED),
        OTHER_CERTIFICATE(Commands.REFUSED),
        UNTRUSTED_CERTIFICATE(Commands.REFUSED),
        CERTIFICATE_OF_ANOTHER_NAME(Commands.REFUSED),
        CERTIFICATE_EXPIRED(Commands.REFUSED),
        CERTIFICATE_NOT_YET_VALID(Commands.REFUSED),
        NO_JOURNAL(Commands.REFUSED),
        BAD_ARGUMENT(Commands.REFUSED),
        SEVERAL_AGENTS(Commands.REFUSED),
        NOT_CONFIRMED(Commands.REFUSED),
        PASSWORD_MISSING(Commands.FAILED),
        PASSWORD_WRONG(Commands.FAILED),
        TOO_MANY_PASSWORDS(Commands.FAILED),
        UNAVAILABLE(Commands.FAILED),
        FAILED(Commands.FAILED),
        NOBODY_MATCHES(Commands.NOTHING_MATCHES);

        private final int exit;

        Code(int exit) {
            this.exit = exit;
        }

        int exit() {
            return exit;
        }
    }

    /// Ends a command.
    static final class Found extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Problem problem;

        Found(Problem problem) {
            super(problem.message());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    Found found() {
        return new Found(this);
    }
}
