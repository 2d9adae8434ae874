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
    private Limits limits;
    private final Devices devices;
    private final Subscriptions subscriptions;
    private final Compositions compositions;
    private final MercurySockets sockets;
    private final Person bot;

    Cloud(Vertx vertx, Router router, WebexSimulatorOptions options, String authority) {
        String base = "http://" + authority;
        limits = Limits.of(options);
        directory = new Directory(options.clock());
        devices = new Devices(options, this::limits, base);
        subscriptions = new Subscriptions(options, this::limits);
        compositions = new Compositions(options, this::limits, base);
        Api api = new Api(vertx, router, options.clock(), credentials, faults, log);
        sockets = new MercurySockets(vertx, options, devices, credentials, faults, log, api);
        devices.onGone(device -> subscriptions.removeDevice(device.url()));
        bot = directory.add(List.of("presence@webex.bot"), "Presence Sync", options.orgId(), "bot", true);
        credentials.issue(options.botToken(), bot.uuid());
        routes(api, options, authority);
    }

    private void routes(Api api, WebexSimulatorOptions options, String authority) {
        String base = "http://" + authority;
        sockets.routes();
        new U2cRoutes(api, options, faults, base);
        new WdmRoutes(api, options, devices, "ws://" + authority);
        new ApheleiaRoutes(api, options, this::limits, directory, subscriptions, compositions, faults);
        new EventRoutes(api, options.clock(), directory, (person, status) -> show(person, status, null, null));
        new PeopleRoutes(api, options, this::limits, directory, base);
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

    Limits limits() {
        return limits;
    }

    void limit(Limits wanted) {
        limits = wanted;
    }

    /// A new token for the bot; the old ones are refused from now on.
    void changeToken(String token) {
        credentials.revokeAllOf(bot.uuid());
        credentials.issue(token, bot.uuid());
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
