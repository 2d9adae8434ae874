package io.presencesync.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.presencesync.engine.JournalEntry;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Spool records as JSON lines. Times and delays keep whole microseconds, as both databases do.
final class SpoolCodec {
    private static final int LONGEST_TEXT = 20_000;
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final ObjectWriter WRITER = JSON.writerFor(Line.class);
    private static final ObjectReader READER = JSON.readerFor(Line.class);

    private SpoolCodec() {}

    /// @param t what it is: `j` journal, `h` hold, `a` agent, `p` person, `d` device
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            String t,
            String at,
            @Nullable String id,
            @Nullable String site,
            @Nullable String user,
            JournalEntry.@Nullable Kind kind,
            @Nullable String what,
            @Nullable String why,
            @Nullable String rule,
            @Nullable String request,
            @Nullable ChannelKind channel,
            @Nullable String source,
            @Nullable Long delay,
            @Nullable HoldLine hold,
            @Nullable String address,
            @Nullable String text) {}

    /// The line with its newline.
    static byte[] line(SpoolRecord record) {
        try {
            byte[] text = WRITER.writeValueAsBytes(toLine(record));
            byte[] line = Arrays.copyOf(text, text.length + 1);
            line[text.length] = '\n';
            return line;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("plain records can always be written", impossible);
        }
    }

    /// @throws IOException when the line cannot be understood
    static SpoolRecord record(byte[] bytes, int from, int length) throws IOException {
        try {
            return fromLine(READER.readValue(bytes, from, length));
        } catch (RuntimeException notOurs) {
            throw new IOException("not a record of this version", notOurs);
        }
    }

    private static Line toLine(SpoolRecord record) {
        return switch (record) {
            case SpoolRecord.Entry(JournalEntry entry) -> journal(entry);
            case SpoolRecord.Hold(HoldLine line, Instant at) -> rest("h", at, null, line, null, null);
            case SpoolRecord.Agent(AgentId agent, WebexAddress address, String loginName, Instant at) ->
                rest("a", at, agent, null, address.value(), loginName);
            case SpoolRecord.Person(WebexAddress address, WebexPersonId person, Instant at) ->
                rest("p", at, null, null, address.value(), person == null ? null : person.value());
            case SpoolRecord.DeviceText(String name, String text, Instant at) -> rest("d", at, null, null, name, text);
        };
    }

    private static Line journal(JournalEntry entry) {
        Duration delay = entry.delay();
        return new Line(
                "j",
                text(entry.at()),
                entry.id(),
                entry.agent().site().value(),
                entry.agent().user().value(),
                entry.kind(),
                fit(entry.what()),
                fit(entry.why()),
                entry.rule() == null ? null : fit(entry.rule()),
                entry.requestId(),
                entry.channel(),
                entry.source(),
                delay == null ? null : delay.toNanos() / 1000,
                null,
                null,
                null);
    }

    private static Line rest(
            String t,
            Instant at,
            @Nullable AgentId agent,
            @Nullable HoldLine hold,
            @Nullable String address,
            @Nullable String text) {
        String site = agent == null ? null : agent.site().value();
        String user = agent == null ? null : agent.user().value();
        return new Line(
                t, text(at), null, site, user, null, null, null, null, null, null, null, null, hold, address, text);
    }

    /// PostgreSQL takes no NUL; endless texts come from broken answers and help nobody.
    private static String fit(String text) {
        String clean = text.indexOf(0) < 0 ? text : text.replace("\0", "");
        return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT) + " (shortened)";
    }

    private static String text(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS).toString();
    }

    private static SpoolRecord fromLine(Line line) {
        Instant at = Instant.parse(line.at());
        return switch (line.t()) {
            case "j" -> new SpoolRecord.Entry(entry(line, at));
            case "h" -> new SpoolRecord.Hold(Objects.requireNonNull(line.hold()), at);
            case "a" -> new SpoolRecord.Agent(agent(line), address(line), line.text(), at);
            case "p" ->
                new SpoolRecord.Person(address(line), line.text() == null ? null : new WebexPersonId(line.text()), at);
            case "d" -> new SpoolRecord.DeviceText(Objects.requireNonNull(line.address()), line.text(), at);
            default -> throw new IllegalArgumentException("unknown record");
        };
    }

    private static WebexAddress address(Line line) {
        return new WebexAddress(Objects.requireNonNull(line.address()));
    }

    private static AgentId agent(Line line) {
        return new AgentId(
                new SiteId(Objects.requireNonNull(line.site())),
                new FinesseUserId(Objects.requireNonNull(line.user())));
    }

    private static JournalEntry entry(Line line, Instant at) {
        return new JournalEntry(
                Objects.requireNonNull(line.id()),
                agent(line),
                at,
                Objects.requireNonNull(line.kind()),
                Objects.requireNonNull(line.what()),
                Objects.requireNonNull(line.why()),
                line.rule(),
                line.request(),
                line.channel(),
                line.source(),
                line.delay() == null ? null : Duration.of(line.delay(), ChronoUnit.MICROS));
    }
}
