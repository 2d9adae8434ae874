package io.presencesync.rules;

import io.presencesync.config.YamlNode;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads working hours: `{zone: Europe/Berlin, mon-fri: "08:00-18:00", sat: ["09:00-12:00", "13:00-15:00"]}`.
final class HoursReader {
    private static final String ZONE = "zone";
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern SPAN =
            Pattern.compile("([01]?\\d|2[0-3]):([0-5]\\d)\\s*-\\s*(?:([01]?\\d|2[0-3]):([0-5]\\d)|24:00)");
    private static final int DAY = 24 * 60;

    private final Fields fields;
    private final List<Written> written = new ArrayList<>();
    private boolean whole = true;

    /// A span and where it was written.
    private record Written(WeeklyHours.Span span, String path, int line) {}

    HoursReader(Fields fields) {
        this.fields = fields;
    }

    /// The hours; null when they cannot be made, and then there is a fault.
    @Nullable
    WeeklyHours read(int line) {
        ZoneId zone = zone(line);
        List<String> words = new ArrayList<>();
        for (YamlNode.Field field : fields.all()) {
            if (!field.name().equals(ZONE)) {
                day(field, words);
            }
        }
        if (whole && written.isEmpty()) {
            fault(fields.path(""), line, "names no hours", "Write days, such as mon-fri: \"08:00-18:00\".");
        }
        refuseOverlaps();
        if (zone == null || !whole) {
            return null;
        }
        List<WeeklyHours.Span> spans = written.stream().map(Written::span).toList();
        return new WeeklyHours(zone, spans, String.join(", ", words) + " " + zone.getId());
    }

    private void fault(String path, int line, String problem, String remedy) {
        whole = false;
        fields.findings().fault(path.replaceFirst("\\.$", ""), line, problem, remedy);
    }

    private @Nullable ZoneId zone(int line) {
        if (!fields.has(ZONE)) {
            fault(fields.path(ZONE), line, "is missing", "Write the time zone, such as Europe/Berlin or UTC.");
            return null;
        }
        YamlNode.Scalar name = fields.text(ZONE);
        if (name == null) {
            return null;
        }
        Optional<ZoneId> zone = ZoneNames.read(name.text());
        if (zone.isEmpty()) {
            fault(fields.path(ZONE), name.line(), ZoneNames.problem(name.text()), ZoneNames.remedy(name.text()));
        }
        return zone.orElse(null);
    }

    private void day(YamlNode.Field field, List<String> words) {
        String name = field.name();
        Set<DayOfWeek> days = days(name);
        if (days.isEmpty()) {
            fault(
                    fields.path(name),
                    field.line(),
                    "is no day",
                    "Write mon, tue, wed, thu, fri, sat or sun, a range such as mon-fri, or zone.");
            return;
        }
        List<String> spans = fields.words(name);
        spans.forEach(span -> span(field, days, span));
        if (spans.isEmpty() && fields.optional(name) != null) {
            fault(fields.path(name), field.line(), "names no hours", "Write them like \"08:00-18:00\".");
        }
        words.add(capitals(name) + " " + String.join(" and ", spans));
    }

    /// The days of `mon`, `mon-fri` or `mon,wed`; none when it is something else.
    private static Set<DayOfWeek> days(String name) {
        Set<DayOfWeek> days = new LinkedHashSet<>();
        for (String part : name.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] ends = part.strip().split("-", -1);
            int from = DAYS.indexOf(ends[0].strip());
            int to = DAYS.indexOf(ends[ends.length - 1].strip());
            if (from < 0 || to < 0 || ends.length > 2) {
                return Set.of();
            }
            for (int day = from; day != to; day = (day + 1) % DAYS.size()) {
                days.add(DayOfWeek.of(day + 1));
            }
            days.add(DayOfWeek.of(to + 1));
        }
        return days;
    }

    private static String capitals(String name) {
        return Arrays.stream(name.toLowerCase(Locale.ROOT).split("(?<=[-,])"))
                .map(String::strip)
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .reduce("", String::concat);
    }

    private void span(YamlNode.Field field, Set<DayOfWeek> days, String text) {
        Matcher parts = SPAN.matcher(text);
        if (!parts.matches()) {
            String problem = "\"" + text + "\" is no span of hours";
            fault(fields.path(field.name()), field.line(), problem, "Write it like \"08:00-18:00\", 24:00 at most.");
            return;
        }
        int from = minutes(parts.group(1), parts.group(2));
        int to = parts.group(3) == null ? DAY : minutes(parts.group(3), parts.group(4));
        if (from == to) {
            String problem = "\"" + text + "\" ends where it begins";
            fault(fields.path(field.name()), field.line(), problem, "For the whole day write \"00:00-24:00\".");
            return;
        }
        int end = to < from ? to + DAY : to;
        String path = fields.path(field.name());
        days.forEach(day -> written.add(new Written(new WeeklyHours.Span(day, from, end), path, field.line())));
    }

    private static int minutes(String hours, String minutes) {
        return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
    }

    /// Each span against the one that begins next, round the week; the last one ends where Monday begins again.
    private void refuseOverlaps() {
        List<Written> sorted = written.stream()
                .sorted(Comparator.comparingInt(one -> one.span().startInWeek()))
                .toList();
        for (int index = 0; index < sorted.size() && sorted.size() > 1; index++) {
            Written one = sorted.get(index);
            boolean last = index == sorted.size() - 1;
            Written next = sorted.get(last ? 0 : index + 1);
            int begins = next.span().startInWeek() + (last ? 7 * DAY : 0);
            if (begins < one.span().endInWeek()) {
                overlap(one, next);
                return;
            }
        }
    }

    private void overlap(Written one, Written next) {
        boolean inOrder = next.line() >= one.line();
        Written later = inOrder ? next : one;
        Written earlier = inOrder ? one : next;
        fault(
                later.path(),
                later.line(),
                "overlaps the hours of " + earlier.path() + " on line " + earlier.line() + " ("
                        + one.span().inWords() + " and " + next.span().inWords() + ")",
                "Give each time to one of the two.");
    }
}
