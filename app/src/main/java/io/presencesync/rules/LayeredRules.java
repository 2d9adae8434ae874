package io.presencesync.rules;

import io.presencesync.agent.Rules;
import io.presencesync.agent.Ruling;
import io.presencesync.presence.Cause;
import io.presencesync.presence.Presence;
import java.util.List;
import java.util.function.Consumer;

/// The rules about one agent, the strongest layer first, the default rules last; the first that matches answers. The
/// default rules' last one answers for status words that no other rule names.
///
/// @param rules the last one matches everything
/// @param unnamed told such words
record LayeredRules(List<Rule> rules, Settle settle, Consumer<String> unnamed) implements Rules {
    @Override
    public Ruling judge(Presence presence) {
        return presence.unclear() ? judgeUnclear(presence) : judgeClear(presence);
    }

    private Ruling judgeClear(Presence presence) {
        Match.Words words = Match.Words.of(presence);
        for (Rule rule : rules) {
            if (rule.match().meets(words)) {
                return rule.equals(rules.getLast()) ? unnamed(rule, presence) : rule.judge(presence, settle);
            }
        }
        throw new IllegalStateException("the default rules leave no presence out");
    }

    private Ruling unnamed(Rule last, Presence presence) {
        unnamed.accept(presence.status());
        return last.ignoring(
                "Webex shows " + presence.inWords() + ", a status word that no rule names", Cause.NO_EFFECT);
    }

    /// Where the first rule about this status asks for more than the status, nobody can say yet what holds.
    private Ruling judgeUnclear(Presence presence) {
        String status = Condition.plain(presence.status());
        for (Rule rule : rules) {
            if (rule.match().status().meets(status)) {
                return rule.match().statusAlone()
                        ? judgeClear(presence)
                        : rule.ignoring(notTold(presence), Cause.WAITING);
            }
        }
        throw new IllegalStateException("the default rules leave no presence out");
    }

    private static String notTold(Presence presence) {
        return "Webex shows " + presence.status() + " without its kind, which is being read again";
    }
}
