package io.presencesync.simulators.finesse;

import io.presencesync.simulators.finesse.ReasonCode.Category;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The reason codes of the cluster and which team has which. Safe for use by several threads.
public final class ReasonCodes {
    private static final int MAX_LABEL = 40;
    private static final int MAX_CODES = 100;

    /// Refused by the rules of §4: the message says which.
    public static final class Invalid extends Exception {
        private static final long serialVersionUID = 1L;
        private final String errorType;

        Invalid(String errorType, String message) {
            super(message);
            this.errorType = errorType;
        }

        String errorType() {
            return errorType;
        }
    }

    private final Platform platform;
    private final Map<Integer, ReasonCode> codes = new TreeMap<>();
    private final Map<String, Set<Integer>> byTeam = new HashMap<>();
    private int nextId = 3;

    ReasonCodes(Platform platform) {
        this.platform = platform;
    }

    /// Adds a code the platform reserves for itself; outside the ranges administrators must keep.
    synchronized ReasonCode addSystem(Category category, int code, String label) {
        return store(category, code, label, true, true);
    }

    synchronized ReasonCode add(Category category, int code, String label, boolean forAll) throws Invalid {
        check(new ReasonCode(0, category, code, label, forAll, false));
        if (codes.values().stream()
                        .filter(c -> c.category() == category && c.forAll() == forAll && !c.systemCode())
                        .count()
                >= MAX_CODES) {
            throw new Invalid("Maximum Exceeded", "at most " + MAX_CODES + " codes of a kind");
        }
        return store(category, code, label, forAll, false);
    }

    synchronized ReasonCode replace(ReasonCode changed) throws Invalid {
        check(changed);
        codes.put(changed.id(), changed);
        return changed;
    }

    synchronized boolean remove(int id) {
        byTeam.values().forEach(ids -> ids.remove(id));
        return codes.remove(id) != null;
    }

    synchronized void assign(String teamId, Category category, Set<Integer> ids) {
        Set<Integer> assigned = new HashSet<>(byTeam.getOrDefault(teamId, Set.of()));
        assigned.removeIf(
                id -> find(id).map(code -> code.category() == category).orElse(true));
        assigned.addAll(ids);
        byTeam.put(teamId, assigned);
    }

    public synchronized Optional<ReasonCode> find(int id) {
        return Optional.ofNullable(codes.get(id));
    }

    public synchronized Optional<ReasonCode> byCode(Category category, int code) {
        return codes.values().stream()
                .filter(each -> each.category() == category && each.code() == code)
                .findFirst();
    }

    public synchronized Optional<ReasonCode> byLabel(Category category, String label) {
        return codes.values().stream()
                .filter(each -> each.category() == category && each.label().equals(label))
                .findFirst();
    }

    synchronized Optional<ReasonCode> byRef(ReasonRef ref) {
        return ref.id().isEmpty() || ref.equals(ReasonRef.UNKNOWN)
                ? Optional.empty()
                : find(Integer.parseInt(ref.id()));
    }

    public synchronized List<ReasonCode> all() {
        return new ArrayList<>(codes.values());
    }

    /// Assigned to that team, global ones not included.
    synchronized List<ReasonCode> ofTeam(String teamId, Category category) {
        Set<Integer> assigned = byTeam.getOrDefault(teamId, Set.of());
        return codes.values().stream()
                .filter(code -> code.category() == category && assigned.contains(code.id()))
                .toList();
    }

    /// What members of that team may choose: global codes and those of the team, no system codes.
    public synchronized List<ReasonCode> validFor(String teamId, Category category) {
        Set<Integer> assigned = byTeam.getOrDefault(teamId, Set.of());
        return codes.values().stream()
                .filter(code -> code.category() == category && !code.systemCode())
                .filter(code -> code.forAll() || assigned.contains(code.id()))
                .toList();
    }

    /// The platform's own code as an agent's reason; -1 when it is not configured.
    synchronized ReasonRef systemRef(Category category, int code) {
        return byCode(category, code).map(ReasonCode::ref).orElse(ReasonRef.UNKNOWN);
    }

    private ReasonCode store(Category category, int code, String label, boolean forAll, boolean system) {
        ReasonCode added = new ReasonCode(nextId, category, code, label, forAll, system);
        nextId += 1;
        codes.put(added.id(), added);
        return added;
    }

    private void check(ReasonCode wanted) throws Invalid {
        if (wanted.code() < 1 || wanted.code() > platform.maxCode()) {
            throw new Invalid("Bad Request", "code must be 1 to " + platform.maxCode());
        }
        if (wanted.label().isBlank() || wanted.label().length() > MAX_LABEL) {
            throw new Invalid("Bad Request", "label must have 1 to " + MAX_LABEL + " characters");
        }
        for (ReasonCode other : codes.values()) {
            if (clash(wanted, other)) {
                throw new Invalid("Finesse API Error", "code or label exists in this category");
            }
        }
    }

    /// Gives a code another database id; the code that had it takes the old one. With [ReasonRef#UNKNOWN] it vanishes.
    synchronized void place(Category category, int code, ReasonRef wanted) {
        ReasonCode moved = byCode(category, code).orElseThrow();
        codes.remove(moved.id());
        if (wanted.equals(ReasonRef.UNKNOWN)) {
            return;
        }
        int id = Integer.parseInt(wanted.id());
        find(id).ifPresent(other -> codes.put(moved.id(), other.withId(moved.id())));
        codes.put(id, moved.withId(id));
        nextId = Math.max(nextId, id + 1);
    }

    private static boolean clash(ReasonCode wanted, ReasonCode other) {
        return other.id() != wanted.id()
                && other.category() == wanted.category()
                && (other.code() == wanted.code() || other.label().equals(wanted.label()));
    }
}
