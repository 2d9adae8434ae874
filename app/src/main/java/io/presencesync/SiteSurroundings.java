package io.presencesync;

import io.presencesync.config.FinesseConfig;
import io.presencesync.engine.Surroundings;
import io.presencesync.finesse.FinesseLink;
import io.presencesync.finesse.ReasonCodeReport;
import io.presencesync.gadget.GadgetServer;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.FinesseOutage;
import io.presencesync.presence.Platform;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.rules.RulesInForce;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What decisions of one site depend on and Finesse, or an agent's own gadget, tells.
///
/// @param gadgets empty where no gadgets are let in, and while the parts are being built
/// @param canRead whether an account for reading is set
record SiteSurroundings(
        FinesseLink finesse, RulesInForce rules, Supplier<Optional<GadgetServer>> gadgets, boolean canRead)
        implements Surroundings {
    @Override
    public Platform platform() {
        return finesse.platform() == FinesseConfig.Platform.CCX ? Platform.CCX : Platform.CCE;
    }

    /// Missing is what neither Finesse's lists nor his own gadget have: his gadget may have looked later, and one that
    /// is asked in vain says so.
    @Override
    public Set<ReasonLabel> missing(AgentId agent) {
        ReasonCodeReport report = finesse.reasonCodes();
        Set<ReasonLabel> needed = rules.labels();
        Optional<Set<String>> own = gadgets.get().flatMap(server -> server.labelsOf(agent));
        if (report.failure() != null && own.isEmpty()) {
            return Set.of();
        }
        Set<String> has = own.orElse(Set.of());
        return (report.failure() == null ? report.missingFor(agent, needed) : needed)
                .stream().filter(label -> !has.contains(label.value())).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Map<String, String> reasonIds() {
        return finesse.reasonCodes().labels();
    }

    @Override
    public @Nullable FinesseOutage outage() {
        return finesse.outage();
    }

    @Override
    public Duration clockAhead() {
        return finesse.clockAhead();
    }

    @Override
    public @Nullable Instant liveSince(AgentId agent) {
        return finesse.liveSince(agent);
    }
}
