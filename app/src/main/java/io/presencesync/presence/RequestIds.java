package io.presencesync.presence;

import org.jspecify.annotations.Nullable;

/// The `requestId` by which Finesse names the request behind a change: any unique text of whoever asked, told with the
/// change that followed; an empty one means that nobody asked. Ours are those of [StateRequest].
public final class RequestIds {
    private static final int LONGEST = 200;

    private RequestIds() {}

    /// The id as it may be compared, kept and shown; null for none, and for what can be no id.
    public static @Nullable String readable(@Nullable String told) {
        String id = told == null ? "" : told.strip();
        boolean fits = !id.isEmpty() && id.length() <= LONGEST;
        return fits && id.chars().noneMatch(Character::isISOControl) ? id : null;
    }
}
