package io.presencesync.simulation.check;

import io.presencesync.simulation.history.Fact;
import io.presencesync.simulation.history.Witness;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// Writes one agent's day down, a line for each thing that happened.
public final class Story implements Witness {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final int agent;
    private final List<String> lines = new ArrayList<>();
    private String last = "";

    public Story(int agent) {
        this.agent = agent;
    }

    @Override
    public void see(Instant now, int who, Fact fact) {
        if (who != agent) {
            return;
        }
        String words = words(fact);
        if (!words.equals(last)) {
            lines.add(CLOCK.format(now) + "  " + words);
            last = words;
        }
    }

    /// In the order of time.
    public List<String> lines() {
        return List.copyOf(lines);
    }

    private static String words(Fact fact) {
        return switch (fact) {
            case Fact.Changed(var shown) -> "Finesse    " + shown.inWords();
            case Fact.Reached reached -> reached(reached);
            case Fact.Gap(var outage) ->
                "   we hear that states may have changed unseen" + (outage ? ", Finesse being out of service" : "");
            case Fact.Notified(boolean on) -> "Channel    notifications " + (on ? "reach us" : "do not reach us");
            case Fact.OutOfService(var on) -> "   we notice that Finesse is " + (on ? "out of service" : "back");
            case Fact.ClockSet() -> "Finesse's clock is set back";
            case Fact.ClockNoticed() -> "   we notice that Finesse's clock was set back";
            case Fact.Heard(var presence) ->
                "   presence reached us: " + presence.inWords() + " by " + presence.origin();
            case Fact.Doubt(var on, var why) -> "Webex      " + why + (on ? ": presences are in doubt" : "");
            case Fact.Handed(var request) ->
                "      we make " + request.id() + ": " + request.target() + label(request.label()) + ", "
                        + request.why();
            case Fact.Left(var request) ->
                "      " + request.id() + " leaves: " + request.target() + label(request.label());
            case Fact.Answered(var request, var words, var refused) -> "      " + request + " is answered: " + words;
            case Fact.Channel(var available, var kind) ->
                "Channel    " + kind.name().toLowerCase(Locale.ROOT) + (available ? " available" : " gone");
            case Fact.Reloaded() -> "   everything is re-read";
            case Fact.Killed(var where) -> "KILLED     " + where;
            case Fact.Restarted(var empty) -> "STARTED    " + (empty ? "with an empty store" : "");
            case Fact.Decided(var words) -> "      decision: " + words;
            case Fact.Settled() -> "CHECKED    everything has been quiet";
            case Fact.Note(var words) -> "           " + words;
        };
    }

    private static String reached(Fact.Reached reached) {
        String words =
                "   reached us by " + reached.source() + ": " + reached.shown().inWords();
        String request = reached.request() == null ? "" : ", request " + reached.request();
        return words + (reached.reasonTold() ? "" : ", reason not told") + request;
    }

    private static String label(@org.jspecify.annotations.Nullable Object label) {
        return label == null ? "" : " " + Objects.toString(label);
    }
}
