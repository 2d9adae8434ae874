package io.presencesync.webex;

import com.fasterxml.jackson.databind.JsonNode;
import io.presencesync.config.WebexConfig;
import io.presencesync.engine.PersonIds;
import io.presencesync.engine.PresenceListener;
import io.presencesync.engine.Timers;
import io.presencesync.net.Backoff;
import io.presencesync.net.Http;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.PresenceEvent;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Presences as the documented People API tells them when asked, one person per request, at a configured rate.
///
/// Threads: one virtual thread asks, up to 16 look people up. Failures show in [#health()] alone. As the second source
/// it can be begun and ended any number of times.
public final class PeopleApiSource implements SecondSource {
    private final WebexConfig config;
    private final PersonIds ids;
    private final Timers timers;
    private final Backoff backoff;
    private final BotToken token;
    private final WebexApi api;
    private final RequestRate rate;
    private final WorkerFaults faults;
    private final PeopleApiHealth health;
    private final LookupHealth lookups;
    private final InstantSource clock;
    private final List<ExecutorService> pools = new ArrayList<>();
    private final Set<WebexAddress> wanted = new HashSet<>();
    private final Map<WebexAddress, WebexPersonId> known = new HashMap<>();
    private final Map<WebexAddress, WebexPersonId> untold = new HashMap<>();
    private @Nullable PeopleDirectory directory;
    private @Nullable PeoplePoller poller;
    private @Nullable PresenceListener listener;
    private boolean polling;

    /// @param staleAfter age from which a presence says nothing any more
    public PeopleApiSource(
            Http http,
            WebexConfig config,
            PersonIds ids,
            Supplier<Duration> staleAfter,
            Timers timers,
            InstantSource clock,
            RandomGenerator random) {
        this.config = config;
        this.ids = ids;
        this.timers = timers;
        this.clock = clock;
        this.backoff = new Backoff(random);
        this.token = new BotToken(config.token(), config.tokenFile());
        this.faults = new WorkerFaults(clock);
        this.rate = new RequestRate(clock, config.sources().peopleApiRate());
        this.api = new WebexApi(http, token::now, new TrustedHosts(config), clock, rate);
        this.health = new PeopleApiHealth(config.sources().peopleApiRate(), staleAfter, clock);
        this.lookups = new LookupHealth(config.name(), config.hydraUrl(), clock, timers);
    }

    @Override
    public void start(PresenceListener told) {
        prepare(told);
        begin();
        told.feedUp();
    }

    @Override
    public synchronized void prepare(PresenceListener told) {
        listener = told;
        ExecutorService asking = pool("webex-poll-", 1);
        poller = new PeoplePoller(
                this::get,
                this::lookUp,
                told,
                this::watched,
                faults,
                asking,
                timers,
                clock,
                backoff,
                config.sources().peopleApiRate());
        directory = new PeopleDirectory(
                api,
                config.hydraUrl(),
                pool("webex-poll-people-", PeopleDirectory.AT_ONCE),
                timers,
                backoff,
                ids,
                new LookupPace(clock, LookupPace.USUAL),
                faults,
                new Findings());
    }

    private JsonNode get(String path) throws WebexFailure, InterruptedException {
        token.renewed();
        return api.get(WebexApi.below(config.hydraUrl(), path));
    }

    private ExecutorService pool(String name, int threads) {
        ExecutorService pool = Executors.newFixedThreadPool(
                threads, Thread.ofVirtual().name(name, 0).factory());
        pools.add(pool);
        return pool;
    }

    @Override
    public void begin() {
        List<WebexAddress> strangers;
        synchronized (this) {
            polling = true;
            strangers = strangers();
        }
        health.answered();
        tellUntold();
        if (poller != null && directory != null) {
            directory.follow(strangers);
            directory.open();
            poller.begin();
        }
    }

    /// Whom a look-up found after the last end.
    private synchronized void tellUntold() {
        untold.forEach((address, person) -> tell().ifPresent(told -> told.resolved(address, person)));
        untold.clear();
    }

    private void watched(PeoplePoller.Progress progress) {
        if (progress.people() > 0) {
            if (progress.trouble() == null) {
                health.answered();
            }
            health.of(progress);
        }
    }

    private synchronized List<WebexAddress> strangers() {
        return wanted.stream().filter(address -> !known.containsKey(address)).toList();
    }

    @Override
    public void end() {
        synchronized (this) {
            polling = false;
        }
        if (poller != null && directory != null) {
            poller.end();
            directory.shut();
        }
    }

    @Override
    public void follow(Collection<WebexAddress> people) {
        List<WebexAddress> strangers;
        int all;
        synchronized (this) {
            wanted.addAll(people);
            all = wanted.size();
            strangers = polling ? strangers() : List.of();
        }
        health.expect(all);
        rate.expect(all);
        if (directory != null) {
            directory.follow(strangers);
        }
    }

