package io.presencesync.finesse;

import io.presencesync.net.HttpAnswer;
import io.presencesync.net.HttpFailure;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Outcome.Failed;
import io.presencesync.presence.Outcome.Failure;
import io.presencesync.presence.StateErrors;
import java.util.Locale;
import java.util.Set;

/// The outcomes table: which class of failure an answer is.
///
/// | answer | class |
/// |---|---|
/// | none, 3xx, 429, 5xx | RETRY |
/// | 400 or 401 `Invalid State` | WAIT_FOR_STATE |
/// | 401 `Invalid Supervisor`, `Invalid Authorization …` | THIS_AGENT_ONLY |
/// | 401 `Authorization Failure`, any other 401, 401 without a readable body | ACCOUNT_STOPPED |
/// | any other 4xx | THIS_AGENT_ONLY |
/// | told after 202: `Invalid State`, 265, 257, 1010, 33 | WAIT_FOR_STATE |
/// | told after 202: `Internal Server Error`, `Generic Error` | RETRY |
/// | told after 202: anything else | THIS_AGENT_ONLY |
///
/// A 401 of an unknown type stops the account: guessing on would lock it for everybody who shares it.
final class Failures {
    private static final Set<String> NOT_ABOUT_THE_ACCOUNT =
            Set.of("Invalid Supervisor", "Invalid Authorization User Specified", "Invalid Authorization Specified");

    private Failures() {}

    static Failed of(HttpAnswer answer) {
        ApiError error = FinesseXml.apiError(answer.body()).orElse(new ApiError("", "", ""));
        String type = error.type().isEmpty() ? "http_" + answer.status() : error.type();
        return new Failed(classOf(answer.status(), error.type()), type, words(answer, error));
    }

    static Failed of(HttpFailure failure) {
        return new Failed(
                Failure.RETRY, failure.kind().name().toLowerCase(Locale.ROOT), String.valueOf(failure.getMessage()));
    }

    static Failed of(MalformedXml unreadable) {
        return new Failed(Failure.RETRY, Outcome.UNREADABLE, String.valueOf(unreadable.getMessage()));
    }

    /// What the notification service told of a request that was answered 202: like a refusal with status 400.
    static Failed of(ApiError error) {
        boolean broken =
                error.type().equals("Internal Server Error") || error.type().equals("Generic Error");
        Failure failure = StateErrors.waitsForState(error.type(), error.data())
                ? Failure.WAIT_FOR_STATE
                : broken ? Failure.RETRY : Failure.THIS_AGENT_ONLY;
        return new Failed(failure, error.type(), "told after 202: " + error.inWords());
    }

    private static Failure classOf(int status, String type) {
        if ((status == 400 || status == 401) && type.equals("Invalid State")) {
            return Failure.WAIT_FOR_STATE;
        }
        if (status == 401) {
            return NOT_ABOUT_THE_ACCOUNT.contains(type) ? Failure.THIS_AGENT_ONLY : Failure.ACCOUNT_STOPPED;
        }
        boolean refused = status >= 400 && status < 500 && status != 429 && status != 408;
        return refused ? Failure.THIS_AGENT_ONLY : Failure.RETRY;
    }

    private static String words(HttpAnswer answer, ApiError error) {
        String words = "HTTP " + answer.status();
        if (!error.type().isEmpty()) {
            return words + " " + error.inWords();
        }
        return answer.header("location")
                .map(to -> words + ", redirected to " + to + "; set that address as FINESSE_BASE_URL")
                .orElse(words);
    }
}
