package io.presencesync.finesse;

import io.presencesync.engine.AgentStateReader;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.StateSource;
import java.time.InstantSource;

/// Reads one agent by GET User, with the administrator account when there is one, else as supervisor.
final class UserReader implements AgentStateReader {
    private final Accounts accounts;
    private final InstantSource clock;

    UserReader(Accounts accounts, InstantSource clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    public Reading read(AgentId agent) {
        try {
            return new Reading.Known(user(agent).agentState(StateSource.USER_GET, clock.instant()));
        } catch (FinesseFailure failure) {
            return new Reading.Failed(failure.failed());
        }
    }

    FinesseUser user(AgentId agent) throws FinesseFailure {
        return accounts.forUsers().orElseThrow(UserReader::noAccount).user(agent.user());
    }

    static FinesseFailure noAccount() {
        return FinesseFailure.noAnswer(
                Outcome.Failure.CHANNEL_GONE,
                "no_account",
                "no Finesse account is set: give FINESSE_SUPERVISOR_TOKEN or FINESSE_ADMIN_TOKEN");
    }
}
