package io.presencesync.presence;

import org.jspecify.annotations.Nullable;

/// The reason code a Finesse user shows. What a source does not deliver is null (unknown, not empty).
///
/// @param id database id, the value of `reasonCodeId`; `-1` when Finesse itself does not know
/// @param code numeric code shown in reports (999 on CCE and 33 on CCX: set by a supervisor)
/// @param label text of the reason code
public record Reason(
        @Nullable String id,
        @Nullable Integer code,
        @Nullable String label) {
    /// No reason code chosen, or none that Finesse could recover.
    public boolean none() {
        return code == null && label == null && (id == null || id.isEmpty() || id.equals("-1"));
    }

    /// A reason is told: neither nothing nor -1, which other sources tell for the same.
    public static boolean told(@Nullable Reason reason) {
        return reason != null && !reason.none();
    }

    /// Both tell something, and it is not the same.
    public boolean contradicts(@Nullable Reason other) {
        if (other == null || none() || other.none()) {
            return false;
        }
        return differ(id, other.id) || differ(code, other.code) || differ(label, other.label);
    }

    private static boolean differ(@Nullable Object one, @Nullable Object other) {
        return one != null && other != null && !one.equals(other);
    }
}
