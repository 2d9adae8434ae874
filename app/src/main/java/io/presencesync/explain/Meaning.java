package io.presencesync.explain;

import io.presencesync.presence.StateName;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The answer in a sentence, and what happens next.
record Meaning(String headline, String next) {
    static Meaning of(Explanation what) {
        if (!what.knowsAnything()) {
            return nothing(what);
        }
        Said said = what.decision() == null
                ? new Said("Nothing was decided yet.", "We decide as soon as Webex and Finesse have told about them.")
                : Said.of(what.decision(), what);
        return new Meaning((state(what) + " " + said.because()).strip(), said.next());
    }

    private static Meaning nothing(Explanation what) {
        String agent = what.agent().agent().toString();
        return what.reachesBackTo() == null
                ? new Meaning(
                        "The journal has nothing about agent " + agent + ", at any time.",
                        "Is the id right, and is the agent followed? `presence-sync status` names who is not found.")
                : new Meaning(
                        "The journal has nothing about agent " + agent + " up to that moment.",
                        "What it has of them begins at " + what.reachesBackTo() + ": ask for a later time.");
    }

    private static String state(Explanation what) {
        Explanation.StatePart state = what.state();
        if (state == null) {
            return "Finesse has not told their state.";
        }
        String plain = States.plain(state.words());
        return "The agent is " + plain + " since " + state.since() + madeBy(what, state) + ".";
    }

    /// Where the sentence about the decision says it anyway, nothing.
    private static String madeBy(Explanation what, Explanation.StatePart state) {
        Explanation.RequestPart request = request(what, state);
        return switch (state.author()) {
            case WE, BACK_TO_OURS ->
                request == null
                        ? ", and that is our hold"
                        : ": " + state.author().inWords() + ", because " + cause(request.why());
            case WE_PROBABLY, HIMSELF, HIMSELF_OR_SUPERVISOR, SUPERVISOR, SYSTEM, SIGN_IN, BEFORE_US, AFTER_CALL ->
                needless(state) ? "" : ": " + state.author().inWords();
            case CALL, SIGN_OUT, UNKNOWN -> "";
        };
    }

    private static boolean needless(Explanation.StatePart state) {
        StateName name = States.name(state.words());
        return States.callOrWrapUp(name) || (name == StateName.READY && state.author() == Explanation.Author.BEFORE_US);
    }

    private static Explanation.@Nullable RequestPart request(Explanation what, Explanation.StatePart state) {
        Explanation.RequestPart request = what.request();
        return request != null && Objects.equals(request.id(), state.requestId()) ? request : null;
    }

    /// `Webex shows meeting (online): Webex Meeting` as it was then.
    private static String cause(String why) {
        return why.replaceFirst("^Webex shows", "Webex showed").replaceFirst(": [^:]*$", "");
    }

    static boolean notReady(Explanation what) {
        return what.state() != null && States.name(what.state().words()) == StateName.NOT_READY;
    }
}
