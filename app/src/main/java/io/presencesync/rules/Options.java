package io.presencesync.rules;

import io.presencesync.agent.DutyHours;
import io.presencesync.agent.Manner;
import io.presencesync.config.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of one layer, or of several laid over each other; what is not set is null.
///
/// @param sync the off switch
record Options(
        @Nullable Duration settleHold,
        @Nullable Duration settleRelease,
        @Nullable Duration staleAfter,
        Manner.@Nullable Stale stale,
        Manner.@Nullable WrapUp wrapup,
        Manner.@Nullable Restore restore,
        Manner.@Nullable ReadyByHand override,
        Manner.@Nullable UnknownAtStart unknownAtStart,
        @Nullable Switch sync,
        @Nullable DutyHours hours) {
    static final Options NONE = new Options(null, null, null, null, null, null, null, null, null, null);

    /// On, or off and why.
    sealed interface Switch {
        record On() implements Switch {
            @Override
            public String toString() {
                return "on";
            }
        }

        record Off(String why) implements Switch {
            @Override
            public String toString() {
                return "off";
            }
        }
    }

    /// These, and where one is not set, the weaker layer's.
    Options over(Options weaker) {
        return new Options(
                first(settleHold, weaker.settleHold),
                first(settleRelease, weaker.settleRelease),
                first(staleAfter, weaker.staleAfter),
                first(stale, weaker.stale),
                first(wrapup, weaker.wrapup),
                first(restore, weaker.restore),
                first(override, weaker.override),
                first(unknownAtStart, weaker.unknownAtStart),
                first(sync, weaker.sync),
                first(hours, weaker.hours));
    }

    private static <T> @Nullable T first(@Nullable T strong, @Nullable T weak) {
        return strong != null ? strong : weak;
    }

    static Options ofSettle(Settle settle) {
        return new Options(settle.hold(), settle.release(), null, null, null, null, null, null, null, null);
    }

    /// Each option that is set, by its key in the file.
    Map<String, String> inWords() {
        Map<String, String> words = new LinkedHashMap<>();
        put(words, "sync", sync);
        put(words, "hours", DutyHours.ALWAYS.equals(hours) ? "always" : hours);
        put(words, "settle.hold", settleHold == null ? null : Durations.inWords(settleHold));
        put(words, "settle.release", settleRelease == null ? null : Durations.inWords(settleRelease));
        put(words, "stale-after", staleAfter == null ? null : Durations.inWords(staleAfter));
        put(words, "stale", stale);
        put(words, "wrapup", wrapup);
        put(words, "restore", restore);
        put(words, "override", override);
        put(words, "unknown-at-start", unknownAtStart);
        return words;
    }

    private static void put(Map<String, String> words, String key, @Nullable Object value) {
        if (value != null) {
            words.put(key, value instanceof Enum<?> word ? word.name().toLowerCase(Locale.ROOT) : value.toString());
        }
    }

    /// When the agent is looked after: never while switched off, else in his hours.
    DutyHours duty() {
        if (sync instanceof Switch.Off(String why)) {
            return now -> new DutyHours.Duty(false, why, null);
        }
        return hours == null ? DutyHours.ALWAYS : hours;
    }
}
