package io.presencesync.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/// A rule reported as unreachable answers to no presence whatever, and every other rule answers to some.
class ReachabilityTest {
    private static final List<String> STATUSES = List.of("a", "b", "c");
    private static final List<String> TYPES = List.of("x", "y");

    @Provide
    Arbitrary<List<Match>> layers() {
        return Combinators.combine(conditions(STATUSES), conditions(TYPES), conditions(TYPES))
                .as(Match::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(7);
    }

    private static Arbitrary<Condition> conditions(List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.add(Condition.NONE);
        return Arbitraries.of(all)
                .set()
                .ofMaxSize(all.size())
                .map((Set<String> some) -> some.isEmpty() ? Condition.ANY : Condition.of(some));
    }

    @Property
    void a_rule_is_reported_exactly_when_it_never_answers(@ForAll("layers") List<Match> matches) {
        List<Rule> rules = new ArrayList<>();
        for (Match match : matches) {
            rules.add(new Rule(match, new Answer.Free(), null, "line " + rules.size(), rules.size()));
        }
        boolean[] answers = new boolean[rules.size()];
        everyPresence().forEach(presence -> answered(rules, presence, answers));
        for (int index = 0; index < rules.size(); index++) {
            assertThat(new Reachability(rules).hiding(index).isEmpty())
                    .as("rule %s of %s can answer", index, rules)
                    .isEqualTo(answers[index]);
        }
    }

    private static void answered(List<Rule> rules, Presence presence, boolean[] answers) {
        for (int index = 0; index < rules.size(); index++) {
            if (rules.get(index).match().meets(Match.Words.of(presence))) {
                answers[index] = true;
                return;
            }
        }
    }

    private static List<Presence> everyPresence() {
        List<Presence> all = new ArrayList<>();
        for (String status : List.of("a", "b", "c", "none", "strange")) {
            all.add(Samples.presence(status, null, null, PresenceOrigin.PEOPLE_API));
            for (String meetingType : new @Nullable String[] {null, "x", "y", "strange"}) {
                for (String category : new @Nullable String[] {null, "x", "y", "strange"}) {
                    all.add(Samples.presence(status, meetingType, category, PresenceOrigin.MERCURY));
                }
            }
        }
        return all;
    }
}
