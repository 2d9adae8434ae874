package io.presencesync;

import io.presencesync.config.SiteConfig;
import io.presencesync.engine.AgentAdmission;
import io.presencesync.engine.Engine;
import io.presencesync.engine.PresenceSource;
import io.presencesync.engine.Roster;
import io.presencesync.finesse.FinesseLink;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.WebexAddress;
import io.presencesync.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the list of agents: asks Finesse at start until it answers, then every ten minutes, and takes in whoever's
/// gadget signs in when nobody can be asked. A new agent is made known to the engine, then polled, then followed.
final class RosterKeeper implements AgentAdmission {
    private static final Logger log = LoggerFactory.getLogger(RosterKeeper.class);
    private static final Duration AGAIN = Duration.ofMinutes(10);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    private final SiteConfig config;
    private final Engine engine;
    private final FinesseLink finesse;
    private final PresenceSource webex;
    private final Store store;
    private final RealTimers timers;
    private final Executor threads;
    private final Set<String> wanted;
    private volatile boolean loaded;
    private volatile List<Roster.Missing> missing = List.of();

    RosterKeeper(
            SiteConfig config,
            Engine engine,
            FinesseLink finesse,
            PresenceSource webex,
            Store store,
            RealTimers timers,
            Executor threads) {
        this.config = config;
        this.engine = engine;
        this.finesse = finesse;
        this.webex = webex;
        this.store = store;
        this.timers = timers;
        this.threads = threads;
        this.wanted = config.finesse().users().stream()
                .map(user -> user.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    void start() {
        boolean canAsk = config.finesse().admin() != null || config.finesse().supervisor() != null;
        if (wanted.isEmpty() || !canAsk) {
            loaded = true;
            log.info("Agents become known when their gadgets sign in");
        } else {
            threads.execute(() -> load(FIRST_RETRY));
        }
    }

    private void load(Duration retry) {
        Roster.Listing listing = finesse.roster().load();
        take(listing.agents());
        if (listing.failure() == null) {
            report(listing);
            loaded = true;
            timers.after(AGAIN, () -> threads.execute(() -> load(FIRST_RETRY)));
            return;
        }
        log.warn(
                "The agents could not be read from Finesse: {}; trying again",
                listing.failure().message());
        Duration longer = retry.multipliedBy(2);
        Duration next = longer.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : longer;
        timers.after(retry, () -> threads.execute(() -> load(next)));
    }

    private void report(Roster.Listing listing) {
        List<Roster.Missing> before = missing;
        missing = listing.missing();
        if (!loaded) {
            log.info(
                    "{} agents are followed, {} could not be found",
                    listing.agents().size(),
                    missing.size());
        } else {
            engine.reloaded();
        }
        missing.stream()
                .filter(lost -> !before.contains(lost))
                .forEach(lost -> log.warn("Agent {} is not followed: {}", lost.wanted(), lost.why()));
    }

    private void take(List<Roster.Entry> entries) {
        List<Roster.Entry> added = engine.add(entries);
        added.forEach(entry -> store.follows(entry.agent(), entry.address()));
        finesse.follow(added);
        webex.follow(added.stream().map(Roster.Entry::address).toList());
    }

    @Override
    public boolean admit(FinesseUserId user, String loginName, String name) {
        AgentId agent = new AgentId(config.id(), user);
        if (engine.knows(agent)) {
            return true;
        }
        if (!wanted.isEmpty() && !wants(loginName) && !wants(user.value())) {
            return false;
        }
        WebexAddress address = new WebexAddress(loginName + "@" + config.webex().domain());
        take(List.of(new Roster.Entry(agent, loginName, name.isBlank() ? loginName : name, null, address)));
        return true;
    }

    private boolean wants(String login) {
        return wanted.contains(login.toLowerCase(Locale.ROOT));
    }

    /// Finesse has answered who the agents are, or nobody needs to be asked.
    boolean loaded() {
        return loaded;
    }

    List<Roster.Missing> missing() {
        return missing;
    }
}
