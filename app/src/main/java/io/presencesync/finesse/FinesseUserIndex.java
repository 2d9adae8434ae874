package io.presencesync.finesse;

import io.presencesync.config.Tidy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Finds users by login name or id: the exact login name first, then without regard to case and spaces, then the id.
///
/// Finesse may have several users with one login name, such as one deleted and made anew: the one who is signed in is
/// meant, of several the one whose state changed last, and while none is signed in each of them.
final class FinesseUserIndex {
    private final Map<String, List<FinesseUser>> exact = new LinkedHashMap<>();
    private final Map<String, List<FinesseUser>> folded = new LinkedHashMap<>();
    private final Map<String, List<FinesseUser>> ids = new LinkedHashMap<>();
    private final Consumer<String> remarks;

    /// @param remarks told of login names that several users have, when they are asked for
    FinesseUserIndex(Collection<FinesseUser> users, Consumer<String> remarks) {
        this.remarks = remarks;
        for (FinesseUser user : users) {
            add(exact, user.login(), user);
            add(folded, Tidy.folded(user.login()), user);
            add(ids, Tidy.folded(user.loginId().value()), user);
        }
    }

    private static void add(Map<String, List<FinesseUser>> index, String key, FinesseUser user) {
        index.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(user);
    }

    /// Who is meant by the name; nobody when it is unknown.
    List<FinesseUser> find(String name) {
        List<FinesseUser> named = exact.getOrDefault(name, folded.getOrDefault(Tidy.folded(name), List.of()));
        return named.isEmpty()
                ? ids.getOrDefault(Tidy.folded(name), List.of()).stream()
                        .limit(1)
                        .toList()
                : meant(named);
    }

    /// Everybody who is meant by their own name.
    List<FinesseUser> all() {
        return exact.values().stream().flatMap(named -> meant(named).stream()).toList();
    }

    private List<FinesseUser> meant(List<FinesseUser> named) {
        if (named.size() == 1) {
            return named;
        }
        List<FinesseUser> signedIn = named.stream()
                .filter(user -> NotificationDoor.atADesk(user.state()))
                .sorted(Comparator.comparing(FinesseUserIndex::changed).reversed())
                .limit(1)
                .toList();
        remarks.accept("Finesse has " + named.size() + " users with the login name \""
                + named.getFirst().login()
                + "\" (" + ids(named) + "): "
                + (signedIn.isEmpty()
                        ? "each is followed while none of them is signed in"
                        : ids(signedIn) + " is followed, who is signed in"));
        return signedIn.isEmpty() ? named : signedIn;
    }

    private static Instant changed(FinesseUser user) {
        return Objects.requireNonNullElse(user.stateChangeTime(), Instant.MIN);
    }

    private static String ids(List<FinesseUser> users) {
        return users.stream().map(user -> user.loginId().value()).collect(Collectors.joining(", "));
    }
}
