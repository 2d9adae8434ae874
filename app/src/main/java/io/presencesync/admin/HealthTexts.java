package io.presencesync.admin;

import io.presencesync.engine.Refusals;
import io.presencesync.engine.SiteFacts;
import io.presencesync.engine.StatusView;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// What each cause of the service's health means and what to do about it, in words: who, what, why, and the setting.
final class HealthTexts {
    private static final int MOST_NAMES = 5;
    private static final String LAYOUT = "public-url with /WebexPresenceConnector_1.xml";

    /// @param message what is the case
    /// @param action what to do; empty when nothing
    record Text(String message, String action) {}

    private HealthTexts() {}

    /// Of a cause that concerns a site.
    static Text of(HealthCause cause, SiteFacts facts, StatusView view) {
        return switch (cause) {
            case AGENTS_UNREADABLE -> unreadable(facts.following());
            case NO_AGENT ->
                new Text(
                        "no agent is followed, so nobody's state is ever changed",
                        "Look at " + facts.following().setting() + ": it leads to nobody.");
            case NO_AGENT_FOUND -> noneFound(facts.following());
            case NO_AGENT_IN_WEBEX -> notInWebex(facts.following());
            case ALL_SWITCHED_OFF ->
                new Text(
                        "the rules switch all " + facts.following().agents()
                                + " agents off, so nobody's state is changed",
                        "When that is over, take sync: off out of the rules file; it is read again by itself.");
            case NO_AGENT_HOLDABLE -> noneHoldable(facts);
            case OUTSIDE_WORKING_HOURS ->
                new Text("no agent is within working hours now, so nobody's state is changed", "");
            case NO_REASON_LABEL, SOME_REASON_LABELS -> labels(cause, facts);
            case NO_TEAM_COVERED, SOME_TEAMS_NOT_COVERED -> cover(cause, facts);
            case NO_GADGET -> noGadget(facts, view.refusedOrigins());
            case SOME_WITHOUT_GADGET ->
                new Text(
                        facts.gadgets().longWithout() + " of " + facts.gadgets().signedIn()
                                + " signed-in agents have had no gadget for a minute: "
                                + names(facts.gadgets().without()),
                        "Look at the desktop layout of their teams: it must name " + LAYOUT
                                + "; a desktop opened before the layout changed must be opened again.");
            case GADGET_UNREADABLE -> unreadable(facts.gadgets());
            case WAITING_FOR_GADGETS ->
                new Text(
                        "no gadget is connected now; waiting for one",
                        facts.gadgets().told()
                                ? ""
                                : "Without FINESSE_ADMIN_TOKEN or FINESSE_SUPERVISOR_TOKEN nothing tells whether agents"
                                        + " are signed in whose gadgets should be here.");
            case ORIGIN_REFUSED, PATH_NOT_FOUND -> of(cause, view);
        };
    }

    /// Of a cause that concerns the whole service; sites do not matter.
    static Text of(HealthCause cause, StatusView view) {
        return cause == HealthCause.ORIGIN_REFUSED
                ? new Text(
                        "pages of these origins wanted to connect and were refused: " + names(view.refusedOrigins()),
                        "If one is a Finesse desktop, add it to FINESSE_ORIGIN (gadget.origins of its site) exactly as"
                                + " written here, and restart.")
                : new Text(
                        "the gadget was asked for at addresses where it is not: " + names(view.unknownPaths()),
                        "Mend its address in the desktop layout: " + LAYOUT
                                + ", in capitals and small letters as here.");
    }

    static Text unreadable(SiteFacts.Following following) {
        Outcome.Failed failed = Objects.requireNonNull(following.failure());
        String known = following.read()
                ? "; the " + following.agents() + " agents known before are followed on, but nobody is added or let go"
                : "";
        return new Text(
                "who the agents are could not be read from Finesse: " + failed.message() + known, remedy(failed));
    }

    private static String remedy(Outcome.Failed failed) {
        String account = "the account that reads the users: FINESSE_ADMIN_TOKEN, else FINESSE_SUPERVISOR_TOKEN.";
        return switch (failed.failure()) {
            case ACCOUNT_STOPPED, CHANNEL_GONE -> "Do what the link finesse asks for, and look at " + account;
            case THIS_AGENT_ONLY, WAIT_FOR_STATE ->
                "Let FINESSE_ADMIN_TOKEN be an administrator of Finesse, who may read all users, and let"
                        + " FINESSE_BASE_URL name the primary node: a secondary one refuses this (403). It is tried"
                        + " again by itself.";
            case RETRY ->
                failed.errorType().equals(Outcome.UNREADABLE)
                        ? "Something else than Finesse may answer, such as a proxy or a sign-in page: look at GET"
                                + " /finesse/api/Users at FINESSE_BASE_URL from this machine. It is tried again by"
                                + " itself."
                        : "Do what the link finesse asks for. While it is CONNECTED this is tried again by itself; when"
                                + " it lasts, see why Finesse cannot read its users (GET /finesse/api/Users, its"
                                + " administration database), and look at "
                                + account;
        };
    }

    private static Text unreadable(SiteFacts.Gadgets gadgets) {
        List<String> answers = gadgets.unreadable().entrySet().stream()
                .map(one -> one.getKey() + " (" + one.getValue() + ")")
                .sorted()
                .toList();
        return new Text(
                "Finesse does not let the gadgets of these agents read their state or their Not Ready reasons, so nothing"
                        + " is changed there: " + names(answers),
                "At 401 the agent signs out of the desktop and in again. Else look at Finesse: GET User and the Not"
                        + " Ready reasons of the agents' teams; the gadgets try again by themselves.");
    }

