package io.presencesync.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds the rules of one layer that can never answer, because earlier ones match all that they match. Tries every
/// combination of the words that stand in the layer, and one word that does not, which is exact: conditions see no more
/// than whether a word is among theirs. A source that tells the status alone adds nothing: where earlier rules match
/// all
/// combinations of a status, one of them has that status.
final class Reachability {
    /// Stands for every word that no rule names; no word of a presence in lower case is written so.
    private static final String OTHER = "OTHER";

    private final List<Rule> rules;

    /// @param rules of one layer, in their order
    Reachability(List<Rule> rules) {
        this.rules = rules;
    }

    /// The earlier rules that together match all that this one matches, in their order; empty when it can answer.
    List<Rule> hiding(int index) {
        List<Rule> earlier = rules.subList(0, index);
        Set<Rule> hiding = new LinkedHashSet<>();
        Match match = rules.get(index).match();
        for (String status : words(match.status(), Match::status)) {
            for (String meetingType : words(match.meetingType(), Match::meetingType)) {
                for (String category : words(match.category(), Match::category)) {
                    Rule first = first(earlier, new Match.Words(status, meetingType, category, false));
                    if (first == null) {
                        return List.of();
                    }
                    hiding.add(first);
                }
            }
        }
        List<Rule> ordered = new ArrayList<>(earlier);
        ordered.retainAll(hiding);
        return ordered;
    }

    private static @Nullable Rule first(List<Rule> rules, Match.Words words) {
        for (Rule rule : rules) {
            if (rule.match().meets(words)) {
                return rule;
            }
        }
        return null;
    }

    private Collection<String> words(Condition condition, Function<Match, Condition> field) {
        if (!condition.any()) {
            return condition.words();
        }
        Set<String> all = new LinkedHashSet<>();
        rules.forEach(rule -> all.addAll(field.apply(rule.match()).words()));
        all.add(OTHER);
        return all;
    }

    /// Adds a fault for each rule that cannot answer.
    ///
    /// @param paths where each rule is in the file
    void report(List<String> paths, Findings findings) {
        for (int index = 0; index < rules.size(); index++) {
            List<Rule> hiding = hiding(index);
            if (!hiding.isEmpty()) {
                report(paths.get(index), rules.get(index), hiding, findings);
            }
        }
    }

    private static void report(String path, Rule rule, List<Rule> hiding, Findings findings) {
        Rule first = hiding.getFirst();
        boolean same = hiding.size() == 1 && first.match().equals(rule.match());
        if (same && !first.answer().equals(rule.answer())) {
            findings.fault(
                    path,
                    rule.line(),
                    "two rules for one match (" + rule.match().inWords() + "): " + first.where() + " says "
                            + first.answer().inWords() + ", this one says "
                            + rule.answer().inWords(),
                    "Keep one of the two.");
            return;
        }
        List<String> places = hiding.stream().map(Rule::where).toList();
        findings.fault(
                path,
                rule.line(),
                "this rule is never reached: " + String.join(" and ", places) + " before it "
                        + (hiding.size() == 1 ? "matches" : "match") + " all that it matches",
                "Put it before, or remove it.");
    }
}
