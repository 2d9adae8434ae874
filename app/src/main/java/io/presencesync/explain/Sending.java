package io.presencesync.explain;

import java.util.Objects;

/// What is said while a request is on its way, or came to nothing.
final class Sending {
    private Sending() {}

    static Said decided(String why, Explanation what) {
        return new Said(Said.sentence("We decided to ask for " + asked(what), why), next(what));
    }

    static Said underWay(String why, Explanation what) {
        return new Said("Our request for " + asked(what) + " is under way.", next(what));
    }

    private static String asked(Explanation what) {
        return what.request() == null ? "another state" : what.request().what();
    }

    private static String next(Explanation what) {
        Explanation.RequestPart request = what.request();
        if (request == null || request.sentAt() == null) {
            return "The request waits for its turn; requests leave at a limited pace.";
        }
        String answer = Objects.requireNonNullElse(request.answer(), "");
        return switch (answer) {
            case "" -> "We wait for Finesse's answer; without one their state is read again before anything is sent.";
            case "accepted" ->
                request.shownAt() == null
                        ? "Finesse has taken it. Until it shows, we wait, and read their state after 10 s."
                        : "Finesse shows it.";
            case "not sent" -> "It was not sent: " + request.message() + ". We decide again at the next news.";
            default -> "It failed: " + request.message() + ".";
        };
    }

    /// The words of the last failure, in brackets.
    static String message(Explanation what) {
        Explanation.RequestPart request = what.request();
        boolean failed = request != null && "failed".equals(request.answer());
        return failed && request != null ? " (" + withoutHint(request.message()) + ")" : "";
    }

    private static String withoutHint(String message) {
        return message.replaceFirst(" \\([^()]*\\)$", "");
    }

    /// The decision repeats the refusal that made us give up.
    static boolean givenUp(Explanation what, String why) {
        Explanation.RequestPart request = what.request();
        return request != null
                && "failed".equals(request.answer())
                && request.message().startsWith(why);
    }

    static Said refused(String why) {
        return new Said(
                Said.sentence("Finesse, or their gadget, refused our request", why),
                "We send nothing more for them until users, teams and reason codes are read again (every ten minutes).");
    }
}
