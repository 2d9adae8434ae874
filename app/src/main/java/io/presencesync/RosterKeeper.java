package io.presencesync;

import io.presencesync.config.AgentAddresses;
import io.presencesync.config.AgentAddresses.Answer;
import io.presencesync.config.AgentsConfig;
import io.presencesync.config.SiteConfig;
import io.presencesync.config.Tidy;
import io.presencesync.engine.AgentAdmission;
import io.presencesync.engine.Roster;
import io.presencesync.engine.Timers;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.WebexAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the list of agents as the settings, the mapping file and Finesse have it: reads it at start until Finesse
/// answers, then every `agents.every`, when the mapping file changes and when it is told to. Whoever is new is taken
/// in; a changed name, team or address is followed. Where gadgets may say who they are, whoever's signs in is taken in.
///
/// Whoever is named no longer is let go, unless the reading failed, or would take more than half of all at once: then
/// the next one must say the same. **An agent who is let go while we hold him stays Not Ready**: whoever took him from
/// the list wanted us to leave him alone, and READY would bring customer calls to somebody who may be in a meeting. Log
/// and journal tell it; he sets himself Ready. The hold stays known: should he be named again, it is ended as usual.
///
/// One reading at a time. Any thread may call.
final class RosterKeeper implements AgentAdmission {
    private static final Logger log = LoggerFactory.getLogger(RosterKeeper.class);
    private static final Duration TO_MAKE_SURE = Duration.ofSeconds(30);
    private static final Duration UNKNOWN_GADGET = Duration.ofSeconds(60);
    private static final Duration GADGET_WAITS = Duration.ofSeconds(10);

    /// Those who must know whom we follow. Every method returns at once.
    interface Ends {
        /// They are followed from now on.
        ///
        /// @param late the others are read already, so these are to be read by themselves
        void added(Collection<Roster.Entry> entries, boolean late);

        void changed(Roster.Entry entry);

        void gone(Collection<Roster.Entry> entries, String why);

        /// Nobody has these addresses any more.
        void unused(Collection<WebexAddress> addresses);

        boolean held(AgentId agent);

        /// Finesse was asked again.
        void read();
    }

    private final SiteConfig config;
    private final AgentsConfig agents;
    private final Roster roster;
    private final AgentsFileWatch file;
    private final Ends ends;
    private final Timers timers;
    private final InstantSource clock;
    private final Executor threads;
    private final Set<String> wanted;
    private final boolean canAsk;
    private final RosterReadings readings;
    private final Map<AgentId, Roster.Entry> followed = new LinkedHashMap<>();
    private Set<AgentId> doubted = Set.of();
    private Set<String> said = Set.of();
    private Duration unreadAgain = TO_MAKE_SURE;
    private volatile boolean loaded;
    private volatile Outcome.@Nullable Failed failure;
    private volatile List<Roster.Missing> missing = List.of();

    RosterKeeper(
            SiteConfig config,
            Roster roster,
            AgentsFileWatch file,
            Ends ends,
            Timers timers,
            InstantSource clock,
            Executor threads) {
        this.config = config;
        this.agents = config.agents();
        this.roster = roster;
        this.file = file;
        this.ends = ends;
        this.timers = timers;
        this.clock = clock;
        this.threads = threads;
        this.canAsk = config.finesse().admin() != null || config.finesse().supervisor() != null;
        this.readings = new RosterReadings(this::read, agents.every(), timers, clock, threads);
        this.wanted = agents.users().stream().map(Tidy::folded).collect(Collectors.toUnmodifiableSet());
    }

    void start() {
        if (byGadgets()) {
            loaded = true;
            log.info("Agents become known when their gadgets sign in");
        } else {
            readings.now();
        }
        file.watch(timers, threads, readings::now);
    }

    /// Nobody is asked who the agents are: whoever's gadget signs in is one.
    boolean byGadgets() {
        return agents.from() == AgentsConfig.From.GADGETS || !canAsk;
    }

