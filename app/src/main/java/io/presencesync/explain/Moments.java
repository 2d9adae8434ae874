package io.presencesync.explain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the time somebody asks about.
public final class Moments {
    private static final Pattern AGO = Pattern.compile("(\\d{1,6})\\s*(s|sec|m|min|h|d)[a-z]*\\s+ago");
    private static final String FORMS =
            "write a time of today such as 14:05, a date and time such as 2026-11-22T14:05, an instant such as"
                    + " 2026-11-22T13:05:00Z, or 10m ago";

    private Moments() {}

    /// The moment meant by a text; `now` when it is empty.
    ///
    /// @param zone of dates and times that name none
    /// @throws IllegalArgumentException with what is wrong and what can be written
    public static Instant parse(String text, Instant now, ZoneId zone) {
        String words = text.strip();
        if (words.isEmpty() || words.equalsIgnoreCase("now")) {
            return now;
        }
        Matcher ago = AGO.matcher(words.toLowerCase(Locale.ROOT));
        Instant found = ago.matches() ? now.minus(length(ago)) : fixed(words, now, zone);
        if (found.isAfter(now)) {
            throw new IllegalArgumentException(
                    "\"" + words + "\" lies in the future; for an earlier day write its date too");
        }
        return found;
    }

    private static Duration length(Matcher ago) {
        long count = Long.parseLong(ago.group(1));
        return switch (ago.group(2).charAt(0)) {
            case 's' -> Duration.ofSeconds(count);
            case 'm' -> Duration.ofMinutes(count);
            case 'h' -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static Instant fixed(String words, Instant now, ZoneId zone) {
        String iso = words.toUpperCase(Locale.ROOT).replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) +", "$1T");
        LocalDate today = now.atZone(zone).toLocalDate();
        List<Function<String, Instant>> forms = List.of(
                Instant::parse,
                text -> OffsetDateTime.parse(text).toInstant(),
                text -> LocalDateTime.parse(text).atZone(zone).toInstant(),
                text -> LocalTime.parse(text).atDate(today).atZone(zone).toInstant());
        for (Function<String, Instant> form : forms) {
            try {
                return form.apply(iso);
            } catch (DateTimeException notThis) {
                // another form may fit
            }
        }
        throw new IllegalArgumentException("\"" + words + "\" is no time we can read: " + FORMS);
    }
}
