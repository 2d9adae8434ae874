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
    private static final String AFTER_CALL = "We decide again at his next state: after the call, or after his wrap-up.";

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
                            sentence("We keep him so", why), "When Webex shows him free, we make him Ready again.")),
            line("he was set READY", "his choice stands", Said::readyByHand),
            line("he is ", "was set READY during this presence", Said::readyByHand),
            line("he is ", " by his own choice", Said::ownChoice),
            line(
                    "he is ",
                    "chose himself what follows",
                    (_, _) -> new Said("He chose himself what follows his call: we leave it.", AFTER_CALL)),
            line(
                    "he is ",
                    "was not READY before",
                    (_, _) -> new Said(
                            "He was not Ready before his call, so we have nothing to take from him.", AFTER_CALL)),
            line(
                    "he is ",
                    " while held",
                    (_, _) -> new Said(
                            "He calls while we hold him.", "After the call he is Not Ready again, still held by us.")),
            line("free in Webex", "", Said::free),
            line(
                    "the agent paused the sync",
                    "",
                    (why, _) -> new Said(
                            sentence("He wants to be left alone", why),
                            "We decide anew when the pause is over, or when he ends it in his gadget.")),
            line(
                    "the administrator paused the sync",
                    "",
                    (why, _) -> new Said(
                            sentence("He is to be left alone", why),
                            "We decide anew when the pause is over, or when it is ended.")),
            line(
                    "he is signed out",
                    "",
                    (_, _) -> new Said(
                            "We send nothing to agents who are signed out.",
                            "We look after him again once he has signed in and is Ready.")),
            line(
                    "Webex has not told",
                    "",
                    (why, _) -> new Said(
                            sentence("We do not know his presence", why),
                            "We leave him as he is until Webex tells it. " + STATUS)),
            line(
                    "his presence is stale",
                    "",
                    (why, _) -> new Said(
                            sentence("We do not know any more what Webex shows for him", why),
                            "We leave him as he is, held or not, until Webex tells his presence again. " + STATUS)),
            line(
                    "Webex never told us",
                    "",
                    (_, _) -> new Said(
                            "Webex never told us a known presence of him: we do not take that for unavailable.",
                            "He may have switched off status sharing in Webex, or never signed in there.")),
            line(
                    "Webex does not know",
                    "",
                    (_, _) -> new Said(
                            "Webex does not know his presence, so we leave him as he is.",
                            "We act again as soon as Webex knows it.")),
            line("his team has no Not Ready reason ", "", Said::labelMissing),
            line(
                    "outside working hours",
                    "",
                    (why, _) -> new Said(
                            sentence("We do not look after him at this hour", why),
                            "We look again when his working hours begin.")),
            line(
                    "sync is switched off",
                    "",
                    (why, _) -> new Said(
                            sentence("We leave him alone", why),
                            "Switch it on in the rules to have him looked after.")),
            line(
                    "the other source says",
                    "",
                    (why, _) -> new Said(
                            sentence("We stay with what we know", why), "We act again at the next news from Webex.")));

    private static final List<Line> WAIT = List.of(
            line("nothing heard yet", "", (_, _) -> new Said("We have heard nothing of him since we started.", STATUS)),
            line(
                    "Finesse has not told",
                    "",
                    (_, _) ->
                            new Said("We wait for Finesse to tell his state.", "We ask again by ourselves. " + STATUS)),
            line("a request is under way", "", Sending::underWay),
            line(
                    "Finesse does not tell whether",
                    "",
                    (_, _) -> new Said(
                            "After an outage Finesse does not tell whether he is still held by us, so we send nothing.",
                            "We read his state again; after three minutes it is judged as it stands.")),
            line(
                    "until the presence has settled",
                    "",
                    (_, what) -> new Said(
                            "We wait until his presence" + presence(what) + " has lasted long enough to count.",
                            "Then we act by ourselves, if it still holds.")),
            line(
                    "before the next try",
                    "",
                    (_, what) -> new Said(
                            "The last try failed" + Sending.message(what) + ".",
                            "We try again by ourselves, at the latest within 30 s.")),
            line(
                    "his reason is not known yet",
                    "",
                    (_, _) ->
                            new Said("Finesse told that he is Not Ready, but not why.", "We read it first, then act.")),
            line(
                    "his state is too old",
                    "",
                    (_, _) ->
                            new Said("What we know of his state is too old to act on.", "We read it first, then act.")),
            line(
                    "his gadget is not connected",
                    "",
                    (_, _) -> new Said(
                            "We cannot reach him: the gadget in his Finesse desktop is not connected.",
                            "We act as soon as his gadget connects. Does he have the desktop open, and the gadget in it?")),
            line(
                    "Finesse is out of service, or the supervisor account cannot be used",
                    "",
                    (_, _) -> new Said(
                            "We cannot act: Finesse is out of service, or the supervisor account cannot be used.",
                            "We act as soon as we can. " + STATUS)),
            line(
                    "he is not held",
                    "",
                    (_, _) -> new Said("There is nothing to release.", "We act at the next change.")),
            line(
                    "he is ",
                    " follows",
                    (why, _) -> new Said(
                            "What we asked for follows his call: "
                                    + why.substring(why.indexOf("; ") + 2).replaceFirst(" follows.*", "") + ".",
                            "Finesse makes him Not Ready when the call is over.")),
            line(
                    "he is ",
                    "one wish a call",
                    (_, _) -> new Said("Finesse takes one wish a call, and ours was made.", AFTER_CALL)),
            line(
                    "he is ",
                    "his wrap-up is not cut short",
                    (_, _) -> new Said("We do not cut his wrap-up short.", "We decide again when his wrap-up ends.")),
            line(
                    "he is ",
                    " while held",
                    (_, _) -> new Said("He is on a call while we hold him, so we wait.", AFTER_CALL)),
            line(
                    "he is ",
                    "",
                    (_, what) -> new Said(
                            "We wait for the end of his call before we act on his presence" + presence(what) + ".",
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
                "That stands" + (again ? ", for we had held him anew once already" : "")
                        + ": we leave him Ready until Webex shows him free.",
                "When his presence" + presence(what) + " is over, the next one counts again.");
    }

    private static Said ownChoice(String why, Explanation what) {
        return new Said(
                "It is not ours, so we leave it.", "He stays so until he changes it himself; we never make him Ready.");
    }

    private static Said free(String why, Explanation what) {
        return Meaning.notReady(what)
                ? new Said(
                        "Webex shows him free, and we do not hold him.",
                        "He presses READY himself: we never end a Not Ready that is not ours.")
                : new Said(
                        "Webex shows him free, and we do not hold him: nothing is to be done.",
                        "We act when Webex shows him busy while he is Ready.");
    }

    private static Said labelMissing(String why, Explanation what) {
        String label =
                why.substring("his team has no Not Ready reason ".length()).replace("\"", "");
        return new Said(
                "His presence asks for the Not Ready reason \"" + label + "\", and his team does not have it.",
                "Assign \"" + label + "\" to his team in Finesse; we notice by ourselves within ten minutes.");
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
