package io.presencesync.engine;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Platform;
import io.presencesync.presence.SiteId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one site's health is judged by, at one moment. What is not known is told as not known, never guessed.
///
/// @param site null while there is one
/// @param channels the ways by which this site's mode may change states
/// @param platform CCE until Finesse has told
public record SiteFacts(
        @Nullable SiteId site,
        Set<ChannelKind> channels,
        Platform platform,
        Following following,
        Gadgets gadgets,
        Labels labels,
        Cover cover) {

    /// Whom we follow.
    ///
    /// @param read it is known who the agents are
    /// @param failure why the last reading of them failed; null when it did not
    /// @param byGadgets agents become known by their gadgets alone
    /// @param setting where the agents are named, such as `FINESSE_USERS`
    /// @param notFound named ones that were not found in Finesse
    /// @param agents those followed
    /// @param notInWebex of them, those whose presence cannot reach us
    /// @param switchedOff of them, those the rules switch off for good
    /// @param offDuty of them, those outside their working hours now
    /// @param hindered of them, those who cannot be held, whatever it is: no presence, switched off, or no way to
    ///     change their state; those outside their working hours are not meant
    public record Following(
            boolean read,
            Outcome.@Nullable Failed failure,
            boolean byGadgets,
            String setting,
            int notFound,
            int agents,
            int notInWebex,
            int switchedOff,
            int offDuty,
            int hindered) {}

    /// Which agents have a gadget.
    ///
    /// @param told somebody besides the gadgets tells who is signed in to Finesse
    /// @param connected gadgets of followed agents
    /// @param signedIn agents signed in to Finesse, or with a gadget
    /// @param without those of them who have none, by id
    /// @param longWithout how many have had none for a minute
    /// @param unreadable of the agents with a gadget, those whose gadget cannot read its agent or the reasons from
    ///     Finesse, each with what Finesse answered, such as `500 Internal Server Error`
    public record Gadgets(
            boolean told,
            int connected,
            int signedIn,
            List<AgentId> without,
            int longWithout,
            Map<AgentId, String> unreadable) {}

    /// Whether the Not Ready reason labels that the rules use can be chosen.
    ///
    /// @param nowhere Finesse has none of them at all
    /// @param known agents of whom it is known which they have
    /// @param lackingAll of them, those who have none
    /// @param lackingSome of them, those who lack some, not all
    public record Labels(boolean nowhere, int known, int lackingAll, int lackingSome) {}

    /// Whether the supervisor account may act for the agents.
    ///
    /// @param known Finesse has told which teams it supervises
    /// @param account its name; empty when none is set
    /// @param supervised how many teams it supervises
    /// @param uncovered agents whose team is none of them
    /// @param teams the teams of those agents, as Finesse names and numbers them: `Sales (500)`
    public record Cover(boolean known, String account, int supervised, int uncovered, Set<String> teams) {}
}
