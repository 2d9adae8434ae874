package io.presencesync.finesse;

import static io.presencesync.finesse.ScriptedFinesse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.finesse.ScriptedFinesse.Answer;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.TargetState;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Fifty agents at a Finesse that answers everything late. Time goes by in rounds: all that has come to the server in a
/// round is answered at its end. With answers of 5 s the bound of 25 s is five rounds.
@Timeout(60)
class SlowFinesseTest {
    private static final Instant SINCE = Instant.parse("2026-01-01T10:00:00Z");
    private static final String READY = "<state>READY</state>";
    private static final String HELD = "<state>NOT_READY</state><reasonCode><id>19</id><code>999</code></reasonCode>"
            + "<stateChangeTime>" + SINCE + "</stateChangeTime>";
    private static final int AGENTS = 50;
    private static final int AT_ONCE = 30;
    private static final int READS = 8;
    private static final int WISHES = 28;

    private final ScriptedFinesse finesse = new ScriptedFinesse();
    private final FinesseLink link = finesse.link(null, "boss");
    private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private volatile CountDownLatch round = new CountDownLatch(0);

    @BeforeEach
    void all() {
        IntStream.range(0, 2 * AGENTS).mapToObj(SlowFinesseTest::id).forEach(id -> {
            finesse.on("GET", "User/" + id, () -> late(200, ScriptedFinesse.userXml(id, READY)));
            finesse.on("PUT", "User/" + id, () -> late(202, ""));
        });
        link.reader().read(agent(0));
        finesse.seen.clear();
        round = new CountDownLatch(1);
    }

    private Answer late(int status, String body) {
        return new Answer(status, body, Map.of(), round);
    }

    @AfterEach
    void close() {
        round.countDown();
        link.close();
        finesse.close();
    }

    private static String id(int number) {
        return Integer.toString(1001 + number);
    }

    private static AgentId agent(int number) {
        return new AgentId(SiteId.MAIN, new FinesseUserId(id(number)));
    }

    /// What has come is answered; the next round begins.
    private void roundEnds() {
        CountDownLatch over = round;
        round = new CountDownLatch(1);
        over.countDown();
    }

    private void come(String what, long puts, long gets) {
        eventually(what, () -> arrived("PUT") == puts && arrived("GET") == gets);
    }

    private long arrived(String method) {
        return finesse.seen.stream().filter(it -> it.method().equals(method)).count();
    }

    /// Reads for nothing in particular, of other agents.
    private void polling() {
        IntStream.range(AGENTS, 2 * AGENTS)
                .forEach(number -> Thread.ofVirtual().start(() -> link.reader().read(agent(number))));
        come("reads take no more than their places", 0, READS);
    }

    private void allHold() {
        IntStream.range(0, AGENTS)
                .forEach(number -> Thread.ofVirtual()
                        .start(() -> outcomes.add(link.channel().send(hold(number), () -> true))));
    }

    private static StateRequest hold(int number) {
        return new StateRequest(
                "r-" + number,
                agent(number),
                ChannelKind.SUPERVISOR,
                TargetState.NOT_READY,
                ReasonLabel.DND,
                new StateRequest.OnlyIf(StateName.READY, null, null),
                "test",
                new Presence("dnd", null, null, null, PresenceOrigin.MERCURY, SINCE, "{}"));
    }

    @Test
    void fifty_holds_are_answered_in_two_rounds_though_as_many_reads_came_before_them() {
        polling();
        allHold();
        come("the holds take all that is left", AT_ONCE - READS, READS);

        roundEnds();
        come("then all others, and two reads", AGENTS, READS + 2L);

        roundEnds();
        eventually("all are held", () -> outcomes.size() == AGENTS);
        assertThat(outcomes).containsOnly(new Outcome.Accepted());
    }

    private void allReleaseReadAlone() {
        IntStream.range(0, AGENTS).forEach(number -> {
            finesse.on("GET", "User/" + id(number), () -> late(200, ScriptedFinesse.userXml(id(number), HELD)));
            Thread.ofVirtual().start(() -> outcomes.add(link.channel().send(release(number), () -> true)));
        });
    }

    private long mayBeUnderWay() {
        return Math.min(WISHES, AGENTS - outcomes.size());
    }

    private static StateRequest release(int number) {
        return release(number, null);
    }

    private static StateRequest release(int number, @Nullable Instant dueSince) {
        return new StateRequest(
                "r-" + number,
                agent(number),
                ChannelKind.SUPERVISOR,
                TargetState.READY,
                null,
                new StateRequest.OnlyIf(StateName.NOT_READY, "19", SINCE),
                "test",
                new Presence("active", null, null, null, PresenceOrigin.MERCURY, SINCE, "{}"),
                dueSince);
    }

    /// A read that left since the release was due, and then the release that it lets be decided.
    private void allReadAndRelease() {
        Instant due = Instant.now();
        IntStream.range(0, AGENTS).forEach(number -> {
            finesse.on("GET", "User/" + id(number), () -> late(200, ScriptedFinesse.userXml(id(number), HELD)));
            Thread.ofVirtual().start(() -> {
                link.reader().readForWish(agent(number));
                outcomes.add(link.channel().send(release(number, due), () -> true));
            });
        });
    }

    @Test
    void fifty_releases_whose_reason_was_still_to_be_read_are_answered_in_four_rounds_too() {
        allReadAndRelease();
        fourRounds();
        assertThat(arrived("GET")).isEqualTo(AGENTS);
    }

    private void fourRounds() {
        long answered = 0;
        for (int round = 1; round <= 4; round++) {
            long before = answered;
            eventually("as many as may are under way", () -> finesse.seen.size() - before == mayBeUnderWay());
            answered = finesse.seen.size();
            roundEnds();
        }
        eventually("all are released", () -> outcomes.size() == AGENTS);
        assertThat(outcomes).containsOnly(new Outcome.Accepted());
    }

    @Test
    void fifty_releases_that_need_a_read_of_their_own_each_are_answered_in_four_rounds() {
        allReleaseReadAlone();
        fourRounds();
    }
}
