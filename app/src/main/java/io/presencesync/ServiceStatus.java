package io.presencesync;

import io.presencesync.engine.AgentView;
import io.presencesync.engine.Refusals;
import io.presencesync.engine.Roster;
import io.presencesync.engine.SiteFacts;
import io.presencesync.engine.StatusView;
import io.presencesync.gadget.GadgetRefusals;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.SiteId;
import io.presencesync.store.Store;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The whole service's health and agents in one view. While there is one site nothing tells of sites.
///
/// @param clock by which store and TLS tell since when they are as they are
record ServiceStatus(Store store, List<Site> all, @Nullable OwnTls tls, GadgetRefusals refusals, SteadyClock clock)
        implements StatusView {
    private boolean several() {
        return all.size() > 1;
    }

    @Override
    public List<ConnectionState> links() {
        List<ConnectionState> links = new ArrayList<>();
        if (several()) {
            links.add(clock.onWall(store.health()));
            all.forEach(site -> site.links().forEach(link -> links.add(link.of(site.id()))));
        } else {
            links.addAll(all.getFirst().links());
            links.add(Math.min(2, links.size()), clock.onWall(store.health()));
        }
        return withTls(links);
    }

    private List<ConnectionState> withTls(List<ConnectionState> others) {
        List<ConnectionState> links = new ArrayList<>(others);
        if (tls != null) {
            links.add(clock.onWall(tls.health()));
        }
        return List.copyOf(links);
    }

    @Override
    public List<ConnectionState> parts() {
        return all.stream()
                .flatMap(site -> site.parts().stream().map(part -> several() ? part.of(site.id()) : part))
                .toList();
    }

    @Override
    public List<AgentView> agents() {
        return all.stream().flatMap(site -> site.agents().stream()).toList();
    }

    @Override
    public boolean ready() {
        return all.stream().allMatch(Site::ready);
    }

    @Override
    public List<SiteReadiness> sites() {
        return several() ? all.stream().map(Site::readiness).toList() : List.of();
    }

    @Override
    public List<Roster.Missing> unresolved() {
        return all.stream()
                .flatMap(site -> site.unresolved().stream()
                        .map(one -> new Roster.Missing(named(site.id(), one.wanted()), one.why())))
                .toList();
    }

    private static String named(SiteId site, String wanted) {
        return wanted.isBlank() ? wanted : new AgentId(site, new FinesseUserId(wanted)).toString();
    }

    @Override
    public List<String> reasonCodeGaps() {
        return all.stream()
                .flatMap(site ->
                        site.reasonCodeGaps().stream().map(gap -> several() ? "site " + site.id() + ": " + gap : gap))
                .toList();
    }

    @Override
    public List<SiteFacts> facts() {
        return all.stream().flatMap(site -> site.facts(several()).stream()).toList();
    }

    @Override
    public @Nullable Boolean hasGadget(AgentId agent) {
        return all.stream()
                .filter(site -> site.id().equals(agent.site()))
                .findFirst()
                .map(site -> site.hasGadget(agent))
                .orElse(null);
    }

    @Override
    public Refusals refusedOrigins() {
        return refusals.origins();
    }

    @Override
    public Refusals unknownPaths() {
        return refusals.paths();
    }
}
