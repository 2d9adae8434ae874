package io.presencesync.simulators.webex;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parts of one pretend cloud, wired together; built and used on the event loop.
final class Cloud {
    private final Directory directory;
    private final Credentials credentials = new Credentials();
    private final Faults faults = new Faults();
    private final RequestLog log = new RequestLog();
    private final Devices devices;
    private final Subscriptions subscriptions;
    private final Compositions compositions;
    private final MercurySockets sockets;
    private final Person bot;

    Cloud(Vertx vertx, Router router, WebexSimulatorOptions options, String authority) {
        String base = "http://" + authority;
        directory = new Directory(options.clock());
        devices = new Devices(options, base);
        subscriptions = new Subscriptions(options);
        compositions = new Compositions(options, base);
        sockets = new MercurySockets(vertx, options, devices, credentials, faults, log);
        devices.onGone(device -> subscriptions.removeDevice(device.url()));
        bot = directory.add(List.of("presence@webex.bot"), "Presence Sync", options.orgId(), "bot", true);
        credentials.issue(options.botToken(), bot.uuid());
        routes(new Api(vertx, router, credentials, faults, log), options, authority);
    }

    private void routes(Api api, WebexSimulatorOptions options, String authority) {
        String base = "http://" + authority;
        sockets.routes(api);
        new U2cRoutes(api, base);
        new WdmRoutes(api, options, devices, "ws://" + authority);
        new ApheleiaRoutes(api, options, directory, subscriptions, compositions, faults);
        new EventRoutes(api, options.clock(), directory, (person, status) -> show(person, status, null, null));
        new PeopleRoutes(api, options, directory, base);
    }

    void change(PresenceChange change) {
        show(directory.require(change.person()), change.status(), change.meetingType(), change.category());
    }

    void sharing(String emailOrUuid, boolean on) {
        publish(directory.setSharing(directory.require(emailOrUuid), on));
    }

    private void show(Person person, String status, @Nullable String meetingType, @Nullable String category) {
        publish(directory.setPresence(person, status, meetingType, category));
    }

    private void publish(Person person) {
        JsonObject composition = compositions.of(person);
        List<String> watchers = subscriptions.watchers(person.uuid());
        if (composition != null && !watchers.isEmpty()) {
            sockets.update(watchers, composition);
        }
    }

    Person bot() {
        return bot;
    }

    Directory directory() {
        return directory;
    }

    Credentials credentials() {
        return credentials;
    }

    Faults faults() {
        return faults;
    }

    RequestLog log() {
        return log;
    }

    Devices devices() {
        return devices;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    MercurySockets sockets() {
        return sockets;
    }
}
