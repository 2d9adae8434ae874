package io.presencesync.rules;

import io.presencesync.agent.Ruling;
import io.presencesync.agent.Verdict;
import io.presencesync.config.Durations;
import io.presencesync.presence.Cause;
import io.presencesync.presence.Presence;
import io.presencesync.presence.ReasonLabel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One rule as it was written.
///
/// @param settle its own settle; null: that of the agent
/// @param where as an administrator finds it again: `rules.yml:12`
record Rule(Match match, Answer answer, @Nullable Duration settle, String where, int line) {
    /// @param settle of the agent, where the rule has none of its own
    Ruling judge(Presence presence, Settle settle) {
        return switch (answer) {
            case Answer.Busy(ReasonLabel reason, var otherwise) ->
                ruling(new Verdict.Busy(reason, otherwise), settle.hold());
            case Answer.Free() -> ruling(new Verdict.Free(), settle.release());
            case Answer.Ignore() ->
                ruling(new Verdict.Ignore("Webex shows " + presence.inWords() + ", which " + where + " ignores"), null);
        };
    }

    /// The answer where this rule is the one to go by, and says nothing of this presence.
    Ruling ignoring(String why, Cause cause) {
        return ruling(new Verdict.Ignore(why, cause, null), null);
    }

    private Ruling ruling(Verdict verdict, @Nullable Duration usual) {
        Duration wait = settle != null ? settle : usual;
        return new Ruling(verdict, where + " (" + match.inWords() + ")", wait == null ? Duration.ZERO : wait);
    }

    List<ReasonLabel> labels() {
        List<ReasonLabel> labels = new ArrayList<>();
        if (answer instanceof Answer.Busy busy) {
            labels.add(busy.reason());
            if (busy.otherwise() != null) {
                labels.add(busy.otherwise());
            }
        }
        return labels;
    }

    String inWords() {
        return where + ": " + match.inWords() + " -> " + answer.inWords()
                + (settle == null ? "" : ", settle " + Durations.inWords(settle));
    }
}
