package io.presencesync.simulators.webex;

import io.presencesync.simulators.LeanVertx;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A pretend Webex cloud on one port: service catalog, devices, Mercury sockets, presence, people, faults on demand.
///
/// Every method may be called from any thread and returns when the change is done; an update is handed to the sockets
/// by then. All state belongs to one event loop and vanishes with [#close()].
public final class WebexSimulator implements AutoCloseable {
    private static final long SECONDS = 30;

    private final WebexSimulatorOptions options;
    private final Vertx vertx;
    private final Loop loop;
    private final Doors doors;
    private final Cloud cloud;

    private WebexSimulator(WebexSimulatorOptions options) {
        this.options = options;
        vertx = LeanVertx.start(1);
        loop = new Loop(vertx);
        Router router = Router.router(vertx);
        doors = new Doors(vertx, options, router);
        doors.open();
        cloud = loop.call(() -> new Cloud(vertx, router, options, authority()));
        loop.run(() -> new ControlRoutes(router, this));
    }

    /// Starts on a port of its own.
    ///
    /// @throws RuntimeException when the port is taken
    public static WebexSimulator start(WebexSimulatorOptions options) {
        return new WebexSimulator(options);
    }

    public static WebexSimulator start() {
        return start(WebexSimulatorOptions.defaults());
    }

    private String authority() {
        return options.host() + ":" + port();
    }

    public int port() {
        return doors.port();
    }

    public String baseUrl() {
        return "http://" + authority();
    }

    public String u2cServiceUrl() {
        return baseUrl() + "/u2c/api/v1";
    }

    public String hydraServiceUrl() {
        return baseUrl() + "/v1";
    }

    public String botToken() {
        return options.botToken();
    }

    public String orgId() {
        return options.orgId();
    }

    /// UUID of the bot whose token is [#botToken()].
    public String botUuid() {
        return cloud.bot().uuid();
    }

    public RequestLog log() {
        return cloud.log();
    }

    public Person addPerson(String email, String displayName) {
        return addPerson(List.of(email), displayName, orgId(), "person", true);
    }

    /// Adds somebody to the directory.
    ///
    /// @param type `person`, `bot` or `appuser`
    /// @param sharing whether the person shares his status
    public Person addPerson(List<String> emails, String displayName, String orgId, String type, boolean sharing) {
        return loop.call(() -> cloud.directory().add(emails, displayName, orgId, type, sharing));
    }

    public List<Person> people() {
        return loop.call(() -> List.copyOf(cloud.directory().people()));
    }

    /// By address or UUID.
    ///
    /// @throws IllegalArgumentException when nobody has it
    public Person person(String emailOrUuid) {
        return loop.call(() -> cloud.directory().require(emailOrUuid));
    }

    public String personId(Person person) {
        return PersonIds.encode(options.region(), "PEOPLE", person.uuid());
    }

    /// A further token, of a person, so that his own client can sign in.
    public String issueToken(String emailOrUuid) {
        String token = WebexSimulatorOptions.tokenFor(orgId());
        loop.run(() -> cloud.credentials()
                .issue(token, cloud.directory().require(emailOrUuid).uuid()));
        return token;
    }

    public void setPresence(String emailOrUuid, String status) {
        setPresence(emailOrUuid, status, null, null);
    }

    /// Changes what a person shows and tells everybody who watches him.
    ///
    /// @throws IllegalArgumentException when there is no such person
    public void setPresence(
            String emailOrUuid, String status, @Nullable String meetingType, @Nullable String category) {
        setPresences(List.of(new PresenceChange(emailOrUuid, status, meetingType, category)));
    }

    /// Many changes in one go, in this order.
    public void setPresences(List<PresenceChange> changes) {
        loop.run(() -> changes.forEach(cloud::change));
    }

    public void setSharing(String emailOrUuid, boolean on) {
        loop.run(() -> cloud.sharing(emailOrUuid, on));
    }

    /// The id serves to clear it before its time.
    public String addFault(Fault fault) {
        return loop.call(() -> cloud.faults().add(fault));
    }

    public boolean clearFault(String id) {
        return loop.call(() -> cloud.faults().clear(id));
    }

    public void clearFaults() {
        loop.run(() -> cloud.faults().clear());
    }

    public Map<String, Fault> faults() {
        return loop.call(() -> cloud.faults().active());
    }

    /// From now on the bot's token is answered with 401; open sockets stay.
    public void revokeToken() {
        loop.run(() -> cloud.credentials().revoke(botToken()));
    }

    public void restoreToken() {
        loop.run(() -> cloud.credentials().restore(botToken()));
    }

