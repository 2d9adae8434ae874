package io.presencesync.admin;

import io.presencesync.engine.SiteFacts;
import io.presencesync.presence.ChannelKind;
import java.util.ArrayList;
import java.util.List;

/// Judges one site: whether agents are followed, and can be held. Pure.
///
/// What is not known counts for nothing: while Webex or Finesse is down its own link tells that, and nothing is
/// concluded from what it does not tell. An agent who has no gadget counts only after a minute, so that neither a
/// sign-in nor a restart looks like trouble.
final class SiteHealth {
    private final SiteFacts facts;
    private final SiteFacts.Following following;
    private final SiteFacts.Gadgets gadgets;
    private final boolean byGadget;
    private final boolean bySupervisor;
    private final List<Finding> findings = new ArrayList<>();

    /// One thing found.
    ///
    /// @param degrades with it the service is not well; else it is worth knowing
    record Finding(HealthCause cause, boolean degrades) {}

    private SiteHealth(SiteFacts facts) {
        this.facts = facts;
        this.following = facts.following();
        this.gadgets = facts.gadgets();
        this.byGadget = facts.channels().contains(ChannelKind.GADGET);
        this.bySupervisor = facts.channels().contains(ChannelKind.SUPERVISOR);
    }

    static List<Finding> of(SiteFacts facts) {
        SiteHealth health = new SiteHealth(facts);
        health.judge();
        return List.copyOf(health.findings);
    }

    private void judge() {
        bad(following.failure() != null, HealthCause.AGENTS_UNREADABLE);
        if (!following.read()) {
            return;
        }
        if (following.agents() == 0) {
            nobody();
        } else {
            somebody();
        }
        if (byGadget) {
            labels();
        }
        if (bySupervisor) {
            cover();
        }
        if (byGadget) {
            gadgets();
        }
        together();
    }

    /// Each for a reason of their own: what no single cause tells.
    private void together() {
        boolean told =
                findings.stream().anyMatch(found -> found.degrades() && found.cause() != HealthCause.AGENTS_UNREADABLE);
        bad(
                !told && following.agents() > 0 && following.hindered() == following.agents(),
                HealthCause.NO_AGENT_HOLDABLE);
    }

    private void nobody() {
        if (!following.byGadgets()) {
            bad(true, following.notFound() > 0 ? HealthCause.NO_AGENT_FOUND : HealthCause.NO_AGENT);
        }
    }

    private void somebody() {
        int agents = following.agents();
        int off = following.switchedOff();
        bad(following.notInWebex() == agents, HealthCause.NO_AGENT_IN_WEBEX);
        bad(off == agents, HealthCause.ALL_SWITCHED_OFF);
        note(off < agents && off + following.offDuty() == agents, HealthCause.OUTSIDE_WORKING_HOURS);
    }

    private void labels() {
        SiteFacts.Labels labels = facts.labels();
        boolean none = labels.nowhere() || (labels.known() > 0 && labels.lackingAll() == labels.known());
        bad(none, HealthCause.NO_REASON_LABEL);
        note(!none && labels.lackingAll() + labels.lackingSome() > 0, HealthCause.SOME_REASON_LABELS);
    }

    private boolean coversNobody() {
        SiteFacts.Cover cover = facts.cover();
        boolean nobody = following.agents() == 0 ? cover.supervised() == 0 : cover.uncovered() == following.agents();
        return cover.known() && nobody;
    }

    private void cover() {
        bad(coversNobody(), HealthCause.NO_TEAM_COVERED);
        note(
                facts.cover().known() && !coversNobody() && facts.cover().uncovered() > 0,
                HealthCause.SOME_TEAMS_NOT_COVERED);
    }

    /// Where the supervisor acts for those without a gadget, nobody's gadget is needed.
    private void gadgets() {
        boolean missed = gadgets.told() && gadgets.longWithout() > 0;
        boolean others = bySupervisor && !coversNobody() && following.agents() > 0;
        if (gadgets.connected() == 0 && missed) {
            findings.add(new Finding(HealthCause.NO_GADGET, !others));
        } else if (gadgets.connected() == 0) {
            note(following.byGadgets() || (!bySupervisor && following.agents() > 0), HealthCause.WAITING_FOR_GADGETS);
        } else {
            note(missed, HealthCause.SOME_WITHOUT_GADGET);
        }
        unreadable();
    }

    /// A gadget that cannot read its agent carries nothing out, and the supervisor acts only where there is no gadget.
    private void unreadable() {
        int blind = gadgets.unreadable().size();
        boolean all = blind > 0 && blind >= gadgets.connected();
        bad(all, HealthCause.GADGET_UNREADABLE);
        note(blind > 0 && !all, HealthCause.GADGET_UNREADABLE);
    }

    private void bad(boolean found, HealthCause cause) {
        if (found) {
            findings.add(new Finding(cause, true));
        }
    }

    private void note(boolean found, HealthCause cause) {
        if (found) {
            findings.add(new Finding(cause, false));
        }
    }
}
