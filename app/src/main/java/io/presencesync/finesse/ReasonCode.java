package io.presencesync.finesse;

import io.presencesync.presence.Reason;
import org.jspecify.annotations.Nullable;

/// A reason code as Finesse lists it.
///
/// @param id database id, which goes into `reasonCodeId`; null when neither `id` nor `uri` was delivered
/// @param systemCode set by the system only; never ours to use
record ReasonCode(
        @Nullable String id,
        @Nullable Integer code,
        @Nullable String label,
        boolean systemCode) {

    Reason asReason() {
        return new Reason(id, code, label);
    }
}