    /// From now on only the new token, which is given back, is good for the bot; open sockets stay.
    public String changeToken() {
        String token = WebexSimulatorOptions.tokenFor(orgId());
        loop.run(() -> cloud.changeToken(token));
        return token;
    }

    public Limits limits() {
        return loop.call(cloud::limits);
    }

    /// Holds for calls from now on; what is registered or subscribed already stays.
    public void limit(Limits limits) {
        loop.run(() -> cloud.limit(limits));
    }

    /// The whole cloud is gone: every connection is cut and new ones are refused, the controls included. Not to be
    /// called on the event loop.
    public void down() {
        loop.run(() -> cloud.sockets().closeAll(1006, ""));
        doors.shut();
    }

    /// The cloud is back on the same port and remembers everything. Not to be called on the event loop.
    public void up() {
        doors.open();
    }

    /// Registrations that another program made for the same bot; the first is the oldest. No limit holds for them.
    public void addForeignDevices(String name, int count) {
        var fields = new JsonObject().put("name", name).put("deviceType", "DESKTOP");
        loop.run(() -> {
            for (int number = count; number > 0; number--) {
                Duration age = Duration.ofMinutes(number);
                cloud.devices().addForeign(cloud.bot().uuid(), fields, age);
            }
        });
    }

    /// Names of all registrations, oldest first.
    public List<String> deviceNames() {
        return loop.call(() -> cloud.devices().all().stream()
                .map(device -> device.fields().getString("name", ""))
                .toList());
    }

    /// All registrations are gone, but the sockets stay open and nobody is told; the next refresh finds out.
    public void forgetDevicesSilently() {
        loop.run(() -> cloud.devices().all().forEach(cloud.devices()::vanish));
    }

    /// Nobody watches anybody any more; no client is told.
    public void forgetSubscriptions() {
        loop.run(() -> cloud.subscriptions().forget());
    }

    /// Closes the sockets of one device, named by its URL, id or name.
    ///
    /// @throws IllegalArgumentException when it has none
    public void closeSockets(String device, int code, String reason) {
        loop.run(() -> cloud.sockets().each(device, connection -> connection.close(code, reason)));
    }

    /// Every socket stays open, but nothing is read or written any more.
    public void silenceSockets() {
        loop.run(() -> cloud.sockets().each(MercuryConnection::silence));
    }

    /// Sends every socket a close frame, and then neither reads the answer nor ends the connection.
    public void closeWithoutHandshake(int code, String reason) {
        loop.run(() -> cloud.sockets().each(connection -> connection.closeWithoutHandshake(code, reason)));
    }

    /// Sends every socket a ping of the WebSocket protocol itself.
    public void pingSockets() {
        loop.run(() -> cloud.sockets().each(MercuryConnection::protocolPing));
    }

    /// Closes all sockets; 1005 sends a close frame without a code, 1006 cuts the connection without a close frame.
    public void closeSockets(int code, String reason) {
        loop.run(() -> cloud.sockets().closeAll(code, reason));
    }

    /// Sends every socket the notice that it will end; the old one is closed with 4001 when the new one is ready.
    public void announceShutdown() {
        loop.run(() -> cloud.sockets().shutdown());
    }

    /// Sends any event, `{"eventType":"conversation.activity",…}` say, to all sockets.
    public void sendEvent(String dataJson) {
        var data = new JsonObject(dataJson);
        loop.run(() -> cloud.sockets().event(data));
    }

    /// Removes all registrations with their subscriptions and sockets, as if they had vanished from the cloud.
    public void forgetDevices() {
        loop.run(() -> cloud.devices().all().forEach(cloud.devices()::remove));
    }

    /// Called on the event loop for each presence update written; must be quick and not block.
    public void onFrameWritten(Consumer<FrameWritten> listener) {
        cloud.sockets().listen(listener);
    }

    /// `people`, `devices`, `sockets`, `subscriptions`, `unacked`, `faults`.
    public Map<String, Integer> sizes() {
        return loop.call(() -> {
            var sizes = new LinkedHashMap<String, Integer>();
            sizes.put("people", cloud.directory().people().size());
            sizes.put("devices", cloud.devices().all().size());
            sizes.put("sockets", cloud.sockets().open());
            sizes.put("subscriptions", cloud.subscriptions().live());
            sizes.put("unacked", cloud.sockets().unacked());
            sizes.put("faults", cloud.faults().active().size());
            return sizes;
        });
    }

    boolean tokenRevoked() {
        return loop.call(() -> cloud.credentials().revoked(botToken()));
    }

    @Override
    public void close() {
        loop.run(() -> cloud.sockets().each(MercuryConnection::cutIfSilent));
        try {
            vertx.close().await(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the pretend Webex cloud did not stop in time", e);
        }
    }
}
