package io.presencesync.simulation.world;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.FinesseOutage;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.StateSource;
import io.presencesync.simulation.history.Fact;
import io.presencesync.simulation.history.Setting;
import io.presencesync.simulation.history.Shown;
import io.presencesync.simulation.history.Situation;
import io.presencesync.simulation.history.Witness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Everything outside Presence Sync in one run.
public final class World {
    private final Scene scene;
    private final Feed feed = new Feed();
    private final Outages outages;
    private final FinesseClock clock;
    private final List<Member> members;
    private final Product product;
    private int starts;

    public World(Timeline timeline, Chance chance, Setting setting, int agents, Product product, Witness witness) {
        this.product = product;
        scene = new Scene(timeline, chance, new Weather(chance), setting, witness);
        outages = new Outages(scene, this::everybody);
        clock = new FinesseClock(timeline);
        members = IntStream.range(0, agents)
                .mapToObj(agent -> new Member(scene, agent, feed, clock, product))
                .toList();
    }

    /// What a report of this state says.
    ///
    /// @param minusOne no reason is told as -1, not as nothing
    public static AgentState agentState(Fact.Reached report, boolean minusOne, Instant now) {
        Shown shown = report.shown();
        StateSource source = report.source();
        var reason = report.reasonTold() ? shown.reason() : null;
        boolean nothing = (source == StateSource.GADGET || !minusOne) && reason != null && reason.none();
        return new AgentState(
                shown.state(),
                nothing ? null : reason,
                shown.pendingState(),
                shown.time(),
                source,
                now,
                report.request());
    }

    public void start() {
        members.forEach(Member::start);
    }

    public void send(int agent, StateRequest request, Gate gate) {
        members.get(agent).post.send(request, gate);
    }

    public void read(int agent) {
        members.get(agent).routes.read(true);
    }

    /// Which channel acts for this agent now.
    public ChannelKind kind(int agent) {
        return members.get(agent).post.kind();
    }

    public boolean available(int agent) {
        return members.get(agent).post.available();
    }

    /// The last outage of Finesse's own, as far as we know.
    public @Nullable FinesseOutage lastOutage() {
        return outages.last();
    }

    /// Since when every change of this agent is told by itself; null when it is not.
    public @Nullable Instant liveSince(int agent) {
        return members.get(agent).routes.liveSince();
    }

    public @Nullable String doubt(int agent) {
        return members.get(agent).webex.doubt();
    }

    public @Nullable Instant doubtSince(int agent) {
        return members.get(agent).webex.doubtSince();
    }

    /// Presence Sync died: whoever was connected to it is not any more.
    public void productDied() {
        members.forEach(member -> member.gadget.dropped());
    }

    /// Presence Sync runs again.
    public void productStarted() {
        starts++;
        feed.restarted();
        outages.forgotten();
        members.forEach(Member::arrive);
    }

    /// Everybody lives, and everything fails now and then.
    public void storm() {
        scene.weather().storm(true);
        members.forEach(member -> member.human.active(true));
        members.forEach(this::presences);
        members.forEach(this::troubles);
        whileStormy(90_000, this::outage);
        whileStormy(60_000, this::feedBreaks);
        if (scene.plays(Situation.CLOCK_SET_BACK)) {
            whileStormy(80_000, this::clockSetBack);
        }
    }

    private void presences(Member member) {
        whileStormy(15_000, () -> {
            member.webex.change();
            if (scene.chance().of(0.15)) {
                scene.after(scene.chance().between(100, 3_000), member.webex::change);
            }
        });
        whileStormy(60_000, member.webex::confirm);
    }

    private void troubles(Member member) {
        whileStormy(50_000, () -> {
            if (scene.setting().gadgets()) {
                member.gadgetGone(scene.chance().between(200, 30_000));
            }
        });
        whileStormy(70_000, () -> {
            member.routes.notificationsUp(false);
            scene.after(scene.chance().between(500, 20_000), () -> member.routes.notificationsUp(true));
        });
        whileStormy(150_000, () -> {
            member.webex.sharing(false);
            scene.after(scene.chance().between(1_000, 30_000), () -> member.webex.sharing(true));
        });
        whileStormy(300_000, () -> {
            member.refusing(true);
            scene.after(scene.chance().between(1_000, 30_000), () -> member.refusing(false));
        });
    }

