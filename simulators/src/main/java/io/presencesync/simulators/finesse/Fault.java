package io.presencesync.simulators.finesse;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One thing that goes wrong, as data: where, for whom, how often, and what.
///
/// @param method an HTTP method, `EVENT` for notifications, or `*`
/// @param path   as in the request or the notification's node; `*` stands for any characters
/// @param user   who authenticated (login id), or `*`
/// @param times  how often; -1 until it is cleared
public record Fault(String method, String path, String user, int times, Effect effect) {
    public static final int UNTIL_CLEARED = -1;

    /// What happens instead of, or besides, the ordinary answer.
    public sealed interface Effect {}

    /// Answers at once with that status; without an error the body is empty.
    ///
    /// @param headers added to the answer, such as a proxy's `Retry-After`
    public record Status(int status, @Nullable ApiError error, Map<String, String> headers) implements Effect {
        public Status(int status, @Nullable ApiError error) {
            this(status, error, Map.of());
        }
    }

    /// Never answers.
    public record Hang() implements Effect {}

    /// Closes the connection without an answer; the request is not carried out.
    public record Drop() implements Effect {}

    /// Carries the request out and then closes the connection without an answer.
    public record LoseAnswer() implements Effect {}

    /// EVENT: comes twice.
    public record Duplicate() implements Effect {}

    /// EVENT: comes behind the next one of the same node that goes out.
    public record Overtaken() implements Effect {}

    /// Answers late, and carries the request out only then.
    public record Delay(Duration by) implements Effect {}

    /// Carries the request out at once and answers late. EVENT: comes late, as with {@link Delay}.
    public record AnswerLate(Duration by) implements Effect {}

    /// Carries the request out at once; the answer waits until {@link #release} is called or the fault is cleared, so
    /// that
    /// notifications and other answers can overtake it.
    ///
    /// @param reached completed when the first answer is held back
    /// @param released completed when answers may go out
    public record HoldAnswer(CompletableFuture<Void> reached, CompletableFuture<Void> released) implements Effect {
        public HoldAnswer() {
            this(new CompletableFuture<>(), new CompletableFuture<>());
        }

        /// From any thread; answers that are asked for later do not wait any more.
        public void release() {
            released.complete(null);
        }
    }

    /// PUT User: 202, and nothing happens. EVENT: the notification is lost.
    public record Swallow() implements Effect {}

    /// PUT User: 202, then a notification with that error.
    public record RefuseLater(ApiError error) implements Effect {}

    /// The ordinary answer or notification, spoilt.
    public record Rewrite(Spoil how, String argument) implements Effect {}

    /// Ways to spoil a document; `argument` says with what.
    public enum Spoil {
        /// `ReasonCode` becomes `reasonCode`.
        LOWER_CASE_REASON_CODE,
        /// EVENT: `PUT`, `POST` and `DELETE` in small letters.
        LOWER_CASE_EVENT,
        /// EVENT: `User` instead of `user`.
        UPPER_CASE_USER,
        /// Every `reasonCodeId` is `-1` and the embedded reason code is gone.
        REASON_MINUS_ONE,
        /// The element named by the argument is left out.
        WITHOUT_FIELD,
        /// The document ends in its middle.
        MALFORMED,
        /// The content type is the argument.
        CONTENT_TYPE,
        /// The whole body is the argument.
        BODY
    }

    public static Fault onPut(String loginId, int times, Effect effect) {
        return new Fault("PUT", "/finesse/api/User/" + loginId, "*", times, effect);
    }

    public static Fault on(String method, String path, int times, Effect effect) {
        return new Fault(method, path, "*", times, effect);
    }

    boolean matches(String otherMethod, String otherPath, String otherUser) {
        return glob(method, otherMethod) && glob(path, otherPath) && glob(user, otherUser);
    }

    Fault onceLess() {
        return times < 0 ? this : new Fault(method, path, user, times - 1, effect);
    }

    /// `*` stands for any characters; matched from the left, greedily backing up to the last star.
    private static boolean glob(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        return pattern.substring(p).chars().allMatch(c -> c == '*');
    }
}
