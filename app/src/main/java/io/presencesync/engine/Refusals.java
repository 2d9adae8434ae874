package io.presencesync.engine;

import java.time.Instant;
import java.util.List;

/// What was refused at the door, by name.
///
/// @param kept the newest, each with how often it came
/// @param others how many came besides that are not kept by name
public record Refusals(List<Refusal> kept, long others) {
    public static final Refusals NONE = new Refusals(List.of(), 0);

    /// One of them.
    ///
    /// @param what as it was sent, cut and without control characters
    public record Refusal(String what, long count, Instant first, Instant last) {}

    public boolean none() {
        return kept.isEmpty() && others == 0;
    }
}