    @Override
    public void unfollow(Collection<WebexAddress> people) {
        List<WebexPersonId> gone;
        int all;
        synchronized (this) {
            wanted.removeAll(people);
            untold.keySet().removeAll(people);
            List<WebexPersonId> theirs = people.stream()
                    .flatMap(address -> Stream.ofNullable(known.remove(address)))
                    .toList();
            gone = theirs.stream()
                    .filter(person -> !known.containsValue(person))
                    .toList();
            all = wanted.size();
        }
        health.expect(all);
        rate.expect(all);
        if (directory != null && poller != null) {
            directory.unfollow(people);
            lookups.forget(people);
            gone.forEach(poller::remove);
        }
    }

    @Override
    public void known(WebexAddress address, WebexPersonId person) {
        WebexPersonId before;
        synchronized (this) {
            before = known.put(address, person);
        }
        if (poller != null) {
            if (before != null && !before.equals(person)) {
                poller.remove(before);
            }
            poller.add(person);
        }
    }

    @Override
    public void heard(PresenceEvent event) {
        if (poller != null) {
            poller.heard(event);
        }
    }

    private Optional<JsonNode> lookUp(WebexPersonId person) throws WebexFailure, InterruptedException {
        for (WebexAddress address : addressesOf(person)) {
            String query = "people?email=" + URLEncoder.encode(address.value(), StandardCharsets.UTF_8);
            JsonNode answer = get(query);
            switch (PersonLookup.read(address, answer)) {
                case PersonLookup.Found(WebexPersonId now) -> {
                    if (now.equals(person)) {
                        return Optional.of(PersonLookup.record(answer, person));
                    }
                    moved(address, now);
                }
                case PersonLookup.NotFound(String why) -> lost(address, why);
            }
        }
        return Optional.empty();
    }

    private synchronized List<WebexAddress> addressesOf(WebexPersonId person) {
        return known.entrySet().stream()
                .filter(one -> one.getValue().equals(person))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void moved(WebexAddress address, WebexPersonId now) {
        ids.remember(address, now);
        known(address, now);
        tellResolved(address, now);
    }

    /// Once told here, it stays told; after the end it is kept for the next beginning.
    private synchronized void tellResolved(WebexAddress address, WebexPersonId person) {
        tell().ifPresentOrElse(told -> told.resolved(address, person), () -> untold.put(address, person));
    }

    private void lost(WebexAddress address, String why) {
        removed(address, why).ifPresent(person -> {
            if (poller != null) {
                poller.remove(person);
            }
        });
        if (directory != null) {
            directory.lost(address);
        }
    }

    /// Who has no address left thereby.
    private synchronized Optional<WebexPersonId> removed(WebexAddress address, String why) {
        Optional<WebexPersonId> person = Optional.ofNullable(known.remove(address));
        untold.remove(address);
        tell().ifPresent(told -> told.unresolved(address, why));
        return person.filter(one -> !known.containsValue(one));
    }

    private synchronized Optional<PresenceListener> tell() {
        return polling ? Optional.ofNullable(listener) : Optional.empty();
    }

    @Override
    public ConnectionState health() {
        ConnectionState now = poller == null ? health.now() : health.of(poller.progress());
        return now.healthy()
                ? rate.alarm()
                        .or(faults::alarm)
                        .or(() -> lookups.trouble(LinkHealth.LINK))
                        .orElse(now)
                : now;
    }

    @Override
    public List<ConnectionState> parts() {
        return List.of(lookups.part());
    }

    @Override
    public void close() {
        end();
        pools.forEach(ExecutorService::shutdownNow);
    }

    /// Brings what the look-ups find to the listener and to the poller.
    private final class Findings implements PeopleDirectory.Findings {
        @Override
        public void resolved(WebexAddress address, WebexPersonId person) {
            known(address, person);
            tellResolved(address, person);
        }

        @Override
        public void found(WebexAddress address, WebexPersonId person, JsonNode record, Instant askedAt) {
            health.answered();
            resolved(address, person);
            if (poller != null) {
                poller.found(person, record, askedAt);
            }
        }

        @Override
        public void unresolved(WebexAddress address, String why) {
            tell().ifPresent(told -> told.unresolved(address, why));
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
        public void drained() {}

        /// The look-ups rest; they go on when a request is answered again.
        @Override
        public void refused(WebexFailure failure) {
            health.badToken(failure.inWords());
            health();
            timers.after(backoff.spread(PeoplePoller.RARELY), PeopleApiSource.this::openAgain);
        }
    }

    private void openAgain() {
        boolean still;
        synchronized (this) {
            still = polling;
        }
        if (still && directory != null) {
            directory.open();
        }
    }
}
