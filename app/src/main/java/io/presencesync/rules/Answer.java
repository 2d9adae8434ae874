package io.presencesync.rules;

import io.presencesync.presence.ReasonLabel;
import org.jspecify.annotations.Nullable;

/// What a rule says of the presences it is about.
sealed interface Answer {
    record Busy(ReasonLabel reason, @Nullable ReasonLabel otherwise) implements Answer {}

    record Free() implements Answer {}

    record Ignore() implements Answer {}

    default String inWords() {
        return switch (this) {
            case Busy(ReasonLabel reason, var otherwise) ->
                "busy, " + reason + (otherwise == null ? "" : " (otherwise " + otherwise + ")");
            case Free() -> "free";
            case Ignore() -> "ignore";
        };
    }
}
