package io.presencesync.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
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
    /// Of the form of a line. Version 1 lines do not say theirs; a later one says it in each line, as `v`.
    static final int VERSION = 1;

    private static final int LONGEST_TEXT = 20_000;
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final ObjectWriter WRITER = JSON.writerFor(Line.class);
    private static final ObjectReader READER = JSON.readerFor(Line.class);

    private SpoolCodec() {}

    /// @param v version of this form; null: 1
    /// @param t what it is: `j` journal, `h` hold, `a` agent, `p` person, `d` device
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            @Nullable Integer v,
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
        byte[] text = text(record);
        byte[] line = Arrays.copyOf(text, text.length + 1);
        line[text.length] = '\n';
        return line;
    }

    /// The line without its newline.
    static byte[] text(SpoolRecord record) {
        try {
            return WRITER.writeValueAsBytes(toLine(record));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("plain records can always be written", impossible);
        }
    }

    /// A version newer than ours.
    ///
    /// @param found the version it says it has
    /// @param known the newest of ours
    record Newer(int found, int known) {}

    /// Whether a newer version wrote this line, or the hold in it; null when not, or when it cannot be read at all.
    static @Nullable Newer newer(byte[] line) {
        try {
            JsonNode node = JSON.readTree(line);
            int own = node.path("v").asInt(0);
            int hold = node.path("hold").path("v").asInt(0);
            if (own > VERSION) {
                return new Newer(own, VERSION);
            }
            return hold > HoldLine.VERSION ? new Newer(hold, HoldLine.VERSION) : null;
        } catch (IOException unreadable) {
            return null;
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
                null,
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
                null, t, text(at), null, site, user, null, null, null, null, null, null, null, null, hold, address,
                text);
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
        if (line.v() != null && line.v() > VERSION) {
            throw new IllegalArgumentException("written by a newer version");
        }
        Instant at = Instant.parse(line.at());
        return switch (line.t()) {
            case "j" -> new SpoolRecord.Entry(entry(line, at));
            case "h" -> new SpoolRecord.Hold(hold(Objects.requireNonNull(line.hold())), at);
            case "a" -> new SpoolRecord.Agent(agent(line), address(line), line.text(), at);
            case "p" ->
                new SpoolRecord.Person(address(line), line.text() == null ? null : new WebexPersonId(line.text()), at);
            case "d" -> new SpoolRecord.DeviceText(Objects.requireNonNull(line.address()), line.text(), at);
            default -> throw new IllegalArgumentException("unknown record");
        };
    }

    private static HoldLine hold(HoldLine line) {
        if (line.v() > HoldLine.VERSION) {
            throw new IllegalArgumentException("a hold written by a newer version");
        }
        return line;
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
