package io.presencesync.explain;

import java.util.List;
import java.util.function.BiFunction;

/// A decision's own words as an administrator wants them, and what comes after. The decisions' words are those of the
/// machine; what is not in the list is shown as it is.
///
/// @param because why we do what we do, as a sentence
/// @param next what happens next, as a sentence
record Said(String because, String next) {
    private static final String STATUS = "`presence-sync status` says what is wrong.";
    private static final String AFTER_CALL = "We decide again at their next state: after the call, or after wrap-up.";

    /// @param begins what the words begin with
    /// @param contains what else they contain
    private record Line(String begins, String contains, BiFunction<String, Explanation, Said> said) {
        boolean fits(String why) {
            return why.startsWith(begins) && why.contains(contains);
        }
    }

    private static final List<Line> LEAVE = List.of(
            line(
                    "held as ",
                    "",
                    (why, _) -> new Said(
                            sentence("We keep them so", why), "When Webex shows them free, we make them Ready again.")),
            line("the agent was set READY", "that choice stands", Said::readyByHand),
            line("the agent is ", "was set READY while busy", Said::readyByHand),
            line("the agent is ", "was set READY during this presence", Said::readyByHand),
            line("the agent is ", " by their own choice", Said::ownChoice),
            line(
                    "the agent is ",
                    "has chosen what follows",
                    (_, _) -> new Said("They have chosen what follows their call: we leave it.", AFTER_CALL)),
            line(
                    "the agent is ",
                    "was not READY before",
                    (_, _) -> new Said(
                            "They were not Ready before their call, so we have nothing to take from them.",
                            AFTER_CALL)),
            line(
                    "the agent is ",
                    " while held",
                    (_, _) -> new Said(
                            "They are on a call while we hold them.",
                            "After the call they are Not Ready again, still held by us.")),
            line("free in Webex", "", Said::free),
            line(
                    "the agent paused the sync",
                    "",
                    (why, _) -> new Said(
                            sentence("They want to be left alone", why),
                            "We decide anew when the pause is over, or when they end it in their gadget.")),
            line(
                    "the administrator paused the sync",
                    "",
                    (why, _) -> new Said(
                            sentence("They are to be left alone", why),
                            "We decide anew when the pause is over, or when it is ended.")),
            line(
                    "the agent is signed out",
                    "",
                    (_, _) -> new Said(
                            "We send nothing to agents who are signed out.",
                            "We look after them again once they have signed in and are Ready.")),
            line(
                    "Webex has not told",
                    "",
                    (why, _) -> new Said(
                            sentence("We do not know their presence", why),
                            "We leave them as they are until Webex tells it. " + STATUS)),
            line(
                    "their presence is stale",
                    "",
                    (why, _) -> new Said(
                            sentence("We do not know any more what Webex shows for them", why),
                            "We leave them as they are, held or not, until Webex tells their presence again. "
                                    + STATUS)),
            line(
                    "Webex never told us",
                    "",
                    (_, _) -> new Said(
                            "Webex never told us a known presence of this agent: we do not take that for unavailable.",
                            "They may have switched off status sharing in Webex, or never signed in there.")),
            line(
                    "Webex does not know",
                    "",
                    (_, _) -> new Said(
                            "Webex does not know their presence, so we leave them as they are.",
                            "We act again as soon as Webex knows it.")),
            line(
                    "Webex shows ",
                    " without its kind",
                    (why, _) -> new Said(
                            why.replaceFirst(" without its kind.*", "")
                                    + ", and has not told yet whether it was joined: we leave them as they are.",
                            "We read it again by ourselves, and act as soon as Webex has told.")),
            line(
                    "Webex shows ",
                    "a status word that no rule names",
                    (why, _) -> new Said(
                            sentence("We do not know what that means, so we leave them as they are", why),
                            "Name the word in a rule (docs/rules.md) if it should count.")),
            line(
                    "the People API says unknown",
                    "",
                    (_, _) -> new Said(
                            "The People API says unknown, as it does where it has no word for what Webex shows:"
                                    + " we do not take that for unavailable.",
                            "We act again when it says another word, or when Mercury is back.")),
            line("their team has no Not Ready reason ", "", Said::labelMissing),
            line(
                    "outside working hours",
                    "",
                    (why, _) -> new Said(
                            sentence("We do not look after them at this hour", why),
                            "We look again when their working hours begin.")),
            line(
                    "sync is switched off",
                    "",
                    (why, _) -> new Said(
                            sentence("We leave them alone", why),
                            "Switch it on in the rules to have them looked after.")),
            line(
                    "the other source says",
                    "",
                    (why, _) -> new Said(
                            sentence("We stay with what we know", why), "We act again at the next news from Webex.")));

