package io.presencesync.net;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// The header `Retry-After`: seconds or an HTTP date. Servers and proxies in the field also send zero, negative and
/// fractional numbers, dates already past, and text; so what is read here is only a wish, and how long a caller
/// waits is the business of [RetryWait] and [Cooldown].
public final class RetryAfter {
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(RetryWait.LONGEST.toSeconds());
    private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

    private RetryAfter() {}

    /// What this answer asks for: never negative, an hour at most; null when it says nothing we understand.
    ///
    /// @param now our own time, used for a date where the answer does not tell its own
    public static @Nullable Duration of(HttpAnswer answer, Instant now) {
        return read(
                answer.header("retry-after").orElse(null), answer.header("date").orElse(null), now);
    }

    /// The same from the headers' values.
    ///
    /// @param text of `Retry-After`; null when there is none
    /// @param date of `Date` of the same answer: a date in `text` is measured against it, so that clocks which
    ///     disagree with ours do no harm; null when there is none
    public static @Nullable Duration read(@Nullable String text, @Nullable String date, Instant now) {
        if (text == null) {
            return null;
        }
        String value = text.strip();
        if (value.matches("[+-]?\\d{1,18}(\\.\\d{0,9})?")) {
            return seconds(new BigDecimal(value));
        }
        Instant until = instant(value);
        return until == null ? null : between(date, now, until);
    }

    /// So many seconds as a wait: not below zero, not above an hour.
    public static Duration seconds(BigDecimal number) {
        BigDecimal bounded = number.max(BigDecimal.ZERO).min(MOST_SECONDS);
        return Duration.ofMillis(bounded.multiply(MILLIS).longValue());
    }

    private static Duration between(@Nullable String date, Instant now, Instant until) {
        Instant sent = date == null ? null : instant(date.strip());
        Duration wait = Duration.between(sent == null ? now : sent, until);
        return RetryWait.capped(wait.isNegative() ? Duration.ZERO : wait);
    }

    private static @Nullable Instant instant(String value) {
        try {
            return ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException unknownForm) {
            return null;
        }
    }
}
