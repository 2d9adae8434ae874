package io.presencesync.simulation.drive;

import io.presencesync.agent.DutyHours;
import io.presencesync.agent.Manner;
import io.presencesync.agent.Policy;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.SiteId;
import io.presencesync.simulation.history.Setting;
import io.presencesync.simulation.history.Setting.Twist;
import io.presencesync.simulation.world.Reasons;
import io.presencesync.simulation.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/// What the engine would tell the machine about an agent at this moment.
final class Policies {
    private static final Duration FRESH_FOR = Duration.ofSeconds(10);
    private static final Map<String, String> REASONS = Reasons.labels();

    private final Setting setting;
    private final Manner manner;

    Policies(Setting setting) {
        this.setting = setting;
        this.manner = manner(setting);
    }

    Policy of(int agent, World world, boolean adopt) {
        return new Policy(
                new AgentId(SiteId.MAIN, new FinesseUserId(Integer.toString(1001001 + agent))),
                manner,
                setting.platform(),
                world.kind(agent),
                world.available(agent),
                setting.canRead(),
                FRESH_FOR,
                world.liveSince(agent),
                world.lastOutage(),
                world.doubt(agent),
                world.doubtSince(agent),
                world.doubt(agent) != null,
                REASONS,
                Set.of(),
                adopt);
    }

    private static Manner manner(Setting setting) {
        Manner standard = Manner.standard(new DefaultRules(setting));
        Twist twist = setting.twist();
        return new Manner(
                standard.rules(),
                twist == Twist.HOURS ? now -> duty(setting, now) : standard.hours(),
                setting.staleAfter(),
                twist == Twist.STALE_RELEASE
                        ? Manner.Stale.RELEASE
                        : twist == Twist.STALE_HOLD ? Manner.Stale.HOLD : standard.stale(),
                twist == Twist.CUT ? Manner.WrapUp.CUT : standard.wrapup(),
                twist == Twist.ALWAYS ? Manner.Restore.ALWAYS : standard.restore(),
                twist == Twist.ENFORCE ? Manner.ReadyByHand.ENFORCE : standard.override(),
                standard.unknownAtStart());
    }

    private static DutyHours.Duty duty(Setting setting, Instant now) {
        long shift = Setting.SHIFT.toSeconds();
        Instant next = Instant.ofEpochSecond((now.getEpochSecond() / shift + 1) * shift);
        boolean on = setting.onDuty(now);
        return new DutyHours.Duty(on, on ? "" : "outside his hours", next);
    }
}
