package io.presencesync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.engine.JournalEntry;
import io.presencesync.explain.Explainer;
import io.presencesync.explain.Explanation;
import io.presencesync.explain.History;
import io.presencesync.explain.Subject;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.SiteId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever the machine says, `explain` has a sentence for it and says what comes next.
class DecisionsExplainedTest {
    private static final AgentId AGENT = new AgentId(SiteId.MAIN, new FinesseUserId("1001"));
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String NO_IDEA = "We look again at the next change.";

    @ParameterizedTest
    @EnumSource(Row.class)
    void every_row_that_leaves_or_waits_has_its_explanation(Row row) {
        if (row.action == Action.HOLD || row.action == Action.RELEASE || row == Row.IGNORED) {
            assertThat(row.words).as("said by the decision itself").isEmpty();
            return;
        }
        String why = row.words.replace("{state}", "TALKING").replace("{held}", "Webex Meeting");
        assertThat(explained(row.action.name(), why).next()).isNotEqualTo(NO_IDEA);
    }

    @ParameterizedTest
    @EnumSource(
            value = Guard.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"GIVEN_UP", "CHANNEL_GONE"})
    void every_guard_has_its_explanation(Guard guard) {
        assertThat(explained("WAIT", guard.words).next()).isNotEqualTo(NO_IDEA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Webex shows meeting without its kind, which is being read again",
                "Webex shows focus, a status word that no rule names",
                "the People API says unknown, as it does where it has no word for a presence"
            })
    void what_webex_does_not_tell_has_its_explanation(String why) {
        Explanation explained = explained("LEAVE", why);
        assertThat(explained.next()).isNotEqualTo(NO_IDEA);
        assertThat(explained.headline()).doesNotContain("  ").endsWith(".");
    }

    private static Explanation explained(String kind, String why) {
        JournalEntry decision =
                new JournalEntry("1", AGENT, NOW, JournalEntry.Kind.DECISION, kind, why, null, null, null, null, null);
        return Explainer.explain(Subject.of(AGENT), NOW, new History(List.of(decision), null));
    }
}
