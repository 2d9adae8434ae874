package io.presencesync.gadget;

import com.fasterxml.jackson.databind.JsonNode;
import io.presencesync.engine.AgentWishes;
import io.presencesync.presence.Pause;
import io.presencesync.socketio.SocketIoAck;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What agents want of us by their gadgets: to be left alone for a while, to be looked after again, and to say that
/// something is wrong. Event loop; nothing here blocks.
final class GadgetWishes {
    /// "Until tomorrow" is at most this long, wherever he is.
    private static final Duration LONGEST = Duration.ofHours(36);

    private static final int WORDS = 500;
    private static final int REPORTS = 6;
    private static final Duration REPORTS_WITHIN = Duration.ofMinutes(1);

    private final AgentWishes wishes;
    private final InstantSource wall;
    private final Consumer<GadgetSession> unchanged;
    private final Throttle reports;

    /// @param clock by which reports are counted
    /// @param wall by which pauses are meant
    /// @param unchanged tells a gadget again how it stands
    GadgetWishes(AgentWishes wishes, InstantSource clock, InstantSource wall, Consumer<GadgetSession> unchanged) {
        this.wishes = wishes;
        this.wall = wall;
        this.unchanged = unchanged;
        this.reports = new Throttle(REPORTS, REPORTS_WITHIN, clock);
    }

    void heard(GadgetSession session, String event, JsonNode body, SocketIoAck ack) {
        switch (event) {
            case "pause" -> pause(session, until(body));
            case "resume" -> wishes.resume(session.agent());
            case "report" -> report(session, GadgetWords.text(body, "note"), ack);
            default -> throw new IllegalArgumentException(event);
        }
    }

    /// By minutes the agent's clock does not matter.
    private @Nullable Instant until(JsonNode body) {
        int minutes = body.path("minutes").asInt(0);
        return minutes > 0
                ? wall.instant().plus(Duration.ofMinutes(minutes))
                : GadgetWords.time(GadgetWords.text(body, "until"));
    }

    private void pause(GadgetSession session, @Nullable Instant until) {
        Instant now = wall.instant();
        if (until == null || !until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
            unchanged.accept(session);
        } else {
            wishes.pause(session.agent(), new Pause(until, Pause.Author.AGENT));
        }
    }

    private void report(GadgetSession session, @Nullable String note, SocketIoAck ack) {
        String key = session.agent().toString();
        if (!reports.allows(key)) {
            ack.send(GadgetWords.JSON.createObjectNode().put("ok", false).put("message", "reported a moment ago"));
            return;
        }
        reports.wrong(key);
        String id = wishes.report(session.agent(), tidy(note == null ? "" : note));
        ack.send(GadgetWords.JSON.createObjectNode().put("ok", true).put("id", id));
    }

    private static String tidy(String note) {
        String line = note.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > WORDS ? line.substring(0, WORDS) : line;
    }
}
