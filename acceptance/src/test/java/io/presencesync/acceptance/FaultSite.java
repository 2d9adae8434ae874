package io.presencesync.acceptance;

import io.presencesync.config.WebexConfig;
import io.presencesync.engine.DeviceMemory;
import io.presencesync.engine.PersonIds;
import io.presencesync.engine.PresenceListener;
import io.presencesync.net.Http;
import io.presencesync.presence.Secret;
import io.presencesync.presence.WebexAddress;
import io.presencesync.simulators.LeanVertx;
import io.presencesync.simulators.webex.Endpoint;
import io.presencesync.simulators.webex.LogEntry;
import io.presencesync.simulators.webex.WebexSimulator;
import io.presencesync.simulators.webex.WebexSimulatorOptions;
import io.presencesync.webex.MercuryPresenceSource;
import io.presencesync.webex.PeopleApiSource;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.WebSocketClientOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.jspecify.annotations.Nullable;

/// A pretend cloud and the real client, joined by real sockets; only the clock of both is virtual. It stands still
/// while anything happens and then goes on to the next alarm, so that waits of hours cost nothing. One test thread.
final class FaultSite implements AutoCloseable {
    static final String ANN = "ann@example.com";
    /// What tests with a site hold a lock on: each would wait while the other's threads work.
    static final String VIRTUAL_THREADS_OF_THIS_JVM = "virtual threads of this JVM";

    private static final int CALM = 14;
    private static final VirtualThreadSchedulerMXBean VIRTUAL_THREADS =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

    final VirtualTime time = new VirtualTime();
    final WebexSimulator cloud;
    private final Vertx vertx = LeanVertx.start(1);
    private final List<Http> https = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final List<PeopleApiSource> pollers = new ArrayList<>();
    private final TreeMap<Long, Instant> marks = new TreeMap<>();
    private long mark;

    /// One running source and what it told.
    record Client(MercuryPresenceSource source, FaultHeard heard) {}

    private FaultSite(UnaryOperator<WebexSimulatorOptions> options) {
        cloud = WebexSimulator.start(
                options.apply(WebexSimulatorOptions.defaults().withClock(time)));
        cloud.addPerson(ANN, "Ann");
    }

    /// Nothing runs yet but the cloud; Ann is active.
    static FaultSite cold() {
        return new FaultSite(options -> options);
    }

    static FaultSite cold(UnaryOperator<WebexSimulatorOptions> options) {
        return new FaultSite(options);
    }

    /// The link has been up for a while and Ann is told as active.
    static FaultSite up() {
        return cold().begin();
    }

    FaultSite begin() {
        start();
        rightAgain(Duration.ofSeconds(30));
        return rested();
    }

    /// A quiet time later; what happened until now no longer counts.
    FaultSite rested() {
        time.leap(Duration.ofSeconds(90));
        settled(() -> false);
        mark = last();
        return this;
    }

    Client start(String... addresses) {
        return start(cloud.botToken(), null, addresses);
    }

    Client start(String token, @Nullable Path tokenFile, String... addresses) {
        return start(token, tokenFile, heard -> heard, addresses);
    }

    /// @param listener what is told instead of what remembers, which it may pass everything on to
    Client startWith(UnaryOperator<PresenceListener> listener, String... addresses) {
        return start(cloud.botToken(), null, listener, addresses);
    }

    private Client start(
            String token, @Nullable Path tokenFile, UnaryOperator<PresenceListener> listener, String... addresses) {
        Http http = new Http(vertx, new HttpClientOptions(), 16);
        https.add(http);
        var memories = new MercuryPresenceSource.Memories(PersonIds.NONE, DeviceMemory.NONE);
        var source = new MercuryPresenceSource(
                vertx,
                http,
                new WebSocketClientOptions(),
                config(token, tokenFile),
                memories,
                time,
                time,
                new Random(7));
        Client client = new Client(source, new FaultHeard());
        clients.add(client);
        source.start(listener.apply(client.heard()));
        List<String> people = addresses.length == 0 ? List.of(ANN) : List.of(addresses);
        source.follow(people.stream().map(WebexAddress::new).toList());
        return client;
    }

    /// The People API alone, asked at the usual rate; what it tells is nobody's to check.
    PeopleApiSource startPolling(String... addresses) {
        Http http = new Http(vertx, new HttpClientOptions(), 16);
        https.add(http);
        var source = new PeopleApiSource(
                http,
                config(cloud.botToken(), null),
                PersonIds.NONE,
                () -> Duration.ofMinutes(10),
                time,
                time,
                new Random(7));
        pollers.add(source);
        source.follow(Stream.of(addresses).map(WebexAddress::new).toList());
        source.start(new FaultHeard());
        return source;
    }

    private WebexConfig config(String token, @Nullable Path tokenFile) {
        return new WebexConfig(
                new Secret(token),
                tokenFile,
                "example.com",
                URI.create(cloud.u2cServiceUrl()),
                URI.create(cloud.hydraServiceUrl()),
                "presence-sync",
                WebexConfig.Sources.DEFAULT,
                null);
    }

