package io.presencesync.rules;

import io.presencesync.config.Suggestion;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Time zones as people write them. A region (`America/Chicago`) or a fixed offset (`UTC`, `+05:30`) says which hours
/// are meant all year; an abbreviation does not: it stands for several regions, or for one half of the year.
final class ZoneNames {
    /// What an abbreviation may mean. The first is the likeliest.
    private static final Map<String, List<String>> ABBREVIATIONS = Map.ofEntries(
            Map.entry("CST", List.of("America/Chicago", "Asia/Shanghai", "America/Havana")),
            Map.entry("CDT", List.of("America/Chicago", "America/Havana")),
            Map.entry("IST", List.of("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem")),
            Map.entry("BST", List.of("Europe/London", "Asia/Dhaka")),
            Map.entry("AST", List.of("America/Halifax", "Asia/Riyadh")),
            Map.entry("ADT", List.of("America/Halifax")),
            Map.entry("PST", List.of("America/Los_Angeles", "Asia/Manila")),
            Map.entry("PDT", List.of("America/Los_Angeles")),
            Map.entry("EST", List.of("America/New_York", "America/Panama")),
            Map.entry("EDT", List.of("America/New_York")),
            Map.entry("MST", List.of("America/Denver", "America/Phoenix")),
            Map.entry("HST", List.of("Pacific/Honolulu")),
            Map.entry("MDT", List.of("America/Denver")),
            Map.entry("AKST", List.of("America/Anchorage")),
            Map.entry("AKDT", List.of("America/Anchorage")),
            Map.entry("CEST", List.of("Europe/Berlin", "Europe/Paris", "Europe/Madrid")),
            Map.entry("MESZ", List.of("Europe/Berlin", "Europe/Vienna", "Europe/Zurich")),
            Map.entry("MEZ", List.of("Europe/Berlin", "Europe/Vienna", "Europe/Zurich")),
            Map.entry("EEST", List.of("Europe/Helsinki", "Europe/Athens", "Africa/Cairo")),
            Map.entry("WEST", List.of("Europe/Lisbon")),
            Map.entry("MSK", List.of("Europe/Moscow")),
            Map.entry("SGT", List.of("Asia/Singapore")),
            Map.entry("HKT", List.of("Asia/Hong_Kong")),
            Map.entry("JST", List.of("Asia/Tokyo")),
            Map.entry("KST", List.of("Asia/Seoul")),
            Map.entry("PKT", List.of("Asia/Karachi")),
            Map.entry("AEST", List.of("Australia/Sydney", "Australia/Brisbane")),
            Map.entry("AEDT", List.of("Australia/Sydney")),
            Map.entry("ACST", List.of("Australia/Adelaide", "Australia/Darwin")),
            Map.entry("AWST", List.of("Australia/Perth")),
            Map.entry("NZST", List.of("Pacific/Auckland")),
            Map.entry("NZDT", List.of("Pacific/Auckland")),
            Map.entry("SAST", List.of("Africa/Johannesburg")),
            Map.entry("BRT", List.of("America/Sao_Paulo")));

    private ZoneNames() {}

    /// Empty when it is none, or none that says which. Some versions of Java know a few abbreviations, others do not.
    static Optional<ZoneId> read(String name) {
        if (ABBREVIATIONS.containsKey(name.toUpperCase(Locale.ROOT))) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    /// What is wrong with a name that could not be read, as the end of a sentence.
    static String problem(String name) {
        List<String> regions = ABBREVIATIONS.getOrDefault(name.toUpperCase(Locale.ROOT), List.of());
        String said = "\"" + name + "\" is ";
        return switch (regions.size()) {
            case 0 -> said + "no time zone";
            case 1 -> said + "an abbreviation, which says nothing of the other half of the year";
            default -> said + "an abbreviation used in several time zones";
        };
    }

    /// One sentence.
    static String remedy(String name) {
        List<String> regions = ABBREVIATIONS.getOrDefault(name.toUpperCase(Locale.ROOT), List.of());
        return regions.isEmpty()
                ? Suggestion.sentence(
                        name, ZoneId.getAvailableZoneIds(), "Write a region, such as Europe/Berlin, or UTC.")
                : "Write the region, such as " + String.join(" or ", regions) + ".";
    }
}