    private static final List<Line> WAIT = List.of(
            line(
                    "nothing heard yet",
                    "",
                    (_, _) -> new Said("We have heard nothing of them since we started.", STATUS)),
            line(
                    "Finesse has not told",
                    "",
                    (_, _) -> new Said(
                            "We wait for Finesse to tell their state.", "We ask again by ourselves. " + STATUS)),
            line(
                    "Finesse told a state with an earlier time",
                    "",
                    (_, _) -> new Said(
                            "Finesse told a state with an earlier time than the one before, as when its clock is set back.",
                            "We read their state directly; until that is answered, we send nothing.")),
            line("a request is under way", "", Sending::underWay),
            line(
                    "Finesse does not tell whether",
                    "",
                    (_, _) -> new Said(
                            "After an outage Finesse does not tell whether the agent is still held by us, so we send nothing.",
                            "We read their state again; after three minutes it is judged as it stands.")),
            line(
                    "until the presence has settled",
                    "",
                    (_, what) -> new Said(
                            "We wait until their presence" + presence(what) + " has lasted long enough to count.",
                            "Then we act by ourselves, if it still holds.")),
            line(
                    "before the next try",
                    "",
                    (_, what) -> new Said(
                            "The last try failed" + Sending.message(what) + ".",
                            "We try again by ourselves, at the latest within 30 s.")),
            line(
                    "their reason is not known yet",
                    "",
                    (_, _) -> new Said(
                            "Finesse told that they are Not Ready, but not why.", "We read it first, then act.")),
            line(
                    "their state is too old",
                    "",
                    (_, _) -> new Said(
                            "What we know of their state is too old to act on.", "We read it first, then act.")),
            line(
                    "their gadget is not connected",
                    "",
                    (_, _) -> new Said(
                            "We cannot reach them: the gadget in their Finesse desktop is not connected.",
                            "We act as soon as their gadget connects. Do they have the desktop open, and the gadget in it?")),
            line(
                    "Finesse is out of service, or the supervisor account cannot be used",
                    "",
                    (_, _) -> new Said(
                            "We cannot act: Finesse is out of service, or the supervisor account cannot be used.",
                            "We act as soon as we can. " + STATUS)),
            line(
                    "the agent is not held",
                    "",
                    (_, _) -> new Said("There is nothing to release.", "We act at the next change.")),
            line(
                    "the agent is ",
                    "set by the system while held",
                    (_, _) -> new Said(
                            "Our hold goes on beneath it, and we send nothing meanwhile.",
                            "We read their state again, and decide when Finesse shows another.")),
            line(
                    "the agent is ",
                    "set by the system, which gives READY back",
                    (_, what) -> new Said(
                            "It gives Ready back by itself when their call outside the queue is over.",
                            "If Webex shows them busy then, we hold them at once.")),
            line(
                    "the agent is ",
                    " follows",
                    (why, _) -> new Said(
                            "What we asked for follows their call: "
                                    + why.substring(why.indexOf("; ") + 2).replaceFirst(" follows.*", "") + ".",
                            "Finesse makes them Not Ready when the call is over.")),
            line(
                    "the agent is ",
                    "one wish a call",
                    (_, _) -> new Said("Finesse takes one wish a call, and ours was made.", AFTER_CALL)),
            line(
                    "the agent is ",
                    "wrap-up is not cut short",
                    (_, _) ->
                            new Said("We do not cut their wrap-up short.", "We decide again when their wrap-up ends.")),
            line(
                    "the agent is ",
                    " while held",
                    (_, _) -> new Said("They are on a call while we hold them, so we wait.", AFTER_CALL)),
            line(
                    "the agent is ",
                    "",
                    (_, what) -> new Said(
                            "We wait for the end of their call before we act on their presence" + presence(what) + ".",
                            AFTER_CALL)));

    private static Line line(String begins, String contains, BiFunction<String, Explanation, Said> said) {
        return new Line(begins, contains, said);
    }

    static Said of(Explanation.DecisionPart decision, Explanation what) {
        return switch (decision.kind()) {
            case "HOLD", "RELEASE" -> Sending.decided(decision.why(), what);
            case "WAIT" -> find(WAIT, decision.why(), what);
            default ->
                Sending.givenUp(what, decision.why())
                        ? Sending.refused(decision.why())
                        : find(LEAVE, decision.why(), what);
        };
    }

    private static Said find(List<Line> lines, String why, Explanation what) {
        return lines.stream()
                .filter(line -> line.fits(why))
                .findFirst()
                .map(line -> line.said().apply(why, what))
                .orElseGet(() -> new Said(sentence("", why), "We look again at the next change."));
    }

    private static Said readyByHand(String why, Explanation what) {
        boolean again = why.contains("again");
        return new Said(
                (again ? "We had held them anew once already; that" : "That") + " stands until Webex shows them free.",
                "We leave them Ready, also when their presence" + presence(what)
                        + " turns into another busy one; the first after they were free counts again.");
    }

    private static Said ownChoice(String why, Explanation what) {
        if (what.state() != null && what.state().author() == Explanation.Author.SYSTEM) {
            return new Said(
                    "It is not ours, so we leave it.", "They press READY themselves, where the system does not do it.");
        }
        return new Said(
                "It is not ours, so we leave it.", "They stay so until they change it; we never make them Ready.");
    }

    private static Said free(String why, Explanation what) {
        return Meaning.notReady(what)
                ? new Said(
                        "Webex shows them free, and we do not hold them.",
                        "They press READY themselves: we never end a Not Ready that is not ours.")
                : new Said(
                        "Webex shows them free, and we do not hold them: nothing is to be done.",
                        "We act when Webex shows them busy while they are Ready.");
    }

    private static Said labelMissing(String why, Explanation what) {
        String label =
                why.substring("their team has no Not Ready reason ".length()).replace("\"", "");
        return new Said(
                "Their presence asks for the Not Ready reason \"" + label + "\", and their team does not have it.",
                "Assign \"" + label + "\" to their team in Finesse; we notice by ourselves within ten minutes.");
    }

    private static String presence(Explanation what) {
        return what.presence() == null ? "" : " \"" + what.presence().words() + "\"";
    }

    static String sentence(String start, String why) {
        String text = start.isEmpty()
                ? why.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + why.substring(1)
                : start + ": " + why;
        return text.endsWith(".") ? text : text + ".";
    }
}
