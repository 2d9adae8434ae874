package io.presencesync.finesse;

import io.presencesync.presence.FinesseUserId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which Finesse user an account is, as paths and addresses want it. An account may be written down by its login name,
/// which GET User knows from CCE 12.5 on only (`/finesse/api/User/{loginName}`); before, the id is set in the settings
/// or
/// found in GET Users, which an administrator may read. Any thread.
final class OwnUser {
    private static final Logger log = LoggerFactory.getLogger(OwnUser.class);

    private final Account account;
    private final @Nullable FinesseClient admin;
    private volatile @Nullable Found found;

    /// @param user the account's name when it was found
    /// @param id null when GET Users has nobody of that name
    private record Found(String user, @Nullable FinesseUserId id) {}

    /// @param admin by which it is looked up; null when none is set
    OwnUser(Account account, @Nullable FinesseClient admin) {
        this.account = account;
        this.admin = admin;
    }

    /// As set, as found, or the account's own name.
    FinesseUserId id() {
        FinesseUserId set = account.userId();
        if (set != null) {
            return set;
        }
        Found known = found;
        FinesseUserId id = known != null && known.user().equals(account.user()) ? known.id() : null;
        return id != null ? id : new FinesseUserId(account.user());
    }

    /// Whether the user is this account's.
    boolean is(FinesseUser user) {
        return user.answersTo(account.user()) || user.loginId().equals(id());
    }

    /// Looks it up, once for each name, after Finesse did not know the name.
    ///
    /// @return whether another id than before is known now
    boolean lookUp() throws FinesseFailure {
        Found known = found;
        boolean asked = known != null && known.user().equals(account.user());
        FinesseClient by = admin;
        if (asked || account.userId() != null || by == null || by.account().stopped()) {
            return false;
        }
        String user = account.user();
        List<FinesseUser> named = new FinesseUserIndex(by.users(_ -> {}), log::warn).find(user);
        FinesseUserId id = named.isEmpty() ? null : named.getFirst().loginId();
        found = new Found(user, id);
        if (id != null) {
            log.info("The {} is Finesse user {}", account.inWords(), id);
        }
        return id != null && !id.value().equals(user);
    }
}
