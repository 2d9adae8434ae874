package io.presencesync.gadget;

import java.time.Duration;

/// How long a gadget is waited for.
///
/// @param answerWithin time for the outcome of a command; it is repeated under the same id meanwhile
/// @param lateWithin time for an outcome that comes by a new connection, after the one the command went by was lost or
///     closed; zero where nobody else would act in its place
public record Patience(Duration answerWithin, Duration lateWithin) {
    /// The command is told again after this long.
    static final Duration REPEAT = Duration.ofSeconds(3);

    /// Where the gadget is the only way.
    public static final Patience ALONE = new Patience(Duration.ofSeconds(12), Duration.ZERO);

    /// Where the supervisor takes over.
    ///
    /// @param answerWithin as configured
    public static Patience beforeAnother(Duration answerWithin) {
        return new Patience(answerWithin, Duration.ofSeconds(2));
    }
}
