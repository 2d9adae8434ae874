package io.presencesync.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.agent.DefaultRules;
import io.presencesync.agent.DutyHours;
import io.presencesync.agent.Manner;
import io.presencesync.agent.Ruling;
import io.presencesync.agent.Verdict;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultsTest {
    private final Manner manner = new RulesInForce(RuleBook.EMPTY, Samples.SETTLE).of(Samples.CHRIS);

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            dnd,          -,       -,       Webex DND,         Webex DND
            DND,          -,       -,       Webex DND,         Webex DND
            call,         -,       -,       Webex Call,        Webex Call
            meeting,      online,  meeting, Webex Meeting,     Webex Meeting
            meeting,      offline, meeting, free,              Webex Meeting
            meeting,      -,       -,       free,              Webex Meeting
            presenting,   online,  -,       Webex Meeting,     Webex Meeting
            presenting,   other,   -,       free,              Webex Meeting
            presenting,   -,       -,       free,              Webex Meeting
            unknown,      -,       unknown, Webex Unavailable, Webex Unavailable
            unknown,      -,       other,   ignore,            Webex Unavailable
            unknown,      -,       -,       ignore,            Webex Unavailable
            active,       -,       -,       free,              free
            inactive,     -,       -,       free,              free
            ooo,          -,       -,       free,              free
            calendarItem, -,       -,       free,              free
            busy,         -,       -,       free,              free
            quiet,        -,       -,       free,              free
            pending,      -,       -,       free,              free
            levitating,   online,  unknown, ignore,            ignore
            focus,        -,       -,       ignore,            ignore
            brb,          -,       -,       ignore,            ignore
            """)
    void every_presence_is_judged_as_delivered(
            String status,
            @Nullable String meetingType,
            @Nullable String category,
            String byMercury,
            String byPeopleApi) {
        assertThat(verdict(Samples.presence(status, meetingType, category, PresenceOrigin.MERCURY)))
                .isEqualTo(byMercury);
        assertThat(verdict(Samples.presence(status, null, null, PresenceOrigin.PEOPLE_API)))
                .isEqualTo(byPeopleApi);
    }

    private String verdict(Presence presence) {
        return switch (manner.rules().judge(presence).verdict()) {
            case Verdict.Busy(var label, var otherwise) -> label.value();
            case Verdict.Free() -> "free";
            case Verdict.Ignore ignored -> "ignore";
        };
    }

    @Test
    void the_packaged_rules_wait_and_answer_as_the_machine_s_own_tests_assume() {
        DefaultRules assumed = new DefaultRules(Samples.SETTLE.hold(), Samples.SETTLE.release());
        for (String status : new String[] {"dnd", "call", "meeting", "presenting", "active", "ooo", "anything"}) {
            Ruling expected = assumed.judge(Samples.presence(status));
            Ruling ruling = manner.rules().judge(Samples.presence(status));
            assertThat(ruling.verdict()).isEqualTo(expected.verdict());
            assertThat(ruling.settle()).isEqualTo(expected.settle());
        }
    }

    @Test
    void the_packaged_options_are_the_standard_manner() {
        Manner standard = Manner.standard(manner.rules());
        assertThat(new Manner(
                        manner.rules(),
                        standard.hours(),
                        manner.staleAfter(),
                        manner.stale(),
                        manner.wrapup(),
                        manner.restore(),
                        manner.override(),
                        manner.unknownAtStart()))
                .isEqualTo(standard);
        assertThat(Objects.requireNonNull(manner.hours())).isEqualTo(DutyHours.ALWAYS);
    }

    @Test
    void a_ruling_names_its_rule() {
        assertThat(manner.rules().judge(Samples.presence("dnd")).rule()).matches("default-rules\\.yml:\\d+ \\(dnd\\)");
    }
}