    /// Finesse says that users were added or removed, or a person wants it. Many calls make one reading, and one begins
    /// at the soonest five seconds after the one before.
    void readAgain() {
        if (!byGadgets()) {
            readings.soon();
        }
    }

    private RosterReadings.Result read() {
        Roster.Listing listing = byGadgets() ? thoseWhoseGadgetsCame() : roster.load();
        synchronized (followed) {
            take(RosterChange.of(followed, listing, doubted));
        }
        say(listing.remarks());
        Outcome.Failed before = failure;
        Outcome.Failed now = listing.failure();
        failure = now;
        if (now != null) {
            if (!now.equals(before)) {
                unread(now);
            }
            return RosterReadings.Result.failed();
        }
        report(listing);
        loaded = true;
        return next();
    }

    /// A refused account is told by the link itself, with what to do.
    private static void unread(Outcome.Failed why) {
        if (why.failure() == Outcome.Failure.ACCOUNT_STOPPED) {
            log.warn("The agents could not be read from Finesse: the account that reads them was refused");
        } else {
            log.warn(
                    "The agents could not be read from Finesse: {}; this is tried again until it succeeds",
                    why.message());
        }
    }

    /// Those of whom Finesse could not tell are asked for again after 30 s, then at growing distances.
    private RosterReadings.Result next() {
        if (missing.stream().noneMatch(Roster.Missing::unread)) {
            unreadAgain = TO_MAKE_SURE;
            return doubted.isEmpty() ? RosterReadings.Result.done() : RosterReadings.Result.again(TO_MAKE_SURE);
        }
        Duration now = doubted.isEmpty() ? unreadAgain : TO_MAKE_SURE;
        unreadAgain = shorter(unreadAgain.multipliedBy(2), agents.every());
        return RosterReadings.Result.again(shorter(now, agents.every()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /// As the mapping file has them now.
    private Roster.Listing thoseWhoseGadgetsCame() {
        List<Roster.Entry> known;
        synchronized (followed) {
            known = List.copyOf(followed.values());
        }
        boolean byFile = agents.from() == AgentsConfig.From.FILE;
        List<Roster.Entry> now = known.stream()
                .filter(entry -> !byFile
                        || file.now()
                                .names(entry.loginName(), entry.agent().user().value()))
                .map(entry -> entry.at(
                        addressOf(entry.agent(), entry.loginName()) instanceof Answer.Found found
                                ? found.address()
                                : entry.address()))
                .toList();
        return new Roster.Listing(now, List.of(), List.of(), null);
    }

    private Answer addressOf(AgentId agent, String loginName) {
        AgentAddresses addresses =
                new AgentAddresses(agents.address(), config.webex().domain(), file.now());
        return addresses.of(new AgentAddresses.Person(loginName, agent.user().value(), null, null));
    }

    /// Once each, as long as they hold.
    private void say(List<String> remarks) {
        remarks.stream().filter(remark -> !said.contains(remark)).forEach(log::warn);
        said = Set.copyOf(remarks);
    }

    private void report(Roster.Listing listing) {
        List<Roster.Missing> before = missing;
        List<Roster.Missing> now = new ArrayList<>(listing.missing());
        file.now().problems().forEach(problem -> now.add(new Roster.Missing(problem.where(), problem.why())));
        missing = List.copyOf(now);
        if (!loaded) {
            log.info(
                    "{} agents are followed, {} could not be found",
                    listing.agents().size(),
                    now.size());
        } else {
            ends.read();
        }
        now.stream()
                .filter(lost -> !before.contains(lost))
                .forEach(lost -> log.warn("Agent {} is not followed: {}", lost.wanted(), lost.why()));
    }

    private void take(RosterChange change) {
        if (!change.doubted().isEmpty() && !change.doubted().equals(doubted)) {
            log.warn(
                    "{} of {} agents are named no longer, more than half at once; they are let go when the next reading"
                            + " says the same",
                    change.doubted().size(),
                    followed.size());
        }
        doubted = change.doubted();
        add(change.added());
        Set<WebexAddress> unused = new HashSet<>();
        change.changed().forEach(entry -> unused.add(changed(entry)));
        change.gone().forEach(entry -> unused.add(letGo(entry)));
        ends.gone(change.gone(), "neither the settings nor Finesse name them any more");
        followed.values().forEach(entry -> unused.remove(entry.address()));
        if (!unused.isEmpty()) {
            ends.unused(unused);
        }
    }

    private void add(List<Roster.Entry> entries) {
        entries.forEach(entry -> followed.put(entry.agent(), entry));
        if (!entries.isEmpty()) {
            ends.added(entries, loaded);
        }
        if (loaded) {
            entries.forEach(
                    entry -> log.info("Agent {} ({}) is followed from now on", entry.agent(), entry.loginName()));
        }
    }

    private WebexAddress changed(Roster.Entry entry) {
        Roster.Entry before = followed.put(entry.agent(), entry);
        if (before == null) {
            throw new IllegalStateException(entry.agent() + " was not followed");
        }
        log.info("Agent {} has changed: {} (before: {})", entry.agent(), inWords(entry), inWords(before));
        ends.changed(entry);
        return before.address();
    }

    private static String inWords(Roster.Entry entry) {
        String team = entry.teamName() == null ? entry.teamId() : entry.teamName();
        return entry.loginName() + ", " + entry.address() + ", team " + (team == null ? "not known" : team);
    }

    private WebexAddress letGo(Roster.Entry entry) {
        followed.remove(entry.agent());
        if (ends.held(entry.agent())) {
            log.warn(
                    "Agent {} ({}) is followed no longer while we hold them Not Ready: they stay so until they set"
                            + " themselves Ready",
                    entry.agent(),
                    entry.loginName());
        } else {
            log.info("Agent {} ({}) is followed no longer", entry.agent(), entry.loginName());
        }
        return entry.address();
    }

    @Override
    public boolean admit(FinesseUserId user, String loginName, String name) {
        AgentId agent = new AgentId(config.id(), user);
        if (follows(agent)) {
            return true;
        }
        return switch (agents.from()) {
            case GADGETS -> takeIn(agent, loginName, name);
            case LIST -> (wants(loginName) || wants(user.value())) && takeIn(agent, loginName, name);
            case FILE -> file.now().names(loginName, user.value()) && takeIn(agent, loginName, name);
            case ALL, TEAMS -> lookedUp(agent);
        };
    }

    @Override
    public boolean knows() {
        return loaded;
    }

    private boolean follows(AgentId agent) {
        synchronized (followed) {
            return followed.containsKey(agent);
        }
    }

    private boolean wants(String login) {
        return wanted.contains(Tidy.folded(login));
    }

    private boolean takeIn(AgentId agent, String loginName, String name) {
        return switch (addressOf(agent, loginName)) {
            case Answer.Found(WebexAddress address) -> {
                synchronized (followed) {
                    if (!followed.containsKey(agent)) {
                        add(List.of(
                                new Roster.Entry(agent, loginName, name.isBlank() ? loginName : name, null, address)));
                    }
                }
                yield true;
            }
            case Answer.NotFound(String why) -> {
                log.warn("Agent {} ({}), whose gadget signed in, is not followed: {}", agent, loginName, why);
                yield false;
            }
        };
    }

    /// He may be newer than the last reading.
    private boolean lookedUp(AgentId agent) {
        Instant tooOld = clock.instant().minus(UNKNOWN_GADGET);
        if (!loaded || readings.lastBegun().isBefore(tooOld)) {
            readings.await(GADGET_WAITS);
        }
        return follows(agent);
    }

    /// Finesse has answered who the agents are, or nobody needs to be asked.
    boolean loaded() {
        return loaded;
    }

    /// Why the last reading failed; null when it did not.
    Outcome.@Nullable Failed failure() {
        return failure;
    }

    List<Roster.Missing> missing() {
        return missing;
    }
}
