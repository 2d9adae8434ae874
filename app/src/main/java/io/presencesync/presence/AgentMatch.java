package io.presencesync.presence;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Whom somebody means by a name: a Finesse id, a login name or a Webex address, in this order of strength, without
/// regard to case. With a site in front (`emea/csmith`) only that site is searched. An id alone is also found in sites
/// other than `main`.
///
/// @param <T> what is searched
public sealed interface AgentMatch<T> {
    /// Exactly one.
    record One<T>(T agent) implements AgentMatch<T> {}

    /// Nobody is called that.
    record None<T>() implements AgentMatch<T> {}

    /// The name does not say which of them is meant.
    record Several<T>(List<AgentName> agents) implements AgentMatch<T> {
        /// What to tell whoever asked.
        public String inWords() {
            String names = agents.stream().map(AgentName::toString).collect(Collectors.joining(", "));
            return "several agents are meant: " + names + "; name one by id, with the site in front: "
                    + agents.getFirst().id().site() + "/"
                    + agents.getFirst().id().user();
        }
    }

    static <T> AgentMatch<T> find(Collection<? extends T> all, Function<? super T, AgentName> names, String name) {
        String wanted = name.strip();
        List<T> found = unqualified(all, names, wanted);
        int slash = wanted.indexOf('/');
        if (found.isEmpty() && slash > 0) {
            String site = wanted.substring(0, slash);
            List<? extends T> ofSite = all.stream()
                    .filter(one -> names.apply(one).id().site().value().equalsIgnoreCase(site))
                    .toList();
            found = unqualified(ofSite, names, wanted.substring(slash + 1));
        }
        return switch (found.size()) {
            case 0 -> new None<>();
            case 1 -> new One<>(found.getFirst());
            default -> new Several<>(found.stream().map(names).toList());
        };
    }

    private static <T> List<T> unqualified(
            Collection<? extends T> all, Function<? super T, AgentName> names, String wanted) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        List<Predicate<AgentName>> strongestFirst = List.of(
                agent -> agent.id().toString().equals(wanted),
                agent -> agent.id().user().value().equals(wanted),
                agent -> agent.id().user().value().equalsIgnoreCase(wanted),
                agent -> agent.loginName() != null && agent.loginName().equalsIgnoreCase(wanted),
                agent -> agent.address() != null && agent.address().value().equals(lower));
        return strongestFirst.stream()
                .map(filter -> all.stream()
                        .filter(one -> filter.test(names.apply(one)))
                        .<T>map(one -> one)
                        .toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }
}
