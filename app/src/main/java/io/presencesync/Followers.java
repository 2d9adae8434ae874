package io.presencesync;

import io.presencesync.engine.Engine;
import io.presencesync.engine.PresenceSource;
import io.presencesync.engine.Roster;
import io.presencesync.finesse.FinesseLink;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.WebexAddress;
import io.presencesync.store.Store;
import java.util.Collection;
import java.util.List;

/// All who must know whom we follow: the engine first, then Finesse, then Webex; and the other way round for those who
/// go.
record Followers(Engine engine, FinesseLink finesse, PresenceSource webex, Store store) implements RosterKeeper.Ends {
    @Override
    public void added(Collection<Roster.Entry> entries, boolean late) {
        engine.add(List.copyOf(entries));
        tell(entries, late);
    }

    private void tell(Collection<Roster.Entry> entries, boolean late) {
        entries.forEach(entry -> store.follows(entry.agent(), entry.loginName(), entry.address()));
        finesse.follow(entries);
        if (late) {
            entries.forEach(entry -> finesse.pollSoon(entry.agent()));
        }
        webex.follow(entries.stream().map(Roster.Entry::address).toList());
    }

    @Override
    public void changed(Roster.Entry entry) {
        engine.change(entry);
        tell(List.of(entry), true);
    }

    @Override
    public void gone(Collection<Roster.Entry> entries, String why) {
        List<AgentId> agents = entries.stream().map(Roster.Entry::agent).toList();
        agents.forEach(agent -> engine.remove(agent, why));
        finesse.unfollow(agents);
    }

    @Override
    public void unused(Collection<WebexAddress> addresses) {
        webex.unfollow(addresses);
    }

    @Override
    public boolean held(AgentId agent) {
        return engine.heldFor(agent).isPresent();
    }

    @Override
    public void read() {
        engine.reloaded();
    }
}
