package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// `kill -9` at chosen points of many requests' ways, and start again: the product ends right, sends nothing that is
/// not asked for, and its journal misses nothing. `-Dkills=50` makes it long; `-Dseed=…` repeats one.
@Isolated
class KillAcceptanceTest {
    private static final int KILLS = Integer.getInteger("kills", 6);
    private static final long SEED = Long.getLong("seed", 20261123L);
    /// From this number of kills on, gadget mode is tested too.
    private static final int LONG = 10;

    private static final int AGENTS = 12;
    private static final Duration QUIET = Duration.ofMillis(700);
    /// A presence written to the product this long before the kill has reached it.
    private static final Duration DELIVERED = Duration.ofMillis(400);

    private final Random random = new Random(SEED);
    private final World world = new World(AGENTS);
    private final KillTally tally = new KillTally();

    @SuppressWarnings("NullAway.Init")
    private KillSite site;

    @SuppressWarnings("NullAway.Init")
    private Product product;

    @SuppressWarnings("NullAway.Init")
    private KillCrowd crowd;

    @SuppressWarnings("NullAway.Init")
    private KillTrigger trigger;

    @SuppressWarnings("NullAway.Init")
    private ProductJournal journal;

    private void start(KillSite way) {
        site = way;
        product = Product.startAsDelivered(site.settings());
        crowd = new KillCrowd(world, site, AGENTS, random);
        trigger = new KillTrigger(product);
        journal = new ProductJournal(product);
        site.follow(product, trigger);
    }

    @AfterEach
    void stop() {
        if (product != null) {
            product.close();
        }
        if (site != null) {
            site.close();
        }
        world.close();
    }

    @Test
    void a_kill_at_any_point_loses_nothing_and_sends_nothing_that_is_not_asked_for() {
        start(new ServerKillSite(world));
        rounds(KILLS, "server mode");
        for (KillPoint point : KillPoint.AIMS) {
            assertThat(tally.kills(point)).as(point.words).isGreaterThanOrEqualTo(KILLS / 5);
        }
    }

    @Test
    void nor_does_a_kill_while_gadgets_carry_out_what_is_asked() {
        assumeTrue(KILLS >= LONG, "part of the long checks");
        List<String> agents = IntStream.range(World.FIRST, World.FIRST + AGENTS)
                .mapToObj(Integer::toString)
                .toList();
        start(new GadgetKillSite(world, agents));
        rounds(KILLS / 5, "gadget mode");
    }

    private void rounds(int kills, String mode) {
        awaitRight("at the start");
        for (int kill = 1; kill <= kills; kill++) {
            round(kill);
        }
        System.out.printf("== kill test, %s, seed %d%n%s", mode, SEED, tally.table());
        journalIsComplete();
    }

    private void round(int kill) {
        String name = "kill " + kill;
        someChooseAndAreSeen();
        KillPoint aim = tally.wanted();
        arm(aim);
        Instant changedAt = Instant.now();
        Map<String, String> changes = crowd.presences(80);
        Instant killedAt = trigger.awaitKill();
        site.heal();
        trigger.awaitNothingOpen();
        Await.quiet(Duration.ofMillis(50));
        crowd.livesOnUnseen();
        List<String> needy = crowd.wrong();
        Instant restart = Instant.now();
        product.launchAgain().awaitReady();
        awaitRight(name + ", " + aim.words);
        onlyWhatIsAskedFor(name, needy, restart);
        KillInquest inquest = new KillInquest(trigger, changedAt, killedAt, restart);
        tally.add(aim, inquest.found(crowd.ids(), journal));
        newestPresencesAreInTheJournal(name);
        if (changedAt.plus(DELIVERED).isBefore(killedAt)) {
            changesAreInTheJournal(name, changes, changedAt, killedAt);
        }
    }

