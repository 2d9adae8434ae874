package io.presencesync.webex;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// The header `Retry-After`: seconds or an HTTP date, at most an hour.
final class RetryAfter {
    private RetryAfter() {}

    /// The wait it asks for; null when it says nothing we understand.
    ///
    /// @param text the header's value; null when there is none
    static @Nullable Duration read(@Nullable String text, Instant now) {
        if (text == null) {
            return null;
        }
        String value = text.strip();
        if (value.matches("\\d{1,18}")) {
            return HostGate.capped(Duration.ofSeconds(Long.parseLong(value)));
        }
        return date(value, now);
    }

    private static @Nullable Duration date(String value, Instant now) {
        try {
            Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return then.isAfter(now) ? HostGate.capped(Duration.between(now, then)) : Duration.ZERO;
        } catch (DateTimeParseException unknownForm) {
            return null;
        }
    }
}