    /// Does this now and then until the storm is over.
    private void whileStormy(long mean, Runnable what) {
        scene.after(100 + scene.chance().about(mean), () -> {
            if (scene.weather().stormy()) {
                what.run();
                whileStormy(mean, what);
            }
        });
    }

    private void outage() {
        if (scene.weather().finesseDown()) {
            return;
        }
        everybody(new Fact.Note("Finesse is out of service"));
        scene.weather().finesseDown(true);
        outages.down();
        scene.after(scene.chance().between(1_000, 40_000), this::backInService);
    }

    private void backInService() {
        if (!scene.weather().finesseDown()) {
            return;
        }
        everybody(new Fact.Note("Finesse is in service again"));
        scene.weather().finesseDown(false);
        boolean noticed = outages.up();
        for (int agent = 0; agent < members.size(); agent++) {
            if (scene.setting().notified()) {
                product.gap(agent, noticed);
            }
            members.get(agent).failedOver(noticed);
        }
    }

    private void clockSetBack() {
        clock.setBack(scene.chance().pick(List.of(Duration.ofMinutes(1), Duration.ofHours(1))));
        everybody(new Fact.ClockSet());
        int now = starts;
        scene.after(scene.chance().between(1_000, 30_000), () -> clockNoticed(now));
    }

    /// Who was started since has never seen another time.
    private void clockNoticed(int by) {
        for (int agent = 0; by == starts && agent < members.size(); agent++) {
            product.clockSetBack(agent);
        }
    }

    private void feedBreaks() {
        if (!feed.up()) {
            return;
        }
        feed.down(scene.timeline().now());
        feedChanged("the feed is down");
        boolean second = scene.chance().of(0.5);
        scene.after(scene.chance().between(500, 40_000), () -> feedBack(second));
    }

    private void feedBack(boolean bySecondSource) {
        feed.up(bySecondSource);
        feedChanged(bySecondSource ? "the second source delivers" : "the feed is up");
        members.forEach(member -> scene.after(scene.chance().between(10, 3_000), member.webex::confirm));
        if (bySecondSource) {
            scene.after(scene.chance().between(1_000, 60_000), () -> feedBack(false));
        }
    }

    private void feedChanged(String words) {
        everybody(new Fact.Doubt(!feed.up(), words));
        for (int agent = 0; agent < members.size(); agent++) {
            product.lookAgain(agent);
        }
    }

    /// All faults end, calls and wrap-up too, nobody does anything any more; presences are confirmed.
    public void calm() {
        scene.weather().storm(false);
        backInService();
        if (!feed.up() || feed.people()) {
            feedBack(false);
        }
        members.forEach(this::calm);
    }

    private void calm(Member member) {
        member.human.active(false);
        member.phone.fallSilent();
        member.outside.fallSilent();
        member.routes.notificationsUp(true);
        member.webex.sharing(true);
        member.refusing(false);
        member.account(true);
        if (scene.setting().gadgets()) {
            scene.after(1_000, member.gadget::connect);
        }
        scene.after(1_500, member.webex::confirm);
    }

    /// Every presence is told again, as at every renewal.
    public void confirm() {
        members.forEach(member -> member.webex.confirm());
    }

    /// Presences turn over, or chosen agents come back from their break, with nothing else going on.
    public void turnOver() {
        for (Member member : members) {
            if (scene.chance().of(0.3)) {
                member.human.back();
            }
            scene.after(500, member.webex::flip);
        }
    }

    private void everybody(Fact fact) {
        for (int agent = 0; agent < members.size(); agent++) {
            scene.tell(agent, fact);
        }
    }
}
