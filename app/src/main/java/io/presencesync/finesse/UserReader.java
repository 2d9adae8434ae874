package io.presencesync.finesse;

import io.presencesync.engine.AgentStateReader.Reading;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.StateSource;
import java.time.InstantSource;

/// Reads one agent by GET User, with the administrator account when there is one, else as supervisor.
final class UserReader {
    private final Accounts accounts;
    private final InstantSource clock;

    UserReader(Accounts accounts, InstantSource clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /// Blocks its virtual thread; never throws.
    Reading read(AgentId agent, RequestPriority priority) {
        try {
            return new Reading.Known(user(agent, priority).agentState(StateSource.USER_GET, clock.instant()));
        } catch (FinesseFailure failure) {
            return new Reading.Failed(failure.failed());
        }
    }

    FinesseUser user(AgentId agent, RequestPriority priority) throws FinesseFailure {
        return accounts.forUsers()
                .orElseThrow(UserReader::noAccount)
                .reading(priority)
                .user(agent.user());
    }

    static FinesseFailure noAccount() {
        return FinesseFailure.noAnswer(
                Outcome.Failure.CHANNEL_GONE,
                "no_account",
                "no Finesse account is set: give FINESSE_SUPERVISOR_TOKEN or FINESSE_ADMIN_TOKEN");
    }
}
