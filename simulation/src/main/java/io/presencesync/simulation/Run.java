package io.presencesync.simulation;

import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Platform;
import io.presencesync.simulation.check.BrokenPromise;
import io.presencesync.simulation.check.Checker;
import io.presencesync.simulation.drive.Driver;
import io.presencesync.simulation.drive.KillPoint;
import io.presencesync.simulation.history.Fact;
import io.presencesync.simulation.history.Setting;
import io.presencesync.simulation.history.Setting.Listed;
import io.presencesync.simulation.history.Setting.Twist;
import io.presencesync.simulation.history.Situation;
import io.presencesync.simulation.history.Witness;
import io.presencesync.simulation.world.Chance;
import io.presencesync.simulation.world.Timeline;
import io.presencesync.simulation.world.World;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// One seeded run: some agents through storms and calms. One thread; the same seed always goes the same way.
final class Run {
    /// The slowest way to agreement after faults end: a request already under way lands or times out (22 s), the
    /// next try comes after the longest backoff (36 s), is taken but lost in Finesse until a read after 10 s says
    /// so, and polls lie between.
    private static final long BOUND = 100_000;

    private static final long CONFIRM = 20_000;

    private final Timeline timeline = new Timeline();
    private final Chance chance;
    private final Setting setting;
    private final int agents;
    private final Driver driver;
    private final World world;
    private final Witness witness;

    /// What a run came to.
    ///
    /// @param broken null when every promise was kept
    record Result(
            long seed,
            long millis,
            long events,
            int requests,
            @Nullable BrokenPromise broken) {}

    private Run(long seed, Plan plan, Witness also) {
        chance = chance(seed);
        setting = setting(chance, situations(seed, plan.situations()));
        agents = (int) chance.between(2, 5);
        witness = also.and(new Checker(setting, agents));
        driver = new Driver(timeline, chance, setting, agents, plan.machine(), witness);
        world = new World(timeline, chance, setting, agents, driver, witness);
        driver.in(world);
    }

    /// Plays a seed through, or up to the first broken promise.
    static Result of(long seed, Plan plan, Witness also) {
        Run run = new Run(seed, plan, also);
        BrokenPromise broken = null;
        try {
            run.play();
        } catch (BrokenPromise promise) {
            broken = promise;
        }
        return new Result(seed, run.timeline.millis(), run.timeline.done(), run.driver.requests(), broken);
    }

    static Setting settingOf(long seed, Plan plan) {
        return setting(chance(seed), situations(seed, plan.situations()));
    }

    /// Neighbouring seeds must not share a stretch of their numbers, so the seed is mixed first.
    private static Chance chance(long seed) {
        return new Chance(new SplittableRandom(new SplittableRandom(seed).nextLong()));
    }

    /// What else may happen, and how it shows. Drawn apart, so that a seed's other settings stay what they are.
    private static Extras situations(long seed, Set<Situation> among) {
        Chance chance = chance(~seed);
        Set<Situation> chosen = EnumSet.noneOf(Situation.class);
        for (Situation each : among) {
            if (among.size() == 1 || chance.of(0.5)) {
                chosen.add(each);
            }
        }
        boolean unreasoned = chosen.contains(Situation.NO_REASON);
        return new Extras(
                chosen,
                chosen.contains(Situation.REQUEST_IDS) && chance.of(0.5),
                unreasoned ? chance.pick(List.of(Listed.values())) : Listed.ALL,
                !unreasoned || chance.of(0.5));
    }

    /// @param requestsTold notifications tell whose request it was
    /// @param minusOne no reason is told as -1
    private record Extras(Set<Situation> situations, boolean requestsTold, Listed listed, boolean minusOne) {
        /// By gadget a hold needs a reason code of ours.
        Listed listed(boolean gadget) {
            return gadget && listed == Listed.NONE ? Listed.ALL : listed;
        }
    }

    private static boolean canRead(boolean gadget, Chance chance) {
        return !gadget || chance.of(0.7);
    }

    private static Setting setting(Chance chance, Extras extras) {
        boolean gadget = chance.of(0.5);
        Twist twist = chance.of(0.75) ? Twist.NONE : chance.pick(List.of(Twist.values()));
        boolean ages = twist == Twist.STALE_RELEASE || twist == Twist.STALE_HOLD || chance.of(0.15);
        return new Setting(
                chance.of(0.6) ? Platform.CCE : Platform.CCX,
                gadget ? ChannelKind.GADGET : ChannelKind.SUPERVISOR,
                chance.pick(
                        List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(5))),
                chance.pick(
                        List.of(Duration.ZERO, Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(8))),
                ages ? Duration.ofSeconds(60) : Duration.ofMinutes(15),
                canRead(gadget, chance) || extras.situations().contains(Situation.AUTO),
                !gadget && chance.of(0.5),
                chance.of(0.7),
                extras.requestsTold(),
                extras.listed(gadget),
                extras.minusOne(),
                twist,
                Collections.unmodifiableSet(extras.situations()));
    }

    private void play() {
        world.start();
        timeline.pass(chance.between(2_000, 15_000));
        long rounds = chance.between(2, 4);
        for (int round = 0; round < rounds; round++) {
            storm();
            world.calm();
            quiet(BOUND);
            world.turnOver();
            quiet(BOUND / 2);
        }
    }

    private void storm() {
        world.storm();
        long stretches = chance.between(1, 4);
        for (int stretch = 0; stretch < stretches; stretch++) {
            timeline.pass(chance.between(10_000, 60_000));
            if (chance.of(0.5)) {
                driver.arm(chance.pick(List.of(KillPoint.values())));
                timeline.pass(chance.between(8_000, 20_000));
            }
        }
        timeline.pass(24_000);
    }

    private void quiet(long bound) {
        for (long left = bound; left > 0; left -= CONFIRM) {
            timeline.pass(Math.min(CONFIRM, left));
            world.confirm();
        }
        for (int agent = 0; agent < agents; agent++) {
            witness.see(timeline.now(), agent, new Fact.Settled());
        }
    }
}
