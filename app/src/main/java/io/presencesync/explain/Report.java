package io.presencesync.explain;

import io.presencesync.presence.ChannelKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An explanation as text: a few lines for people.
public final class Report {
    private static final int SHORT_ID = 8;

    private final Explanation what;
    private final Times times;
    private final List<String> lines = new ArrayList<>();

    private Report(Explanation what, ZoneId zone) {
        this.what = what;
        this.times = new Times(zone, what.at());
    }

    /// The whole text.
    ///
    /// @param zone in which times are shown
    public static String text(Explanation what, ZoneId zone) {
        return new Report(what, zone).text();
    }

    private String text() {
        lines.add(what.agent().inWords() + " at " + times.inFull(what.at()));
        lines.add("");
        lines.add(times.shown(what.headline()));
        String doubt = what.agent().doubt();
        if (doubt != null) {
            lines.add(doubt);
        }
        lines.add("");
        if (what.knowsAnything()) {
            parts();
        }
        what.notes().forEach(note -> line("Besides", times.clock(note.at()) + " " + note.what() + ": " + note.words()));
        line("Next", times.shown(what.next()));
        return String.join("\n", lines) + "\n";
    }

    private void parts() {
        state();
        presence();
        decision();
        hold();
        request();
    }

    private void line(String name, String text) {
        lines.add("%-9s %s".formatted(name, text));
    }

    private void state() {
        Explanation.StatePart state = what.state();
        if (state != null) {
            String pending = state.pending().isEmpty() ? "" : ", " + state.pending();
            String request = state.requestId() == null ? "" : " (request " + shortId(state.requestId()) + ")";
            line(
                    "State",
                    state.words() + pending + " since " + since(state.since()) + ": "
                            + state.author().inWords() + request + told(state.source()));
        }
    }

    private void presence() {
        Explanation.PresencePart presence = what.presence();
        if (presence == null) {
            line("Presence", "none in the journal");
            return;
        }
        Instant confirmed = presence.confirmedAt();
        line(
                "Presence",
                presence.words() + " since " + since(presence.since()) + told(presence.source())
                        + (confirmed == null ? "" : ", confirmed " + times.ago(confirmed)));
    }

    private static String told(@Nullable String source) {
        return source == null ? "" : ", told by " + sourceInWords(source);
    }

    private static String sourceInWords(String source) {
        return switch (source.toLowerCase(Locale.ROOT)) {
            case "mercury" -> "Webex events";
            case "people_api" -> "the Webex People API";
            case "notification" -> "a Finesse notification";
            case "user_get" -> "a direct read";
            case "team_get" -> "the team poll";
            case "gadget" -> "their gadget";
            default -> source;
        };
    }

    private void decision() {
        Explanation.DecisionPart decision = what.decision();
        if (decision == null) {
            line("Decision", "none in the journal");
            return;
        }
        line("Rule", Objects.requireNonNullElse(decision.rule(), "none judged their presence"));
        line(
                "Decision",
                times.clock(decision.since()) + " (" + times.ago(decision.since()) + ") " + inWords(decision.kind())
                        + ": " + times.shown(decision.why()));
    }

    private static String inWords(String kind) {
        return switch (kind) {
            case "HOLD" -> "make them Not Ready";
            case "RELEASE" -> "make them Ready";
            case "LEAVE" -> "leave them";
            case "WAIT" -> "wait";
            default -> kind;
        };
    }

    private void hold() {
        Explanation.HoldPart hold = what.hold();
        if (hold != null) {
            String request =
                    hold.requestId() == null ? ", taken over at first sight" : ", request " + shortId(hold.requestId());
            line("Our hold", hold.label() + " since " + since(hold.since()) + by(hold.channel()) + request);
        }
    }

    private static String by(@Nullable ChannelKind channel) {
        if (channel == null) {
            return "";
        }
        return switch (channel) {
            case GADGET -> ", through their own desktop";
            case SUPERVISOR -> ", as supervisor (Finesse allows a supervisor no reason of its own)";
        };
    }

    private void request() {
        Explanation.RequestPart request = what.request();
        if (request == null) {
            line("Sent", "nothing in the journal");
            return;
        }
        Instant sent = request.sentAt();
        String when = sent == null || "not sent".equals(request.answer())
                ? (request.answer() == null ? "not yet: " : "nothing: ")
                : times.clock(sent) + " (" + times.ago(sent) + ") ";
        line("Sent", when + request.what() + " (request " + shortId(request.id()) + "): " + request.why());
        line("Finesse", answer(request));
        if (!request.hops().isEmpty()) {
            line(
                    "Hops",
                    String.join(", ", request.hops().stream().map(Report::hop).toList()));
        }
    }

    private static String hop(Explanation.Hop hop) {
        return hop.name() + " " + Times.brief(hop.took());
    }

    private String answer(Explanation.RequestPart request) {
        Instant at = request.answeredAt();
        Instant shown = request.shownAt();
        if (request.sentAt() == null && at == null) {
            return "has not been asked yet";
        }
        String answered = at == null
                ? (shown == null ? "has not answered" : "no answer is recorded")
                : request.answer() + " at " + times.clock(at)
                        + (request.message().isEmpty() ? "" : ": " + times.shown(request.message()));
        boolean open = request.answer() == null || request.answer().equals("accepted");
        return answered + (shown != null ? ", shown at " + times.clock(shown) : open ? ", not shown yet" : "");
    }

    private String since(Instant begin) {
        return times.clock(begin) + " (" + Times.brief(Duration.between(begin, what.at())) + ")";
    }

    private static String shortId(String id) {
        return id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID);
    }
}