    /// In a quiet hour, one or two act by hand, and the product sees it.
    private void someChooseAndAreSeen() {
        Set<String> some = new HashSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            some.add(crowd.ids().get(random.nextInt(AGENTS)));
        }
        for (String id : some) {
            if (!crowd.get(id).override()) {
                crowd.chooses(id, true);
                awaitSeen(id);
            }
        }
    }

    private void awaitSeen(String id) {
        String state = world.agent(id).state().name();
        Await.until(
                "the product sees that " + id + " is " + state,
                () -> product.getAsAdmin("/api/v1/agents/" + id)
                                .body()
                                .contains("\"name\":\"" + state + "\",\"reason\"")
                        && world.shown(id).equals(crowd.wanted(id)),
                () -> product.getAsAdmin("/api/v1/agents/" + id).body());
        Await.quiet(Duration.ofMillis(300));
    }

    private void arm(KillPoint aim) {
        if (aim == KillPoint.BEFORE_SEND && !site.queues()) {
            trigger.armAtWriting(product.folder().resolve("data/holds.log"), 1 + random.nextInt(3));
            return;
        }
        switch (aim) {
            case BEFORE_SEND, STORED -> trigger.arm(aim, 1 + random.nextInt(3), Duration.ofMillis(random.nextInt(80)));
            case UNANSWERED -> {
                site.slow(Duration.ofMillis(400), random.nextBoolean());
                trigger.arm(aim, 1 + random.nextInt(3), Duration.ofMillis(10 + random.nextInt(200)));
            }
            case UNSTORED -> trigger.arm(aim, 1 + random.nextInt(3), Duration.ZERO);
        }
    }

    /// Everybody is as he has to be, and stays so without another request.
    private void awaitRight(String when) {
        Await.until(
                when + " all are right",
                () -> crowd.wrong().isEmpty(),
                () -> crowd.inWords(crowd.wrong()) + asTheProductSeesThem(crowd.wrong()));
        int before = trigger.requests();
        Await.quiet(QUIET);
        assertThat(crowd.wrong())
                .as(when + " all stay right: " + crowd.inWords(crowd.wrong()))
                .isEmpty();
        assertThat(trigger.requests()).as(when + " nothing more is sent").isEqualTo(before);
        crowd.quiet();
    }

    /// What the journal says last of an agent, for a failure's message.
    private String journalOf(String id) {
        List<String> lines =
                journal.of(id).stream().limit(20).map(Object::toString).toList();
        return "\n" + String.join("\n", lines);
    }

    private String asTheProductSeesThem(List<String> some) {
        return some.stream()
                .map(id -> "\n" + product.getAsAdmin("/api/v1/agents/" + id).body() + journalOf(id))
                .collect(Collectors.joining());
    }

    private void onlyWhatIsAskedFor(String when, List<String> needy, Instant restart) {
        for (String id : crowd.ids()) {
            List<String> sent = site.requests(id, restart);
            assertThat(sent)
                    .as("%s: requests for %s, %s, after the restart%s", when, id, crowd.get(id), journalOf(id))
                    .hasSize(needy.contains(id) ? 1 : 0);
        }
    }

    private void newestPresencesAreInTheJournal(String when) {
        for (String id : crowd.ids()) {
            String newest = journal.of(id).stream()
                    .filter(entry -> entry.kind().equals("PRESENCE"))
                    .map(ProductJournal.Entry::what)
                    .findFirst()
                    .orElse("none");
            assertThat(newest)
                    .as("%s: newest presence of %s in the journal", when, id)
                    .isEqualTo(crowd.get(id).words());
        }
    }

    private void changesAreInTheJournal(String when, Map<String, String> changes, Instant from, Instant to) {
        changes.forEach((id, words) -> assertThat(journal.of(id))
                .as("%s: %s of %s was delivered before the kill", when, words, id)
                .anyMatch(entry -> entry.kind().equals("PRESENCE")
                        && entry.what().equals(words)
                        && !entry.at().isBefore(from)
                        && !entry.at().isAfter(to)));
    }

    /// Every request that Finesse saw has its decision and its attempt.
    private void journalIsComplete() {
        int requests = 0;
        for (String id : crowd.ids()) {
            List<ProductJournal.Entry> entries = journal.of(id);
            Set<String> decided = requestsOf(entries, "DECISION");
            Set<String> attempted = requestsOf(entries, "ATTEMPT");
            List<String> sent = site.requests(id, Instant.EPOCH);
            requests += sent.size();
            assertThat(decided).as("decisions for " + id).containsAll(sent);
            assertThat(attempted).as("attempts for " + id).containsAll(sent);
        }
        System.out.printf(
                "journal: all %d requests that Finesse got have their decision and attempt%n== end%n", requests);
        assertThat(requests).isPositive();
    }

    private static Set<String> requestsOf(List<ProductJournal.Entry> entries, String kind) {
        return entries.stream()
                .filter(entry -> entry.kind().equals(kind))
                .map(ProductJournal.Entry::requestId)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
    }
}
