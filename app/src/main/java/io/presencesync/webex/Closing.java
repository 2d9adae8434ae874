package io.presencesync.webex;

import io.presencesync.net.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a Mercury connection ended, or why it never began.
///
/// @param code close code, or the HTTP status of a refused upgrade
/// @param retryAfter how long Webex asked us to wait; null when not told
record Closing(int code, String reason, @Nullable Duration retryAfter) {
    private static final int FIRST_CLOSE_CODE = 1000;
    private static final int BROKEN = 1006;
    private static final int REJECTED = 1003;
    private static final int MOVED = 4001;
    private static final Duration WHEN_NOT_TOLD = Duration.ofSeconds(60);

    /// @param lastSent the kind of frame we sent last: the one that was rejected, where the code says so
    static Closing of(@Nullable Short code, @Nullable String reason, String lastSent) {
        String words = reason == null ? "" : reason;
        boolean rejected = code != null && code == REJECTED;
        return new Closing(
                code == null ? BROKEN : code, rejected ? words + " last frame sent: " + lastSent : words, null);
    }

    static Closing broken(String reason) {
        return new Closing(BROKEN, reason, null);
    }

    /// @param retryAfter the header of that name; counts where it means that Webex is busy or ill
    /// @param date the header of that name, against which a date in `retryAfter` is measured
    static Closing refused(int status, @Nullable String retryAfter, @Nullable String date, Instant now) {
        boolean busy = status == 423 || status == 429;
        Duration told = busy || status >= 500 ? RetryAfter.read(retryAfter, date, now) : null;
        return new Closing(status, "upgrade refused", busy && told == null ? WHEN_NOT_TOLD : told);
    }

    /// What to do now, after the table of close codes.
    Setback setback() {
        return new Setback(fate(), inWords(), retryAfter, code < FIRST_CLOSE_CODE);
    }

    private Setback.Fate fate() {
        return switch (code) {
            case 401, 4401, 1008 -> Setback.Fate.CHECK_TOKEN;
            case 403, 451, 4400, 4403 -> Setback.Fate.GIVE_UP;
            case 404, 4404 -> Setback.Fate.NEW_DEVICE;
            case REJECTED -> Setback.Fate.LATER;
            case 1005, 4000 -> isReplaced() ? Setback.Fate.REPLACED : Setback.Fate.RETRY;
            default -> Setback.Fate.RETRY;
        };
    }

    /// Whether Webex closed this connection because a newer one of the same device takes over.
    boolean isHandover() {
        return code == MOVED || fate() == Setback.Fate.REPLACED;
    }

    private boolean isReplaced() {
        return reason.toLowerCase(Locale.ROOT).contains("replaced");
    }

    private String inWords() {
        return "mercury connection closed (" + code + (reason.isEmpty() ? "" : ", " + reason) + ")";
    }
}
