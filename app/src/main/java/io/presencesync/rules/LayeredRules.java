package io.presencesync.rules;

import io.presencesync.agent.Rules;
import io.presencesync.agent.Ruling;
import io.presencesync.presence.Presence;
import java.util.List;

/// The rules about one agent, the strongest layer first, the default rules last; the first that matches answers.
///
/// @param rules the last one matches everything
record LayeredRules(List<Rule> rules, Settle settle) implements Rules {
    @Override
    public Ruling judge(Presence presence) {
        Match.Words words = Match.Words.of(presence);
        for (Rule rule : rules) {
            if (rule.match().meets(words)) {
                return rule.judge(presence, settle);
            }
        }
        throw new IllegalStateException("the default rules leave no presence out");
    }
}
