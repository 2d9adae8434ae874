package io.presencesync.webex;

import io.presencesync.engine.Timers;
import io.presencesync.net.RetryWait;
import io.presencesync.presence.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Owns the cycle discovery, device, socket, subscriptions, and again after every setback. Runs on one virtual thread
/// of its own; everything else only puts signals into its queue.
final class LinkLoop implements Runnable {
    static final Duration SLOW = Duration.ofMinutes(5);
    static final Duration RARELY = Duration.ofHours(1);
    static final Duration LATER = Duration.ofSeconds(60);
    static final Duration REPLACED = Duration.ofSeconds(2);
    static final Duration REFRESH = Duration.ofHours(20);
    static final Duration STABLE = Duration.ofSeconds(60);
    static final Duration WORKED = Duration.ofSeconds(10);
    static final Duration OLD_SOCKET = Duration.ofSeconds(60);
    static final Duration TOKEN_EVERY = Duration.ofSeconds(5);
    private static final Duration REFRESH_AGAIN = Duration.ofMinutes(10);
    private static final int START_OVER_AFTER = 3;
    private static final int MOST_DEAD_DEVICES = 3;
    private static final Logger log = LoggerFactory.getLogger(LinkLoop.class);

    private static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private static final class Lost extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Setback setback;

        Lost(Setback setback) {
            super(setback.message());
            this.setback = setback;
        }
    }

    private final LinkParts parts;
    private final BlockingQueue<Signal> signals;
    private Discovery.@Nullable Services services;
    private @Nullable Device device;
    private @Nullable MercurySocket active;
    private @Nullable MercurySocket successor;
    private @Nullable Instant readySince;
    private Timers.@Nullable Cancellable refresh;
    private Duration afterFault = Duration.ZERO;
    private int failures;
    private int goneInRow;
    private int replacedInRow;
    private long waits;
    private long connection;

    LinkLoop(LinkParts parts, BlockingQueue<Signal> signals) {
        this.parts = parts;
        this.signals = signals;
    }

    static BlockingQueue<Signal> newQueue() {
        return new LinkedBlockingQueue<>();
    }

    @Override
    public void run() {
        try {
            lookAtTokenLater();
            while (true) {
                goRound();
            }
        } catch (Stopped | InterruptedException stopping) {
            leave();
            parts.health().stopped();
        }
    }

    /// One life of the link, and the wait after it.
    private void goRound() throws Stopped, InterruptedException {
        try {
            sleep(afterFault);
            afterFault = Duration.ZERO;
            recover(tryOnce());
        } catch (RuntimeException | Error unexpected) {
            parts.faults().survived("link", unexpected);
            afterFault = RetryWait.of(null, parts.backoff().after(failures++));
        }
    }

    private void lookAtTokenLater() {
        if (parts.token().mayChange()) {
            parts.timers().after(TOKEN_EVERY, () -> signals.add(new Signal.LookAtToken()));
        }
    }

    private Setback tryOnce() throws Stopped, InterruptedException {
        try {
            connect();
            while (true) {
                handle(signals.take());
            }
        } catch (WebexFailure failure) {
            return Setback.of(failure);
        } catch (Lost lost) {
            return lost.setback;
        } catch (RuntimeException | Error unexpected) {
            parts.faults().survived("link", unexpected);
            return new Setback(Setback.Fate.RETRY, "unexpected failure, see the log");
        }
    }

    private void connect() throws WebexFailure, InterruptedException {
        Discovery.Services found = services;
        if (found == null) {
            parts.health().connecting(Part.DISCOVERY, "asking Webex where its services are");
            found = parts.discovery().find();
            services = found;
        }
        parts.directory().open();
        Device own = device;
        if (own == null) {
            parts.health().connecting(Part.DEVICE, "registering our Webex device");
            own = parts.registry().obtain(found.wdm());
            adopt(own, refreshAfter());
        }
        parts.health().connecting(Part.SOCKET, "opening the Mercury socket");
        active = openSocket(own);
    }

    private MercurySocket openSocket(Device own) throws WebexFailure {
        URI address = parts.trusted().require(own.socketUrl());
        parts.api().rate().count(ServicePath.SOCKET);
        MercurySocket socket = new MercurySocket(parts.socketTools(), address, parts.events());
        socket.open();
        return socket;
    }

    private void adopt(Device own, Duration refreshAfter) {
        device = own;
        if (refresh != null) {
            refresh.cancel();
        }
        Duration wait = parts.backoff().spread(refreshAfter);
        refresh = parts.timers().after(wait, () -> signals.add(new Signal.Refresh(own)));
    }

    private Duration refreshAfter() {
        return parts.replacement().trouble().isPresent() ? REFRESH_AGAIN : REFRESH;
    }

    private void handle(Signal signal) throws Stopped, Lost, WebexFailure, InterruptedException {
        switch (signal) {
            case Signal.Ready(MercurySocket socket) -> ready(socket);
            case Signal.Gap(MercurySocket socket) -> gap(socket);
            case Signal.Shutdown(MercurySocket socket) -> shutdown(socket);
            case Signal.Leave(MercurySocket socket) -> socket.close();
            case Signal.Closed(MercurySocket socket, Closing how) -> closed(socket, how);
            case Signal.Trouble(WebexFailure failure, Session asked) -> trouble(failure, asked);
            case Signal.Refresh(Device own) -> refresh(own);
            case Signal.LookAtToken() -> lookAtToken();
            case Signal.Wake(long number) -> log.trace("late wake {}", number);
            case Signal.Stop() -> throw new Stopped();
        }
    }

    private void trouble(WebexFailure failure, @Nullable Session asked) throws Lost {
        if (asked == null || asked.connection() == connection) {
            throw new Lost(Setback.of(failure));
        }
    }

    private void ready(MercurySocket socket) {
        if (socket == successor) {
            succeed(socket);
        }
        if (socket == active) {
            goneInRow = 0;
            readySince = parts.clock().instant();
            parts.health().connected();
            parts.listener().feedUp();
            subscribeAll();
        }
    }

    /// Webex closes the old socket; only if it forgets do we.
    private void succeed(MercurySocket next) {
        MercurySocket old = active;
        active = next;
        successor = null;
        if (old != null) {
            parts.timers().after(OLD_SOCKET, () -> signals.add(new Signal.Leave(old)));
        }
    }

    private void gap(MercurySocket socket) {
        if (socket == active && readySince != null) {
            log.warn("webex: frames were lost, all statuses are read again");
            subscribeAll();
        }
    }

    private void subscribeAll() {
        if (services != null && device != null) {
            parts.subscriptions().begin(new Session(services, device, connection));
        }
    }

    private void shutdown(MercurySocket socket) throws WebexFailure {
        if (socket == active && successor == null && device != null) {
            log.info("webex: Mercury is about to close this socket, opening another");
            successor = openSocket(device);
        }
    }

    private void closed(MercurySocket socket, Closing how) throws Lost {
        if (socket == successor) {
            successor = null;
            if (active == null) {
                throw new Lost(how.setback());
            }
        } else if (socket == active) {
            active = null;
            if (successor == null) {
                throw new Lost(how.setback());
            }
            if (!how.isHandover()) {
                parts.listener().feedDown("no link to Webex: " + how.setback().message());
                parts.health().connecting(Part.SOCKET, "waiting for the second Mercury socket");
            }
        }
    }

    private void refresh(Device old) throws Lost, InterruptedException {
        if (!old.equals(device) || services == null) {
            return;
        }
        try {
            Device fresh = parts.registry().refresh(services.wdm(), old);
            adopt(fresh, refreshAfter());
            if (!fresh.equals(old)) {
                throw new Lost(new Setback(Setback.Fate.RETRY, "Webex gave us a new device"));
            }
        } catch (WebexFailure failure) {
            if (failure.kind() == WebexFailure.Kind.BAD_TOKEN || failure.kind() == WebexFailure.Kind.LEGAL) {
                throw new Lost(Setback.of(failure));
            }
            log.warn("webex: the device could not be refreshed: {}", failure.inWords());
            adopt(old, REFRESH_AGAIN);
        }
    }

    private void lookAtToken() throws Lost, InterruptedException {
        lookAtTokenLater();
        Secret old = parts.token().renewed().orElse(null);
        if (old != null) {
            throw new Lost(renewed(old));
        }
    }

    /// The old device is released with the old token first: else it would be found by its name and then deleted.
    private Setback renewed(Secret old) throws InterruptedException {
        log.info("webex: the token's file holds another token, which is used from now on");
        Device dead = device;
        device = null;
        services = null;
        failures = 0;
        parts.registry().forget();
        if (dead != null) {
            DeviceRegistry.release(parts.api().as(old), dead);
        }
        return new Setback(Setback.Fate.NEW_TOKEN, "the token was changed");
    }

    private void recover(Setback setback) throws Stopped, InterruptedException {
        leave();
        parts.listener().feedDown("no link to Webex: " + setback.message());
        forgive();
        signals.removeIf(Signal.Trouble.class::isInstance);
        readySince = null;
        switch (setback.fate()) {
            case RETRY, NEW_TOKEN -> retry(setback);
            case LATER -> pause(setback, parts.backoff().spread(LATER));
            case CHECK_TOKEN -> checkToken(setback);
            case NEW_DEVICE -> newDevice(setback);
            case REPLACED -> replaced(setback);
            case SLOW, NOT_TRUSTED -> startOver(setback, SLOW);
            case GIVE_UP -> startOver(setback, RARELY);
        }
    }

    /// After a minute of calm the waits begin anew; a connection that worked for a while makes them short.
    private void forgive() {
        Duration up = readySince == null
                ? Duration.ZERO
                : Duration.between(readySince, parts.clock().instant());
        if (up.compareTo(STABLE) >= 0) {
            failures = 0;
            replacedInRow = 0;
        } else if (up.compareTo(WORKED) >= 0) {
            failures = Math.min(failures, 1);
        }
    }

    private void leave() {
        connection++;
        parts.subscriptions().pause();
        if (active != null) {
            active.close();
        }
        if (successor != null) {
            successor.close();
        }
        active = null;
        successor = null;
    }

    private void retry(Setback setback) throws Stopped, InterruptedException {
        Duration own = parts.backoff().after(failures++);
        if (failures > START_OVER_AFTER) {
            services = null;
            device = null;
        }
        pause(setback, setback.wait(own));
    }

    private void checkToken(Setback setback) throws Stopped, InterruptedException {
        try {
            parts.api().get(WebexApi.below(parts.hydra(), "people/me"));
            retry(setback.as(Setback.Fate.RETRY));
        } catch (WebexFailure failure) {
            if (failure.kind() == WebexFailure.Kind.BAD_TOKEN) {
                parts.directory().shut();
                startOver(setback, SLOW);
            } else {
                retry(new Setback(Setback.Fate.RETRY, setback.message(), failure.retryAfter(), true));
            }
        }
    }

    private void newDevice(Setback setback) throws Stopped, InterruptedException {
        Device dead = device;
        device = null;
        if (++goneInRow > 1 && dead != null) {
            DeviceRegistry.release(parts.api(), dead);
        }
        if (goneInRow > MOST_DEAD_DEVICES) {
            startOver(setback, SLOW);
        } else {
            retry(setback);
        }
    }

    /// The other one keeps the device and we take the next, so that two copies never fight.
    private void replaced(Setback setback) throws Stopped, InterruptedException {
        String lost = parts.registry().name();
        parts.registry().turnToAnother();
        device = null;
        String words = setback.message() + ", device \"" + lost + "\"; going on with \""
                + parts.registry().name() + "\"";
        int doubled = Math.min(replacedInRow++, 5);
        pause(new Setback(setback.fate(), words), parts.backoff().spread(REPLACED.multipliedBy(1L << doubled)));
    }

    private void startOver(Setback setback, Duration wait) throws Stopped, InterruptedException {
        services = null;
        device = null;
        pause(setback, setback.wait(parts.backoff().spread(wait)));
    }

    private void pause(Setback setback, Duration wait) throws Stopped, InterruptedException {
        parts.health().setback(setback, wait);
        sleep(wait);
    }

    private void sleep(Duration wait) throws Stopped, InterruptedException {
        if (wait.isPositive()) {
            long number = ++waits;
            parts.timers().after(wait, () -> signals.add(new Signal.Wake(number)));
            awaitWake(number);
        }
    }

    private void awaitWake(long number) throws Stopped, InterruptedException {
        while (true) {
            switch (signals.take()) {
                case Signal.Wake(long woken)
                when woken == number -> {
                    return;
                }
                case Signal.LookAtToken() -> {
                    lookAtTokenLater();
                    Secret old = parts.token().renewed().orElse(null);
                    if (old != null) {
                        renewed(old);
                        return;
                    }
                }
                case Signal.Leave(MercurySocket socket) -> socket.close();
                case Signal.Refresh(Device own) when own.equals(device) -> adopt(own, REFRESH_AGAIN);
                case Signal.Stop() -> throw new Stopped();
                case Signal other -> log.trace("not while waiting: {}", other.getClass());
            }
        }
    }
}
