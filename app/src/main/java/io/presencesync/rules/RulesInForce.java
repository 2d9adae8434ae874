package io.presencesync.rules;

import io.presencesync.agent.Manner;
import io.presencesync.engine.Manners;
import io.presencesync.engine.Roster;
import io.presencesync.presence.ReasonLabel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The rules that hold at this moment, and how they treat each agent. Any thread; never blocks. Putting other rules in
/// force is one step: every question is answered wholly by the old or wholly by the new ones.
public final class RulesInForce implements Manners {
    private final Settle settle;
    private volatile Edition edition;

    /// @param settle of rules and layers that set none
    RulesInForce(RuleBook book, Settle settle) {
        this.settle = settle;
        this.edition = new Edition(book, UnnamedWords.none());
    }

    /// One book and what was worked out from it.
    private final class Edition {
        private final RuleBook book;
        private final Set<ReasonLabel> labels;
        private final Map<Roster.Entry, Manner> manners = new ConcurrentHashMap<>();
        private final Set<String> met = ConcurrentHashMap.newKeySet();
        private final UnnamedWords unnamed;

        Edition(RuleBook book, UnnamedWords unnamed) {
            this.book = book;
            this.unnamed = unnamed;
            this.labels = new LinkedHashSet<>(book.labels());
            Defaults.layer().rules().forEach(rule -> labels.addAll(rule.labels()));
        }

        Manner of(Roster.Entry agent) {
            Manner known = manners.get(agent);
            return known != null ? known : manners.computeIfAbsent(agent, this::make);
        }

        Duration shortestStaleAfter() {
            return manners.values().stream()
                    .map(Manner::staleAfter)
                    .min(Comparator.naturalOrder())
                    .orElseGet(() -> manner(List.of(), unnamed).staleAfter());
        }

        private Manner make(Roster.Entry agent) {
            List<Layer> layers = book.layers(agent);
            layers.forEach(layer -> met.add(layer.whose()));
            return manner(layers, unnamed);
        }
    }

    private Manner manner(List<Layer> written, UnnamedWords unnamed) {
        List<Layer> layers = new ArrayList<>(written);
        layers.add(Defaults.layer());
        Options options = layers.stream().map(Layer::options).reduce(Options.NONE, Options::over);
        List<Rule> rules =
                layers.stream().flatMap(layer -> layer.rules().stream()).toList();
        Settle waits = new Settle(
                Objects.requireNonNullElse(options.settleHold(), settle.hold()),
                Objects.requireNonNullElse(options.settleRelease(), settle.release()));
        return new Manner(
                new LayeredRules(rules, waits, unnamed::heard),
                options.duty(),
                Objects.requireNonNull(options.staleAfter()),
                Objects.requireNonNull(options.stale()),
                Objects.requireNonNull(options.wrapup()),
                Objects.requireNonNull(options.restore()),
                Objects.requireNonNull(options.override()),
                Objects.requireNonNull(options.unknownAtStart()));
    }

    @Override
    public Manner of(Roster.Entry agent) {
        return edition.of(agent);
    }

    /// The shortest age from which a presence is stale, of all agents judged so far; the default before the first.
    public Duration staleAfter() {
        return edition.shortestStaleAfter();
    }

    /// Every reason label a rule in force may ask for, the default rules' included.
    public Set<ReasonLabel> labels() {
        return Set.copyOf(edition.labels);
    }

    RuleBook book() {
        return edition.book;
    }

    void put(RuleBook book) {
        edition = new Edition(book, edition.unnamed.anew());
    }

    /// Status words heard since these rules came in force that none of them names.
    List<String> unnamedWords() {
        return edition.unnamed.words();
    }

    /// Sites, teams and agents that are written about, and that no agent met so far belongs to; none before the first
    /// agent is met.
    List<String> unmet() {
        Edition now = edition;
        return now.manners.isEmpty()
                ? List.of()
                : now.book.all().stream()
                        .skip(1)
                        .map(Layer::whose)
                        .filter(whose -> !now.met.contains(whose))
                        .toList();
    }
}
