package io.presencesync.webex;

import io.presencesync.config.WebexConfig;
import io.presencesync.engine.DeviceMemory;
import io.presencesync.engine.PersonIds;
import io.presencesync.engine.PresenceListener;
import io.presencesync.engine.PresenceSource;
import io.presencesync.engine.Timers;
import io.presencesync.net.Backoff;
import io.presencesync.net.Http;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Presences as Webex pushes them: Mercury socket and apheleia subscriptions.
///
/// Threads: one virtual thread owns the link, up to 16 look people up, up to 4 subscribe, one reads unclear statuses
/// again, one the statuses of those who cannot be subscribed; every presence is told on one Vert.x event loop. Failures
/// show in [#health()] alone.
public final class MercuryPresenceSource implements PresenceSource {
    private static final int LARGEST_FRAME = 1 << 20;
    private static final int CLOSING_SECONDS = 2;
    /// A live connection has a pong at least every 29 seconds; this only clears away what is dead already.
    private static final int IDLE_SECONDS = 60;

    private final WebexConfig config;
    private final Memories memories;
    private final InstantSource clock;
    private final Timers timers;
    private final Backoff backoff;
    private final BotToken token;
    private final WebexApi api;
    private final RequestRate rate;
    private final DeviceReplacement replacement;
    private final WorkerFaults faults;
    private final TrustedHosts trusted;
    private final Context context;
    private final WebSocketClient webSockets;
    private final LinkHealth health;
    private final PublicApi publicApi;
    private final LookupHealth lookups;
    private final SubscriptionKeeper keeper;
    private final List<ExecutorService> pools = new ArrayList<>();
    private final BlockingQueue<Signal> signals = LinkLoop.newQueue();
    private final List<WebexAddress> early = new ArrayList<>();
    private @Nullable CompositionPoller poller;
    private @Nullable PeopleDirectory directory;
    private @Nullable Findings findings;
    private @Nullable Rereader rereader;
    private @Nullable Thread loop;

    /// What is remembered over restarts.
    public record Memories(PersonIds people, DeviceMemory devices) {
        public static final Memories NONE = new Memories(PersonIds.NONE, DeviceMemory.NONE);
    }

    /// Remembers nothing over restarts.
    public MercuryPresenceSource(
            Vertx vertx,
            Http http,
            WebSocketClientOptions webSocketOptions,
            WebexConfig config,
            Timers timers,
            InstantSource clock,
            RandomGenerator random) {
        this(vertx, http, webSocketOptions, config, Memories.NONE, timers, clock, random);
    }

    /// @param http for all calls; at least 16 connections per host let look-ups run side by side
    /// @param webSocketOptions trust and proxy; frame limits are set here
    /// @param random spreads waiting times; must be safe for many threads
    public MercuryPresenceSource(
            Vertx vertx,
            Http http,
            WebSocketClientOptions webSocketOptions,
            WebexConfig config,
            Memories memories,
            Timers timers,
            InstantSource clock,
            RandomGenerator random) {
        this.memories = memories;
        this.config = config;
        this.clock = clock;
        this.timers = timers;
        this.backoff = new Backoff(random);
        this.trusted = new TrustedHosts(config);
        this.token = new BotToken(config.token(), config.tokenFile());
        this.faults = new WorkerFaults(clock);
        this.replacement = new DeviceReplacement(clock);
        this.rate = new RequestRate(clock, config.sources().peopleApiRate());
        this.api = new WebexApi(http, token::now, trusted, clock, rate);
        this.context = vertx.getOrCreateContext();
        this.webSockets = vertx.createWebSocketClient(limited(webSocketOptions));
        this.health = new LinkHealth(config.name(), clock, timers);
        this.publicApi = new PublicApi(config.addresses());
        this.lookups = new LookupHealth(config.name(), publicApi, clock, timers);
        this.keeper = new SubscriptionKeeper(backoff);
    }

    private static WebSocketClientOptions limited(WebSocketClientOptions options) {
        return new WebSocketClientOptions(options)
                .setMaxFrameSize(LARGEST_FRAME)
                .setMaxMessageSize(LARGEST_FRAME)
                .setClosingTimeout(CLOSING_SECONDS)
                .setIdleTimeout(IDLE_SECONDS);
    }

