package io.presencesync.finesse;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The clients of one cluster, one per account, and which of them is the right one for a call. A stopped account is
/// passed over while the other one can do the same.
///
/// @param admin may read any user; null when not set
/// @param supervisor may change states; null when not set
record Accounts(@Nullable FinesseClient admin, @Nullable FinesseClient supervisor) {
    /// For single users: the administrator may read any, a supervisor perhaps only his teams.
    Optional<FinesseClient> forUsers() {
        return first(admin, supervisor);
    }

    /// For teams: the supervisor, to whom they belong.
    Optional<FinesseClient> forTeams() {
        return first(supervisor, admin);
    }

    /// Every account there is.
    Stream<Account> all() {
        return Stream.of(Optional.ofNullable(admin), Optional.ofNullable(supervisor))
                .flatMap(Optional::stream)
                .map(FinesseClient::account);
    }

    private static Optional<FinesseClient> first(@Nullable FinesseClient wanted, @Nullable FinesseClient other) {
        Optional<FinesseClient> usable = Stream.of(Optional.ofNullable(wanted), Optional.ofNullable(other))
                .flatMap(Optional::stream)
                .filter(client -> !client.account().stopped())
                .findFirst();
        return usable.or(() -> Optional.ofNullable(wanted)).or(() -> Optional.ofNullable(other));
    }
}
