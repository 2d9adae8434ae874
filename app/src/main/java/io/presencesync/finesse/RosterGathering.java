package io.presencesync.finesse;

import io.presencesync.config.AgentAddresses;
import io.presencesync.config.AgentAddresses.Answer;
import io.presencesync.engine.Roster.Entry;
import io.presencesync.engine.Roster.Listing;
import io.presencesync.engine.Roster.Missing;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.WebexAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Sorts what Finesse gave into agents and missing.
final class RosterGathering {
    private final SiteId site;
    private final AgentAddresses addresses;
    private final Predicate<FinesseUser> supervisorAccount;
    private final Map<AgentId, Entry> agents = new LinkedHashMap<>();
    private final List<Missing> missing = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    RosterGathering(SiteId site, AgentAddresses addresses, Predicate<FinesseUser> supervisorAccount) {
        this.site = site;
        this.addresses = addresses;
        this.supervisorAccount = supervisorAccount;
    }

    /// Who was asked for by this name; nobody when Finesse has none.
    void named(String name, List<FinesseUser> users, String whyNot) {
        if (users.isEmpty()) {
            miss(name, whyNot);
        }
        users.forEach(user -> named(name, user));
    }

    private void named(String name, FinesseUser user) {
        if (supervisorAccount.test(user)) {
            miss(name, "this is the supervisor account, which is never followed as an agent");
        } else {
            boolean before = agents.containsKey(new AgentId(site, user.loginId()));
            if (before) {
                remark("Finesse user \"" + name + "\" is agent " + user.loginId() + ", listed already; counted once");
            } else if (!name.equals(user.login()) && !name.equals(user.loginId().value())) {
                remark("Finesse user \"" + name + "\" was found as \"" + user.login() + "\"");
            }
            take(name, user);
        }
    }

    /// Somebody who was asked for with others; our supervisor account is passed over.
    void member(FinesseUser user) {
        if (!supervisorAccount.test(user)) {
            take(user.login(), user);
        }
    }

    private void take(String name, FinesseUser user) {
        AgentAddresses.Person person =
                new AgentAddresses.Person(user.login(), user.loginId().value(), user.firstName(), user.lastName());
        switch (addresses.of(person)) {
            case Answer.Found(WebexAddress address) ->
                agents.putIfAbsent(new AgentId(site, user.loginId()), entry(user, address));
            case Answer.NotFound(String why) -> miss(name, why);
        }
    }

    private Entry entry(FinesseUser user, WebexAddress address) {
        return new Entry(
                new AgentId(site, user.loginId()),
                user.login(),
                user.displayName(),
                user.teamId(),
                user.teamName(),
                address);
    }

    void miss(String name, String why) {
        missing.add(new Missing(name, why));
    }

    /// Somebody of whom Finesse could not tell just now.
    void unread(String name, String why) {
        missing.add(new Missing(name, why, true));
    }

    void remark(String text) {
        remarks.add(text);
    }

    Listing listing(Outcome.@Nullable Failed failure) {
        sharedAddresses();
        return new Listing(List.copyOf(agents.values()), List.copyOf(missing), List.copyOf(remarks), failure);
    }

    private void sharedAddresses() {
        agents.values().stream()
                .collect(Collectors.groupingBy(
                        Entry::address,
                        () -> new TreeMap<>((a, b) -> a.value().compareTo(b.value())),
                        Collectors.toList()))
                .forEach((address, who) -> {
                    if (who.size() > 1) {
                        remark("The agents " + inWords(who) + " have the same Webex address, " + address
                                + ": each follows that person's presence");
                    }
                });
    }

    private static String inWords(List<Entry> agents) {
        return agents.stream().map(Entry::loginName).sorted().collect(Collectors.joining(" and "));
    }
}
