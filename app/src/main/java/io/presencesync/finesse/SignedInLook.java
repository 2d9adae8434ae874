package io.presencesync.finesse;

import io.presencesync.presence.FinesseUserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How many agents are signed in to Finesse, where we follow nobody yet because agents become known by their gadgets:
/// only so it is seen that gadgets should have come. Blocks its virtual thread.
final class SignedInLook {
    private static final Logger log = LoggerFactory.getLogger(SignedInLook.class);
    /// So long a gadget may take after the sign-in.
    private static final Duration TIME_TO_COME = Duration.ofMinutes(1);

    private final Accounts accounts;
    private final InstantSource clock;
    /// Since when each is known to be signed in; a state changes often while nothing is amiss. Only by the looks.
    private Map<FinesseUserId, Instant> since = Map.of();
    private volatile int found;

    SignedInLook(Accounts accounts, InstantSource clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /// As of the last look; 0 before the first, and after one that failed.
    int found() {
        return found;
    }

    void look() {
        try {
            since = users().stream()
                    .filter(FinesseRoster::mayBeAgent)
                    .filter(user -> NotificationDoor.atADesk(user.state()))
                    .collect(Collectors.toMap(FinesseUser::loginId, this::since, (one, _) -> one));
            Instant before = clock.instant().minus(TIME_TO_COME);
            found = (int) since.values().stream()
                    .filter(from -> !from.isAfter(before))
                    .count();
        } catch (FinesseFailure failure) {
            found = 0;
            log.debug("Who is signed in is not known: {}", failure.failed().message());
        }
    }

    private Instant since(FinesseUser user) {
        Instant changed = Objects.requireNonNullElse(user.stateChangeTime(), Instant.MIN);
        Instant known = since.get(user.loginId());
        return known == null || changed.isBefore(known) ? changed : known;
    }

    /// Somebody is followed, so nobody is looked for: whoever is missed later has their minute again.
    void rest() {
        since = Map.of();
        found = 0;
    }

    private List<FinesseUser> users() throws FinesseFailure {
        FinesseClient admin = accounts.admin();
        if (admin != null && !admin.account().stopped()) {
            return admin.users(_ -> {});
        }
        FinesseClient supervisor = accounts.supervisor();
        List<FinesseUser> users = new ArrayList<>();
        if (supervisor != null && !supervisor.account().stopped()) {
            for (TeamName team : supervisor.supervisedTeams()) {
                users.addAll(supervisor.team(team.id()));
            }
        }
        return users;
    }
}