    /// Where its public API is, for a source that stands in for it.
    public PublicApi publicApi() {
        return publicApi;
    }

    @Override
    public void start(PresenceListener listener) {
        Deliveries deliveries = new Deliveries(context, new PresenceDecoder(clock), listener);
        Apheleia apheleia = new Apheleia(api);
        SubscriptionRunner subscriptions = subscriptions(apheleia, listener, deliveries);
        Rereader again = new Rereader(
                apheleia, deliveries, clock, timers, backoff, pool("webex-reread-", 1), subscriptions::session);
        Findings found = new Findings(listener, subscriptions, deliveries);
        PeopleDirectory people = people(found);
        SocketSignals events = new SocketSignals(signals, deliveries, again::add);
        LinkLoop link = new LinkLoop(parts(people, subscriptions, events, listener), signals);
        synchronized (this) {
            directory = people;
            findings = found;
            rate.expect(early.size());
            rereader = again;
            people.follow(early);
            loop = Thread.ofVirtual().name("webex-link").start(link);
        }
    }

    private SubscriptionRunner subscriptions(Apheleia apheleia, PresenceListener listener, Deliveries deliveries) {
        ExecutorService threads = pool("webex-subscribe-", SubscriptionRunner.AT_ONCE);
        CompositionPoller reader = new CompositionPoller(
                apheleia, listener, deliveries, timers, clock, pool("webex-poll-", 1), backoff, this::trouble, faults);
        synchronized (this) {
            poller = reader;
        }
        return new SubscriptionRunner(
                keeper, apheleia, reader, deliveries, timers, clock, threads, this::trouble, this::missing, faults);
    }

    private PeopleDirectory people(Findings findings) {
        ExecutorService threads = pool("webex-people-", PeopleDirectory.AT_ONCE);
        LookupPace pace = new LookupPace(clock, LookupPace.USUAL);
        return new PeopleDirectory(api, publicApi, threads, timers, backoff, memories.people(), pace, faults, findings);
    }

    private LinkParts parts(
            PeopleDirectory people, SubscriptionRunner subscriptions, SocketSignals events, PresenceListener listener) {
        return new LinkParts(
                api,
                token,
                publicApi,
                trusted,
                new Discovery(api, trusted, config.u2cUrl(), publicApi),
                new DeviceRegistry(api, config.deviceName(), memories.devices(), replacement),
                replacement,
                people,
                subscriptions,
                new MercurySocket.Tools(context, webSockets, timers, clock, token),
                events,
                backoff,
                timers,
                clock,
                health,
                faults,
                listener);
    }

    private ExecutorService pool(String name, int threads) {
        ExecutorService pool = Executors.newFixedThreadPool(
                threads, Thread.ofVirtual().name(name, 0).factory());
        pools.add(pool);
        return pool;
    }

    private void trouble(WebexFailure failure) {
        signals.add(new Signal.Trouble(failure, null));
    }

    private void trouble(WebexFailure failure, Session asked) {
        signals.add(new Signal.Trouble(failure, asked));
    }

    private void missing(WebexPersonId person) {
        PeopleDirectory people;
        synchronized (this) {
            people = directory;
        }
        if (people != null) {
            people.missing(person);
        }
    }

    @Override
    public synchronized void follow(Collection<WebexAddress> people) {
        if (directory == null) {
            early.addAll(people);
        } else {
            rate.expect(directory.size() + people.size());
            directory.follow(people);
        }
    }

    @Override
    public void unfollow(Collection<WebexAddress> people) {
        Findings known;
        synchronized (this) {
            early.removeAll(people);
            if (directory != null) {
                directory.unfollow(people);
                rate.expect(directory.size());
            }
            known = findings;
        }
        if (known != null) {
            known.letGo(people);
        }
    }

    @Override
    public ConnectionState health() {
        ConnectionState now = health.now();
        return now.healthy() ? shortcoming().orElseGet(() -> connected(now)) : now;
    }

