package io.presencesync.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.engine.JournalEntry;
import io.presencesync.explain.Explanation;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.ChannelKind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes journal entries and explanations as JSON. Times are ISO 8601 in UTC, durations milliseconds; what is unknown
/// is null.
public final class JournalPages {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JournalPages() {}

    static ObjectNode error(String words) {
        return JSON.objectNode().put("error", words);
    }

    static ObjectNode entries(AgentId agent, List<JournalEntry> entries) {
        ObjectNode page = JSON.objectNode();
        page.put("agent", agent.user().value());
        page.put("site", agent.site().value());
        ArrayNode list = page.putArray("entries");
        entries.forEach(entry -> list.add(entry(entry)));
        return page;
    }

    private static ObjectNode entry(JournalEntry entry) {
        ObjectNode page = JSON.objectNode();
        page.put("id", entry.id());
        page.put("at", text(entry.at()));
        page.put("kind", entry.kind().name());
        page.put("what", entry.what());
        page.put("why", entry.why());
        page.put("rule", entry.rule());
        page.put("requestId", entry.requestId());
        page.put("channel", name(entry.channel()));
        page.put("source", entry.source());
        page.put("delayMs", entry.delay() == null ? null : (Long) entry.delay().toMillis());
        return page;
    }

    /// The answer of `/api/v1/agents/{id}/explain`, for whoever has none to ask.
    public static String explanationText(Explanation what) {
        return explanation(what).toString();
    }

    static ObjectNode explanation(Explanation what) {
        ObjectNode page = JSON.objectNode();
        page.put("agent", what.agent().agent().user().value());
        page.put("site", what.agent().agent().site().value());
        page.put("loginName", what.agent().loginName());
        page.put("doubt", what.agent().doubt());
        page.put("name", what.agent().name());
        page.put("at", text(what.at()));
        page.put("known", what.knowsAnything());
        page.put("headline", what.headline());
        page.set("state", what.state() == null ? JSON.nullNode() : state(what.state()));
        page.set("presence", what.presence() == null ? JSON.nullNode() : presence(what.presence()));
        page.set("decision", what.decision() == null ? JSON.nullNode() : decision(what.decision()));
        page.set("hold", what.hold() == null ? JSON.nullNode() : hold(what.hold()));
        page.set("request", what.request() == null ? JSON.nullNode() : request(what.request()));
        ArrayNode notes = page.putArray("notes");
        what.notes().forEach(note -> notes.add(note(note)));
        page.put("next", what.next());
        page.put("reachesBackTo", text(what.reachesBackTo()));
        return page;
    }

    private static JsonNode state(Explanation.StatePart state) {
        ObjectNode page = JSON.objectNode();
        page.put("words", state.words());
        page.put("pending", state.pending().isEmpty() ? null : state.pending());
        page.put("since", text(state.since()));
        page.put("source", state.source());
        page.put("madeBy", state.author().name());
        page.put("madeByInWords", state.author().inWords());
        page.put("requestId", state.requestId());
        return page;
    }

    private static JsonNode presence(Explanation.PresencePart presence) {
        ObjectNode page = JSON.objectNode();
        page.put("words", presence.words());
        page.put("since", text(presence.since()));
        page.put("source", presence.source());
        page.put("confirmedAt", text(presence.confirmedAt()));
        return page;
    }

    private static JsonNode decision(Explanation.DecisionPart decision) {
        ObjectNode page = JSON.objectNode();
        page.put("kind", decision.kind());
        page.put("why", decision.why());
        page.put("rule", decision.rule());
        page.put("since", text(decision.since()));
        return page;
    }

    private static JsonNode hold(Explanation.HoldPart hold) {
        ObjectNode page = JSON.objectNode();
        page.put("label", hold.label());
        page.put("since", text(hold.since()));
        page.put("channel", name(hold.channel()));
        page.put("requestId", hold.requestId());
        return page;
    }

    private static JsonNode request(Explanation.RequestPart request) {
        ObjectNode page = JSON.objectNode();
        page.put("id", request.id());
        page.put("what", request.what());
        page.put("why", request.why());
        page.put("channel", name(request.channel()));
        page.put("decidedAt", text(request.decidedAt()));
        page.put("sentAt", text(request.sentAt()));
        page.put("answer", request.answer());
        page.put("answeredAt", text(request.answeredAt()));
        page.put("message", request.message());
        page.put("shownAt", text(request.shownAt()));
        ObjectNode hops = page.putObject("hopsMs");
        request.hops().forEach(hop -> hops.put(key(hop.name()), hop.took().toMillis()));
        return page;
    }

    /// `sending to answer` as `sendingToAnswer`.
    private static String key(String name) {
        StringBuilder key = new StringBuilder();
        for (String word : name.split(" ", -1)) {
            String start = word.substring(0, 1);
            key.append(key.isEmpty() ? start : start.toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return key.toString();
    }

    private static JsonNode note(Explanation.NotePart note) {
        return JSON.objectNode()
                .put("what", note.what())
                .put("words", note.words())
                .put("at", text(note.at()));
    }

    private static @Nullable String name(@Nullable ChannelKind channel) {
        return channel == null ? null : channel.name();
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
