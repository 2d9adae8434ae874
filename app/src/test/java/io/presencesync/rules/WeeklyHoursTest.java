package io.presencesync.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.agent.DutyHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class WeeklyHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static DutyHours hours(String text) {
        return Samples.inForce("hours: {zone: Europe/Berlin, " + text + "}")
                .of(Samples.CHRIS)
                .hours();
    }

    private static Instant berlin(String wall) {
        return LocalDateTime.parse(wall).atZone(BERLIN).toInstant();
    }

    private static void check(DutyHours hours, String at, boolean on, String until) {
        assertThat(hours.at(berlin(at)).on()).as(at).isEqualTo(on);
        assertThat(hours.at(berlin(at)).until()).as(at).isEqualTo(berlin(until));
    }

    @Test
    void office_hours_end_in_the_evening_and_begin_on_the_next_working_day() {
        DutyHours hours = hours("mon-fri: \"08:00-18:00\", sat: \"09:00-13:00\"");
        check(hours, "2026-03-06T07:59", false, "2026-03-06T08:00");
        check(hours, "2026-03-06T08:00", true, "2026-03-06T18:00");
        check(hours, "2026-03-06T18:00", false, "2026-03-07T09:00");
        check(hours, "2026-03-07T13:00", false, "2026-03-09T08:00");
        assertThat(hours.at(berlin("2026-03-06T18:00")).why())
                .isEqualTo("outside working hours (Mon-Fri 08:00-18:00, Sat 09:00-13:00 Europe/Berlin)");
        assertThat(hours.at(berlin("2026-03-06T12:00")).why()).isEmpty();
    }

    @Test
    void a_night_shift_belongs_to_the_day_it_begins_on() {
        DutyHours hours = hours("fri: \"22:00-06:00\"");
        check(hours, "2026-03-06T21:59", false, "2026-03-06T22:00");
        check(hours, "2026-03-07T05:59", true, "2026-03-07T06:00");
        check(hours, "2026-03-07T22:00", false, "2026-03-13T22:00");
    }

    @Test
    void spans_that_touch_are_one_and_a_break_is_off() {
        DutyHours touching = hours("mon-fri: [\"08:00-12:00\", \"12:00-24:00\"], sat: \"00:00-02:00\"");
        check(touching, "2026-03-06T09:00", true, "2026-03-07T02:00");
        DutyHours lunch = hours("mon-fri: [\"08:00-12:00\", \"13:00-18:00\"]");
        check(lunch, "2026-03-06T12:30", false, "2026-03-06T13:00");
    }

    @Test
    void around_the_clock_never_changes() {
        DutyHours.Duty duty = hours("mon-sun: \"00:00-24:00\"").at(Samples.NOW);
        assertThat(duty.on()).isTrue();
        assertThat(duty.until()).isNull();
    }

    @Test
    void a_night_in_which_the_clock_goes_forward_is_an_hour_shorter() {
        DutyHours hours = hours("sat: \"22:00-06:00\"");
        Instant begin = berlin("2026-03-28T22:00");
        assertThat(hours.at(begin).until()).isEqualTo(begin.plus(Duration.ofHours(7)));
    }

    @Test
    void a_night_in_which_the_clock_goes_back_is_an_hour_longer() {
        DutyHours hours = hours("sat: \"22:00-06:00\"");
        Instant begin = berlin("2026-10-24T22:00");
        assertThat(hours.at(begin).until()).isEqualTo(begin.plus(Duration.ofHours(9)));
    }

    @Test
    void a_time_that_the_forward_change_leaves_out_is_the_moment_of_the_change() {
        Instant change = Instant.parse("2026-03-29T01:00:00Z");
        assertThat(hours("sun: \"02:30-06:00\"").at(change.minusSeconds(1)).until())
                .isEqualTo(change);
        assertThat(hours("sun: \"00:30-02:30\"").at(change.minusSeconds(1)).until())
                .isEqualTo(change);
        assertThat(hours("sun: \"02:10-02:50\"").at(change.minusSeconds(60)).until())
                .as("a span that does not exist that day")
                .isEqualTo(berlin("2026-04-05T02:10"));
    }

    @Test
    void a_time_that_comes_twice_begins_at_its_first_and_ends_at_its_second() {
        DutyHours hours = hours("sun: \"02:15-02:45\"");
        Instant begin = Instant.parse("2026-10-25T00:15:00Z");
        assertThat(hours.at(begin.minusSeconds(1)).on()).isFalse();
        assertThat(hours.at(begin).until()).isEqualTo(begin.plus(Duration.ofMinutes(90)));
    }

    @Provide
    Arbitrary<WeeklyHours> anyHours() {
        Arbitrary<WeeklyHours.Span> spans = Combinators.combine(
                        Arbitraries.of(DayOfWeek.class),
                        Arbitraries.integers().between(0, 1439),
                        Arbitraries.integers().between(1, 1440))
                .as((day, from, length) -> new WeeklyHours.Span(day, from, from + length));
        Arbitrary<ZoneId> zones = Arbitraries.of("Europe/Berlin", "America/New_York", "UTC", "Australia/Lord_Howe")
                .map(ZoneId::of);
        return Combinators.combine(zones, spans.list().ofMinSize(1).ofMaxSize(8))
                .as((zone, list) -> new WeeklyHours(zone, list, "some"));
    }

    @Property(tries = 300)
    void until_is_the_first_moment_at_which_duty_changes(
            @ForAll("anyHours") WeeklyHours hours, @ForAll @LongRange(max = 366 * 24 * 60) long minute) {
        Instant now = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(minute * 60);
        DutyHours.Duty duty = hours.at(now);
        Instant until = duty.until();
        Instant end = until == null ? now.plus(Duration.ofDays(8)) : until;
        for (Instant at = now; at.isBefore(end); at = at.plus(Duration.ofMinutes(7))) {
            assertThat(hours.at(at).on()).as("%s", at).isEqualTo(duty.on());
        }
        if (until != null) {
            assertThat(hours.at(until.minusNanos(1)).on()).isEqualTo(duty.on());
            assertThat(hours.at(until).on()).isNotEqualTo(duty.on());
        }
    }

    @Property(tries = 300)
    void duty_follows_the_clock_on_the_wall_away_from_its_changes(
            @ForAll("anyHours") WeeklyHours hours, @ForAll @LongRange(max = 366 * 24 * 60) long minute) {
        Instant now = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(minute * 60);
        ZoneId zone = hours.zone();
        boolean steady = zone.getRules()
                .getOffset(now.minus(Duration.ofDays(3)))
                .equals(zone.getRules().getOffset(now.plus(Duration.ofDays(3))));
        if (steady) {
            LocalDateTime wall = LocalDateTime.ofInstant(now, zone);
            int inWeek = (wall.getDayOfWeek().getValue() - 1) * 1440 + wall.getHour() * 60 + wall.getMinute();
            assertThat(hours.at(now).on()).isEqualTo(hours.spans().stream().anyMatch(span -> covers(span, inWeek)));
        }
    }

    private static boolean covers(WeeklyHours.Span span, int minute) {
        return List.of(minute, minute + 7 * 1440).stream()
                .anyMatch(one -> one >= span.startInWeek() && one < span.endInWeek());
    }
}