    /// What is not as it should be while the link is up.
    private Optional<ConnectionState> shortcoming() {
        return Stream.of(rate.alarm(), faults.alarm(), replacement.trouble(), lookups.trouble(LinkHealth.LINK))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private ConnectionState connected(ConnectionState now) {
        return ConnectionState.connected(now.link(), now.message() + ", " + subscribedInWords(), now.since());
    }

    @Override
    public List<ConnectionState> parts() {
        List<ConnectionState> parts = new ArrayList<>(health.parts());
        replacement
                .trouble()
                .ifPresent(trouble ->
                        parts.replaceAll(part -> part.link().equals(Part.DEVICE.link()) ? as(part, trouble) : part));
        parts.add(lookups.part());
        parts.add(subscriptionsHealth());
        return parts;
    }

    private static ConnectionState as(ConnectionState part, ConnectionState trouble) {
        return part.healthy() ? trouble.as(part.link()) : part;
    }

    /// Those who are not subscribed are named, with the reason, among the agents.
    private ConnectionState subscriptionsHealth() {
        boolean up = health.now().healthy();
        String unread = unread();
        boolean all = keeper.live() == keeper.size() && unread == null;
        return new ConnectionState(
                Part.SUBSCRIPTIONS.link(),
                up && all ? ConnectionState.Kind.CONNECTED : ConnectionState.Kind.DEGRADED,
                up ? (all ? "ok" : "not_all") : "link_down",
                up ? subscribedInWords() + (unread == null ? "" : ", " + unread) : "no link to Webex",
                "",
                health.now().since(),
                null);
    }

    private String subscribedInWords() {
        int read = polled();
        int refused = keeper.refused();
        int tooShort = keeper.tooShort();
        return keeper.live() + " of " + keeper.size() + " people subscribed"
                + (read == 0 ? "" : ", " + read + " read now and then instead")
                + (tooShort == 0 ? "" : ", " + tooShort + " granted for too short a time to renew")
                + (refused == 0 ? "" : ", " + refused + " refused by Webex");
    }

    private synchronized @Nullable String unread() {
        return rereader == null ? null : rereader.trouble();
    }

    private synchronized int polled() {
        return poller == null ? 0 : poller.polled();
    }

    @Override
    public void close() {
        signals.add(new Signal.Stop());
        Thread running;
        synchronized (this) {
            running = loop;
        }
        try {
            if (running != null && !running.join(Duration.ofSeconds(1))) {
                running.interrupt();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        pools.forEach(ExecutorService::shutdownNow);
        webSockets.close();
    }

    /// Brings what the look-ups find to the listener and the subscriptions.
    private final class Findings implements PeopleDirectory.Findings {
        private final PresenceListener listener;
        private final SubscriptionRunner subscriptions;
        private final Deliveries deliveries;
        private final Map<WebexAddress, WebexPersonId> persons = new ConcurrentHashMap<>();

        Findings(PresenceListener listener, SubscriptionRunner subscriptions, Deliveries deliveries) {
            this.listener = listener;
            this.subscriptions = subscriptions;
            this.deliveries = deliveries;
        }

        @Override
        public void resolved(WebexAddress address, WebexPersonId person) {
            persons.put(address, person);
            listener.resolved(address, person);
            subscriptions.add(person);
        }

        /// Whoever has no other address is subscribed no longer.
        void letGo(Collection<WebexAddress> addresses) {
            lookups.forget(addresses);
            List<WebexPersonId> gone = addresses.stream()
                    .flatMap(address -> Stream.ofNullable(persons.remove(address)))
                    .filter(person -> !persons.containsValue(person))
                    .distinct()
                    .toList();
            subscriptions.remove(gone);
            deliveries.forget(gone);
        }

        @Override
        public void unresolved(WebexAddress address, String why) {
            listener.unresolved(address, why);
        }

        @Override
        public void answered(WebexAddress address) {
            lookups.answered(address);
        }

        @Override
        public void failed(WebexAddress address, WebexFailure failure, @Nullable Duration wait) {
            lookups.failed(address, failure, wait);
        }

        @Override
        public void drained() {
            subscriptions.flush();
        }

        @Override
        public void refused(WebexFailure failure) {
            trouble(failure);
        }
    }
}