    /// The client started first.
    FaultHeard heard() {
        return clients.getFirst().heard();
    }

    String alarm() {
        return clients.getFirst().source().health().code();
    }

    /// One part of the first client's health, in words.
    String part(String link) {
        return clients.getFirst().source().parts().stream()
                .filter(part -> part.link().equals(link))
                .map(Object::toString)
                .findFirst()
                .orElse("");
    }

    void change(String status) {
        cloud.setPresence(ANN, status);
    }

    /// Every client tells of Ann what she shows now, and its link is up.
    boolean right() {
        String shown = cloud.person(ANN).presence().status();
        return clients.stream()
                .allMatch(client -> client.source().health().healthy()
                        && client.heard().lastOf(ANN).equals(shown));
    }

    Duration rightAgain(Duration most) {
        return until(this::right, most);
    }

    /// Lets time go by until it is so; gives the virtual time that took.
    Duration until(BooleanSupplier condition, Duration most) {
        Instant begin = time.instant();
        while (!settled(condition)) {
            if (!time.instant().isBefore(begin.plus(most))) {
                throw new AssertionError("not right within " + most + "; " + now());
            }
            time.next(begin.plus(most));
        }
        return Duration.between(begin, time.instant());
    }

    /// Lets this much time go by.
    void pass(Duration wait) {
        Instant end = time.instant().plus(wait);
        settled(() -> false);
        while (time.instant().isBefore(end)) {
            time.next(end);
            settled(() -> false);
        }
    }

    /// How many requests to this endpoint leave while so much time goes by, or until there are more than `most`.
    long requestsWithin(Duration span, Endpoint endpoint, long most) {
        Instant end = time.instant().plus(span);
        while (!calm(() -> requests(endpoint) > most, CALM) && time.instant().isBefore(end)) {
            time.next(end);
        }
        return requests(endpoint);
    }

    /// Waits, in real time alone, until it is so.
    void really(String wanted, BooleanSupplier condition) {
        Await.until(wanted, condition, this::now);
        settled(() -> false);
    }

    /// Waits until nothing moves any more, or until the condition holds; then says whether it does.
    boolean settled(BooleanSupplier condition) {
        return noted(calm(condition, CALM) || (knocked() && calm(condition, CALM / 2)) || condition.getAsBoolean());
    }

    /// Whether the condition came to hold while nothing else stood still for so many looks in a row.
    private boolean calm(BooleanSupplier condition, int looks) {
        Object before = signature();
        for (int calm = 0; calm < looks; ) {
            if (condition.getAsBoolean()) {
                return true;
            }
            breathe();
            Object after = signature();
            boolean busy = VIRTUAL_THREADS.getMountedVirtualThreadCount() > 0
                    || VIRTUAL_THREADS.getQueuedVirtualThreadCount() > 0;
            calm = !busy && after.equals(before) ? calm + 1 : 0;
            before = after;
        }
        return false;
    }

    /// Connections are accepted one after the other: when ours was, those that were under way before it were too.
    private boolean knocked() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), cloud.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET /control/state HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (IOException cloudDown) {
            return true;
        }
        return true;
    }

    private boolean noted(boolean held) {
        marks.putIfAbsent(last(), time.instant());
        return held;
    }

    /// The event loops had their turn (the cloud's in [#signature()]), so a busy machine is not taken for a calm one.
    private void breathe() {
        try {
            TimeUnit.MILLISECONDS.sleep(2);
            var turn = new CompletableFuture<Boolean>();
            vertx.getOrCreateContext().runOnContext(_ -> turn.complete(true));
            turn.get(20, TimeUnit.SECONDS);
        } catch (Exception hurried) {
            throw new IllegalStateException(hurried);
        }
    }

    private Object signature() {
        return List.of(
                last(),
                time.changes(),
                cloud.sizes(),
                clients.stream().map(client -> client.heard().sizes()).toList(),
                clients.stream().map(client -> client.source().health().code()).toList());
    }

    private long last() {
        return cloud.log().counters().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /// Requests since the link was up, frames left out.
    List<LogEntry> requests() {
        return cloud.log().entriesAfter(mark).stream()
                .filter(entry -> !entry.method().equals("in") && !entry.method().equals("out"))
                .toList();
    }

    long requests(Endpoint endpoint) {
        return requests().stream().filter(entry -> entry.endpoint() == endpoint).count();
    }

    /// When a request arrived, by the virtual clock.
    Instant at(LogEntry entry) {
        return marks.ceilingEntry(entry.number()).getValue();
    }

    private String now() {
        return clients.stream()
                        .map(client -> client.source().health() + " heard " + client.heard())
                        .toList() + ", requests "
                + requests().stream()
                        .map(entry -> entry.endpoint() + " " + entry.status())
                        .toList();
    }

    @Override
    public void close() {
        clients.forEach(client -> client.source().close());
        pollers.forEach(PeopleApiSource::close);
        https.forEach(Http::close);
        cloud.close();
        try {
            vertx.close().await(10, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException late) {
            throw new IllegalStateException("Vert.x did not stop in time", late);
        }
    }
}