    private static Text noneFound(SiteFacts.Following following) {
        return new Text(
                "no agent is followed: of what is named (" + following.notFound() + ") nothing was found",
                "Look at " + following.setting() + "; \"unresolved\" tells of each why not.");
    }

    private static Text notInWebex(SiteFacts.Following following) {
        return new Text(
                "the Webex presence of none of the " + following.agents() + " agents can reach us",
                "Look at the agents' Webex addresses: WEBEX_DOMAIN (webex.domain), agents.address, agents.file;"
                        + " the bot must be of their organisation. \"unresolved\" tells of each why not.");
    }

    private static Text noneHoldable(SiteFacts facts) {
        SiteFacts.Following following = facts.following();
        List<String> reasons = new ArrayList<>();
        part(following.notInWebex(), "whose Webex presence cannot reach us", reasons);
        part(following.switchedOff(), "switched off by the rules", reasons);
        if (facts.channels().contains(ChannelKind.GADGET)) {
            part(facts.labels().lackingAll(), "without any of the Not Ready reasons", reasons);
            part(facts.gadgets().unreadable().size(), "whose gadget Finesse does not let read", reasons);
            part(facts.gadgets().longWithout(), "signed in without a gadget", reasons);
        }
        if (facts.channels().contains(ChannelKind.SUPERVISOR)) {
            part(facts.cover().uncovered(), "in teams that the supervisor account does not supervise", reasons);
        }
        return new Text(
                "none of the " + following.agents() + " agents can be held, each for a reason of their own: "
                        + String.join(", ", reasons),
                "Mend what is named, as the tables of docs/operations.md say of each; one mended agent ends this."
                        + " \"unresolved\" and \"reasonCodeGaps\" name the agents.");
    }

    private static void part(int agents, String why, List<String> reasons) {
        if (agents > 0) {
            reasons.add(agents + " " + why);
        }
    }

    private static Text labels(HealthCause cause, SiteFacts facts) {
        SiteFacts.Labels labels = facts.labels();
        String create = facts.platform() == Platform.CCE
                ? "Finesse Administration, Reasons (on Packaged CCE in Unified CCE Administration, Reason Labels)"
                : "Finesse Administration, Reasons";
        if (cause == HealthCause.SOME_REASON_LABELS) {
            return new Text(
                    labels.lackingAll() + labels.lackingSome()
                            + " agents lack some of the Not Ready reasons; for those presences they are left as they are",
                    "\"reasonCodeGaps\" names them. Create or assign them: " + create + ".");
        }
        String message = labels.nowhere()
                ? "Finesse has none of the Not Ready reasons that the rules use, so no agent can be held by a gadget"
                : "none of the Not Ready reasons that the rules use is assigned to the agents' teams, so no agent can be"
                        + " held by a gadget";
        return new Text(
                message,
                "Create Webex DND, Webex Call, Webex Meeting and Webex Unavailable with exactly these names and assign"
                        + " them to the agents' teams: " + create + ". They are looked for every ten minutes.");
    }

    private static Text cover(HealthCause cause, SiteFacts facts) {
        SiteFacts.Cover cover = facts.cover();
        String where = facts.platform() == Platform.CCE
                ? "Unified CCE Administration, Teams (on Unified CCE: Agent Team List)"
                : "Unified CCX Administration, Subsystems, RmCm, Teams";
        String teams = cover.teams().isEmpty() ? "" : " (" + names(List.copyOf(cover.teams())) + ")";
        return cause == HealthCause.NO_TEAM_COVERED
                ? new Text(
                        "the supervisor account \"" + cover.account() + "\" supervises none of the agents' teams"
                                + teams + ", so Finesse refuses every change it asks for",
                        added(cover) + " (" + where + "), or set FINESSE_SUPERVISOR_TOKEN to the account of one who"
                                + " supervises them.")
                : new Text(
                        "the supervisor account \"" + cover.account() + "\" does not supervise the teams of "
                                + cover.uncovered() + " agents" + teams + ": Finesse refuses changes of theirs",
                        added(cover) + ": " + where + ". \"unresolved\" names the agents.");
    }

    private static String added(SiteFacts.Cover cover) {
        String teams = cover.teams().isEmpty() ? "the agents' teams" : names(List.copyOf(cover.teams()));
        return "Add team " + teams + " to supervisor \"" + cover.account() + "\"";
    }

    private static Text noGadget(SiteFacts facts, Refusals refused) {
        int missed = facts.gadgets().longWithout();
        String layout = "Open one of their desktops: is the gadget there, and what does it say? The desktop layout must"
                + " name " + LAYOUT + "; Finesse and the agents' browsers must reach it and trust its certificate.";
        return new Text(
                missed + (missed == 1 ? " agent is" : " agents are")
                        + " signed in to Finesse, and no gadget is connected",
                refused.kept().isEmpty()
                        ? layout
                        : "Pages of " + names(refused) + " were refused: if they are Finesse desktops, add them to"
                                + " FINESSE_ORIGIN (gadget.origins) and restart. Else: " + layout);
    }

    private static String names(Refusals refusals) {
        return names(refusals.kept().stream()
                .map(one -> one.what() + " (" + one.count() + " times)")
                .toList());
    }

    private static String names(List<?> all) {
        String some = all.stream().limit(MOST_NAMES).map(String::valueOf).collect(Collectors.joining(", "));
        return all.size() > MOST_NAMES ? some + " and " + (all.size() - MOST_NAMES) + " more" : some;
    }
}
