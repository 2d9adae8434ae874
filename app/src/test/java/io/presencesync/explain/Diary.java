package io.presencesync.explain;

import io.presencesync.engine.JournalEntry;
import io.presencesync.engine.JournalReader;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A journal in memory that is written by hand, as the engine would have. Times are of one day, in UTC.
final class Diary implements JournalReader {
    static final AgentId AGENT = new AgentId(SiteId.MAIN, new FinesseUserId("1001"));

    /// The rule for meetings, in the words of the rules that come with the product.
    static final String RULE = "default-rules.yml:14 (meeting or presenting, meetingType online)";

    private final List<JournalEntry> entries = new ArrayList<>();
    private final ChannelKind channel;

    Diary(ChannelKind channel) {
        this.channel = channel;
    }

    static Diary gadget() {
        return new Diary(ChannelKind.GADGET);
    }

    static Diary supervisor() {
        return new Diary(ChannelKind.SUPERVISOR);
    }

    static Instant time(String clock) {
        return LocalTime.parse(clock)
                .atDate(java.time.LocalDate.of(2026, 11, 23))
                .toInstant(ZoneOffset.UTC);
    }

    Diary presence(String clock, String words) {
        return add(clock, JournalEntry.Kind.PRESENCE, words, "", null, null, null, "mercury", null);
    }

    /// @param since Finesse's own time of it
    Diary state(String clock, String words, String since, String source) {
        return state(clock, words, "", since, source);
    }

    Diary state(String clock, String words, String pending, String since, String source) {
        Duration delay = Duration.between(time(since), time(clock));
        return add(clock, JournalEntry.Kind.STATE, words, pending, null, null, null, source, delay);
    }

    Diary decision(String clock, String kind, String why, @Nullable String rule) {
        return add(clock, JournalEntry.Kind.DECISION, kind, why, rule, null, channel, null, null);
    }

    Diary asks(String clock, String kind, String why, String rule, String request) {
        Duration delay = Duration.ofMillis(1004);
        return add(clock, JournalEntry.Kind.DECISION, kind, why, rule, request, channel, null, delay);
    }

    Diary sends(String clock, String what, String why, String request) {
        return add(clock, JournalEntry.Kind.ATTEMPT, what, why, null, request, channel, null, Duration.ofMillis(3));
    }

    Diary outcome(String clock, String what, String why, String request) {
        Instant sent = entries.stream()
                .filter(entry -> entry.kind() == JournalEntry.Kind.ATTEMPT && request.equals(entry.requestId()))
                .map(JournalEntry::at)
                .findFirst()
                .orElse(time(clock));
        Duration delay = Duration.between(sent, time(clock));
        return add(clock, JournalEntry.Kind.OUTCOME, what, why, null, request, channel, null, delay);
    }

    Diary note(String clock, String what, String why) {
        return add(clock, JournalEntry.Kind.NOTE, what, why, null, null, null, null, null);
    }

    /// A hold from the presence to the decision after it, as it goes when all is well.
    Diary held(String second, String label, String presence, String shown) {
        String why = "Webex shows " + presence + ": " + label;
        String rule = RULE;
        String request = "4f1c2a90-aaaa-bbbb-cccc-000000000001";
        return presence(second + ":01", presence)
                .decision(second + ":01.001", "WAIT", "until the presence has settled", rule)
                .asks(second + ":02.005", "HOLD", why, rule, request)
                .sends(second + ":02.008", "NOT_READY " + label, why, request)
                .outcome(second + ":02.048", "accepted", "", request)
                .state(second + ":02.310", shown, second + ":02.250", "notification")
                .outcome(second + ":02.310", "shown", "", request)
                .decision(second + ":02.311", "LEAVE", "held as " + label, rule);
    }

    private Diary add(
            String clock,
            JournalEntry.Kind kind,
            String what,
            String why,
            @Nullable String rule,
            @Nullable String request,
            @Nullable ChannelKind through,
            @Nullable String source,
            @Nullable Duration delay) {
        String id = "%08d".formatted(entries.size());
        entries.add(new JournalEntry(id, AGENT, time(clock), kind, what, why, rule, request, through, source, delay));
        return this;
    }

    @Override
    public List<JournalEntry> newest(AgentId agent, JournalEntry.@Nullable Kind kind, Instant until, int limit) {
        return entries.stream()
                .filter(entry -> entry.agent().equals(agent) && (kind == null || entry.kind() == kind))
                .filter(entry -> !entry.at().isAfter(until))
                .sorted(Comparator.comparing(JournalEntry::at)
                        .thenComparing(JournalEntry::id)
                        .reversed())
                .limit(limit)
                .toList();
    }
}
