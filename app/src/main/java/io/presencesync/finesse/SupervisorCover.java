package io.presencesync.finesse;

import io.presencesync.presence.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which teams the supervisor account supervises, as Finesse tells it: it may change the states of their agents and of
/// nobody else. Asked every ten minutes, every minute while it supervises none of the agents' teams.
public final class SupervisorCover {
    private static final Logger log = LoggerFactory.getLogger(SupervisorCover.class);
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final @Nullable FinesseClient supervisor;
    private final InstantSource clock;
    private volatile @Nullable Teams latest;
    private Instant askAt = Instant.MIN;

    /// What was found.
    ///
    /// @param ids of the teams it supervises; empty when it supervises none
    public record Teams(Set<String> ids) {
        boolean none(Set<String> wanted) {
            return !wanted.isEmpty() && wanted.stream().noneMatch(ids::contains);
        }
    }

    /// @param supervisor null when no supervisor account is set
    SupervisorCover(@Nullable FinesseClient supervisor, InstantSource clock) {
        this.supervisor = supervisor;
        this.clock = clock;
    }

    /// Null while not known.
    public @Nullable Teams teams() {
        return latest;
    }

    /// The account's name; empty when none is set.
    public String account() {
        return supervisor == null ? "" : supervisor.account().user();
    }

    /// Asks when it is time; blocks for one request, or two. Called by one thread at a time.
    ///
    /// @param wanted ids of the teams of the followed agents
    void lookWhenDue(Set<String> wanted) {
        FinesseClient client = supervisor;
        Teams known = latest;
        boolean again = known == null || known.none(wanted) || !clock.instant().isBefore(askAt);
        if (client == null || client.account().stopped() || !again) {
            return;
        }
        try {
            found(ask(client, wanted), wanted);
            askAt = clock.instant().plus(EVERY);
        } catch (FinesseFailure failure) {
            log.debug(
                    "Which teams the supervisor supervises is not known: {}",
                    failure.failed().message());
        }
    }

    private void found(@Nullable Teams teams, Set<String> wanted) {
        Teams before = latest;
        latest = teams;
        if (teams != null && teams.none(wanted) && !teams.equals(before)) {
            log.warn(
                    "The supervisor account \"{}\" supervises none of the agents' teams {}: Finesse will refuse what it"
                            + " asks for",
                    account(),
                    wanted);
        }
    }

    /// Null when Finesse does not tell. One that is no Finesse user supervises nobody. Where no team is named, one of
    /// the agents' is asked for: only to its supervisor it is told.
    private static @Nullable Teams ask(FinesseClient client, Set<String> wanted) throws FinesseFailure {
        try {
            List<TeamName> teams = client.supervisedTeams();
            if (teams.isEmpty() && !wanted.isEmpty()) {
                client.team(wanted.iterator().next());
                return null;
            }
            return new Teams(teams.stream().map(TeamName::id).collect(Collectors.toUnmodifiableSet()));
        } catch (FinesseFailure refused) {
            if (refused.failed().failure() != Outcome.Failure.THIS_AGENT_ONLY) {
                throw refused;
            }
            return refused.status() == 404
                            && !wanted.isEmpty()
                            && mayRead(client, wanted.iterator().next())
                    ? null
                    : new Teams(Set.of());
        }
    }

    /// Finesse may not know the account by its login name, and it supervises the team all the same.
    private static boolean mayRead(FinesseClient client, String team) throws FinesseFailure {
        try {
            client.team(team);
            return true;
        } catch (FinesseFailure refused) {
            if (refused.failed().failure() != Outcome.Failure.THIS_AGENT_ONLY) {
                throw refused;
            }
            return false;
        }
    }
}
