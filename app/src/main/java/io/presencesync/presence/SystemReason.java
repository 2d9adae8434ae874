package io.presencesync.presence;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A Not Ready reason that the contact center's system gives around calls and outages, whoever the agent is. Known by
/// its numeric code alone: labels differ by language, and administrators edit them. The codes are those of Cisco's
/// lists (Finesse administration guide, predefined system codes; UCCE database handbook; CCX reason codes for agent
/// state change). A supervisor's code is none of them, nor is one of a sign-in.
///
/// @param code as reports show it
public record SystemReason(int code, Kind kind) {
    /// What the system does with the agent afterwards.
    public enum Kind {
        /// A call outside the queue: the system gives READY back by itself when it is over.
        TEMPORARY,
        /// A call that the agent did not answer: they press READY themselves.
        CALL_NOT_ANSWERED,
        /// The system lost the agent's desktop, or itself; what it shows says nothing of the agent's wish.
        DISCONNECTED
    }

    private static final String WORDS = "the system's reason ";

    private static final Map<Integer, Kind> CCE = Map.of(
            50005, Kind.TEMPORARY,
            50006, Kind.TEMPORARY,
            32762, Kind.TEMPORARY,
            32767, Kind.CALL_NOT_ANSWERED,
            50010, Kind.CALL_NOT_ANSWERED,
            50041, Kind.CALL_NOT_ANSWERED,
            50002, Kind.DISCONNECTED);

    /// That CCX gives READY back by itself too is not confirmed by Cisco; 50002 is Finesse's own and may show here too.
    private static final Map<Integer, Kind> CCX = Map.of(
            32761, Kind.TEMPORARY,
            32762, Kind.TEMPORARY,
            32742, Kind.TEMPORARY,
            32763, Kind.CALL_NOT_ANSWERED,
            32764, Kind.DISCONNECTED,
            32765, Kind.DISCONNECTED,
            50002, Kind.DISCONNECTED);

    /// What the journal calls it, whatever its label: `the system's reason 50005`.
    public String inWords() {
        return WORDS + code;
    }

    /// Whether these words of the journal name one.
    public static boolean namedIn(String words) {
        return words.contains(WORDS);
    }

    /// Empty for a reason of anybody else, and where Finesse tells no code.
    public static Optional<SystemReason> of(Platform platform, @Nullable Reason shown) {
        Integer code = shown == null ? null : shown.code();
        return code == null
                ? Optional.empty()
                : Optional.ofNullable(known(platform).get(code)).map(kind -> new SystemReason(code, kind));
    }

    private static Map<Integer, Kind> known(Platform platform) {
        return switch (platform) {
            case CCE -> CCE;
            case CCX -> CCX;
        };
    }
}
