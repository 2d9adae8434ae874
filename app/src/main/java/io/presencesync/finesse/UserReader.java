package io.presencesync.finesse;

import io.presencesync.engine.AgentStateReader.Reading;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.StateSource;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Reads one agent by GET User, with the administrator account when there is one, else as supervisor.
final class UserReader {
    private final Accounts accounts;
    private final InstantSource clock;

    UserReader(Accounts accounts, InstantSource clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /// Blocks its virtual thread; never throws.
    ///
    /// @param leaves asked when nothing more can delay the request; false keeps it back
    /// @return null when it was kept back
    @Nullable
    Reading read(AgentId agent, RequestPriority priority, BooleanSupplier leaves) {
        try {
            FinesseUser user = client(priority).user(agent.user(), leaves);
            return user == null ? null : new Reading.Known(user.agentState(StateSource.USER_GET, clock.instant()));
        } catch (FinesseFailure failure) {
            return new Reading.Failed(failure.failed());
        }
    }

    FinesseUser user(AgentId agent, RequestPriority priority) throws FinesseFailure {
        return client(priority).user(agent.user());
    }

    private FinesseClient client(RequestPriority priority) throws FinesseFailure {
        return accounts.forUsers().orElseThrow(UserReader::noAccount).reading(priority);
    }

    static FinesseFailure noAccount() {
        return FinesseFailure.noAnswer(
                Outcome.Failure.CHANNEL_GONE,
                "no_account",
                "no Finesse account is set: give FINESSE_SUPERVISOR_TOKEN or FINESSE_ADMIN_TOKEN");
    }
}
