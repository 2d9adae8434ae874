package io.presencesync.simulators.webex;

import io.presencesync.simulators.LeanVertx;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
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
    private final HttpServer server;
    private final Cloud cloud;

    private WebexSimulator(WebexSimulatorOptions options) {
        this.options = options;
        vertx = LeanVertx.start(1);
        loop = new Loop(vertx);
        Router router = Router.router(vertx);
        server = vertx.createHttpServer(serverOptions()).requestHandler(router);
        listen();
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

    private static HttpServerOptions serverOptions() {
        return new HttpServerOptions()
                .setPerMessageWebSocketCompressionSupported(false)
                .setMaxInitialLineLength(16384);
    }

    private void listen() {
        try {
            server.listen(options.port(), options.host()).await(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the pretend Webex cloud did not start in time", e);
        }
    }

    private String authority() {
        return options.host() + ":" + port();
    }

    public int port() {
        return server.actualPort();
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

    /// Closes all sockets; 1005 and 1006 cut the connection without a close frame.
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
        try {
            vertx.close().await(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the pretend Webex cloud did not stop in time", e);
        }
    }
}
