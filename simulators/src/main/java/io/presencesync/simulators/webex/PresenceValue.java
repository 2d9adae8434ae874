package io.presencesync.simulators.webex;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What apheleia holds of one person: `status` and, for some of them, `meetingType` and `category`.
///
/// @param since start of the status; rises with every change of the same person
public record PresenceValue(
        String status,
        @Nullable String meetingType,
        @Nullable String category,
        Instant since) {
    /// The value the People API shows for this status; unknown newer values pass unchanged.
    ///
    /// No source names a People value for `calendarItem`; such a person is shown as active.
    /// Busy people are reported as unknown.
    public String publicStatus() {
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "dnd" -> "DoNotDisturb";
            case "ooo" -> "OutOfOffice";
            case "calendaritem" -> "active";
            case "busy" -> "unknown";
            default -> status;
        };
    }
}
