package io.presencesync.explain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Times and durations for people, around one moment.
///
/// @param zone in which they are shown
/// @param at the moment; times of its day are shown without their date
record Times(ZoneId zone, Instant at) {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?Z");
    private static final int SECONDS = 60;
    private static final int HOURS = 24;

    String inFull(Instant time) {
        ZonedDateTime local = time.atZone(zone);
        return CLOCK.format(local) + " on " + DATE.format(local) + " (" + zone + ")";
    }

    String clock(Instant time) {
        ZonedDateTime local = time.atZone(zone);
        LocalDate day = local.toLocalDate();
        String clock = CLOCK.format(local);
        return day.equals(at.atZone(zone).toLocalDate()) ? clock : clock + " on " + DATE.format(local);
    }

    String ago(Instant time) {
        Duration past = Duration.between(time, at);
        return past.isNegative() ? "just now" : brief(past) + " ago";
    }

    /// A text with its ISO instants shown as times of day.
    String shown(String text) {
        return INSTANT.matcher(text).replaceAll(this::shown);
    }

    private String shown(MatchResult found) {
        try {
            return clock(Instant.parse(found.group()));
        } catch (DateTimeParseException noTime) {
            return found.group();
        }
    }

    /// `40 ms`, `1.2 s`, `45 s`, `27 min`, `3 h 5 min`, `2 d 4 h`.
    static String brief(Duration duration) {
        Duration length = duration.isNegative() ? Duration.ZERO : duration;
        if (length.toMillis() < 1000) {
            return length.toMillis() + " ms";
        }
        if (length.toMillis() < 10_000) {
            return "%.1f s".formatted(length.toMillis() / 1000.0);
        }
        return length.toSeconds() < SECONDS ? length.toSeconds() + " s" : minutesAndMore(length);
    }

    private static String minutesAndMore(Duration length) {
        if (length.toMinutes() < SECONDS) {
            return length.toMinutes() + " min";
        }
        if (length.toHours() < HOURS) {
            return pair(length.toHours(), "h", length.toMinutesPart(), "min");
        }
        return pair(length.toDays(), "d", length.toHoursPart(), "h");
    }

    private static String pair(long first, String unit, long second, String smaller) {
        return first + " " + unit + (second == 0 ? "" : " " + second + " " + smaller);
    }
}
