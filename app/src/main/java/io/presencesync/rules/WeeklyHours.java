package io.presencesync.rules;

import io.presencesync.agent.DutyHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The same hours every week by the clock on the wall. Where the clock is put forward, a time that does not exist is
/// the moment of the change; where it is put back, a span begins at the first and ends at the second of two equal
/// times. Pure but for a remembered last answer; any thread.
final class WeeklyHours implements DutyHours {
    private static final int DAY = 24 * 60;
    /// Looked at around a moment: enough that every weekly span comes twice, should one be skipped by a clock change.
    private static final int DAYS_BACK = 9;
    private static final int DAYS_AHEAD = 16;

    private final ZoneId zone;
    private final List<Span> spans;
    private final String words;
    private final String why;
    private volatile @Nullable Spell latest;

    /// @param words the hours as an administrator knows them
    WeeklyHours(ZoneId zone, List<Span> spans, String words) {
        this.zone = zone;
        this.spans = List.copyOf(spans);
        this.words = words;
        this.why = "outside working hours (" + words + ")";
    }

    /// @param from minute of the day
    /// @param to minute counted from the same midnight, exclusive; beyond 24 hours when it crosses the next one
    record Span(DayOfWeek day, int from, int to) {
        int startInWeek() {
            return (day.getValue() - 1) * DAY + from;
        }

        int endInWeek() {
            return startInWeek() + to - from;
        }

        String inWords() {
            return "%s %02d:%02d-%02d:%02d"
                    .formatted(
                            day.getDisplayName(TextStyle.SHORT, Locale.ROOT),
                            from / 60,
                            from % 60,
                            to > DAY ? (to - DAY) / 60 : to / 60,
                            to % 60);
        }
    }

    /// A stretch of time in which nothing changes.
    ///
    /// @param until exclusive
    private record Spell(Instant from, Instant until, Duty duty) {
        boolean covers(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    /// A working stretch.
    private record Stretch(Instant from, Instant until) {}

    ZoneId zone() {
        return zone;
    }

    List<Span> spans() {
        return spans;
    }

    @Override
    public Duty at(Instant now) {
        Spell spell = latest;
        if (spell == null || !spell.covers(now)) {
            spell = spell(now);
            latest = spell;
        }
        return spell.duty();
    }

    private Spell spell(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        Instant offSince = now;
        for (Stretch stretch : stretches(today)) {
            if (now.isBefore(stretch.from())) {
                return new Spell(offSince, stretch.from(), new Duty(false, why, stretch.from()));
            }
            if (now.isBefore(stretch.until())) {
                boolean ends = stretch.until()
                        .isBefore(moment(today.plusDays(DAYS_AHEAD).atStartOfDay(), false));
                return new Spell(stretch.from(), stretch.until(), new Duty(true, "", ends ? stretch.until() : null));
            }
            offSince = stretch.until();
        }
        throw new IllegalStateException("hours without a next time");
    }

    /// The working stretches around a day in their order, those that touch as one.
    private List<Stretch> stretches(LocalDate today) {
        List<Stretch> merged = new ArrayList<>();
        for (Stretch next : each(today)) {
            Stretch last = merged.isEmpty() ? null : merged.getLast();
            if (last == null || last.until().isBefore(next.from())) {
                merged.add(next);
            } else if (last.until().isBefore(next.until())) {
                merged.set(merged.size() - 1, new Stretch(last.from(), next.until()));
            }
        }
        return merged;
    }

    private List<Stretch> each(LocalDate today) {
        List<Stretch> all = new ArrayList<>();
        for (int offset = -DAYS_BACK; offset <= DAYS_AHEAD; offset++) {
            LocalDateTime midnight = today.plusDays(offset).atStartOfDay();
            for (Span span : spans) {
                if (span.day() == midnight.getDayOfWeek()) {
                    all.add(new Stretch(
                            moment(midnight.plusMinutes(span.from()), false),
                            moment(midnight.plusMinutes(span.to()), true)));
                }
            }
        }
        return all.stream()
                .filter(stretch -> stretch.from().isBefore(stretch.until()))
                .sorted(Comparator.comparing(Stretch::from))
                .toList();
    }

    /// When the clock on the wall shows this.
    ///
    /// @param second the second of two such moments
    private Instant moment(LocalDateTime wall, boolean second) {
        ZoneOffsetTransition change = zone.getRules().getTransition(wall);
        if (change == null) {
            return wall.toInstant(zone.getRules().getOffset(wall));
        }
        if (change.isGap()) {
            return change.getInstant();
        }
        ZoneOffset offset = second ? change.getOffsetAfter() : change.getOffsetBefore();
        return wall.toInstant(offset);
    }

    @Override
    public String toString() {
        return words;
    }
}
