package io.presencesync.simulators.finesse;

import io.vertx.ext.web.Router;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How to start a {@link FinesseSimulator}. Every setter returns this object; defaults are those of the fields.
public final class FinesseSimulatorOptions {
    private String host = "127.0.0.1";
    private String hostName = "";
    private int port;
    private boolean systemInfoWhileOut;
    private Platform platform = Platform.CCE;
    private InstantSource clock = InstantSource.system();
    private Duration effectDelay = Duration.ofMillis(20);
    private @Nullable Duration wrapUpTime;
    private String adminUser = "administrator";
    private String adminPassword = "admin-secret";
    private boolean usualReasonCodes = true;
    private @Nullable ReasonRef supervisorReason;
    private boolean userAuthMode = true;
    private List<String> allowedOrigins = List.of();
    private final List<Consumer<Router>> mounts = new ArrayList<>();
    private @Nullable PemPair tls;

    /// The address to listen on.
    public FinesseSimulatorOptions host(String value) {
        host = value;
        return this;
    }

    /// The name by which the node tells of itself; the address it listens on unless set.
    public FinesseSimulatorOptions hostName(String value) {
        hostName = value;
        return this;
    }

    String hostName() {
        return hostName.isEmpty() ? host : hostName;
    }

    /// Whether SystemInfo is answered `OUT_OF_SERVICE` while the node is out of service, or with 503 as all else.
    public FinesseSimulatorOptions systemInfoWhileOut(boolean value) {
        systemInfoWhileOut = value;
        return this;
    }

    /// 0 takes any free port.
    public FinesseSimulatorOptions port(int value) {
        port = value;
        return this;
    }

    public FinesseSimulatorOptions platform(Platform value) {
        platform = value;
        return this;
    }

    /// Stamps `stateChangeTime` and ends lock-outs; does not drive `effectDelay`.
    public FinesseSimulatorOptions clock(InstantSource value) {
        clock = value;
        return this;
    }

    /// Real time between a 202 and the change it asked for; 0 changes at once, still after the answer was built.
    public FinesseSimulatorOptions effectDelay(Duration value) {
        effectDelay = value;
        return this;
    }

    /// Real time after which wrap-up ends by itself; without it, wrap-up ends on command only.
    public FinesseSimulatorOptions wrapUpTime(Duration value) {
        wrapUpTime = value;
        return this;
    }

    public FinesseSimulatorOptions administrator(String user, String password) {
        adminUser = user;
        adminPassword = password;
        return this;
    }

    /// Whether Lunch, Team Meeting, the four Webex labels and End of Shift exist from the start.
    public FinesseSimulatorOptions usualReasonCodes(boolean value) {
        usualReasonCodes = value;
        return this;
    }

    /// The database id of "Supervisor Initiated" for Not Ready, which differs from system to system; -1: it is not
    /// among
    /// Finesse's codes, so that agents show no code for it. By default it follows the other ids.
    public FinesseSimulatorOptions supervisorReasonId(int id) {
        supervisorReason = ReasonRef.of(id);
        return this;
    }

    /// Whether UserAuthMode answers, or 403.
    public FinesseSimulatorOptions userAuthMode(boolean value) {
        userAuthMode = value;
        return this;
    }

    /// Origins that get CORS headers on the REST API; none by default.
    public FinesseSimulatorOptions allowedOrigins(List<String> value) {
        allowedOrigins = List.copyOf(value);
        return this;
    }

    /// Adds routes to the same server, for example a pretend desktop under `/desktop`.
    public FinesseSimulatorOptions mount(Consumer<Router> routes) {
        mounts.add(routes);
        return this;
    }

    /// Serves HTTPS with that certificate.
    public FinesseSimulatorOptions tls(PemPair value) {
        tls = value;
        return this;
    }

    String host() {
        return host;
    }

    boolean systemInfoWhileOut() {
        return systemInfoWhileOut;
    }

    int port() {
        return port;
    }

    Platform platform() {
        return platform;
    }

    InstantSource clock() {
        return clock;
    }

    Duration effectDelay() {
        return effectDelay;
    }

    @Nullable
    Duration wrapUpTime() {
        return wrapUpTime;
    }

    String adminUser() {
        return adminUser;
    }

    String adminPassword() {
        return adminPassword;
    }

    boolean usualReasonCodes() {
        return usualReasonCodes;
    }

    @Nullable
    ReasonRef supervisorReason() {
        return supervisorReason;
    }

    boolean userAuthMode() {
        return userAuthMode;
    }

    List<String> allowedOrigins() {
        return allowedOrigins;
    }

    List<Consumer<Router>> mounts() {
        return List.copyOf(mounts);
    }

    @Nullable
    PemPair tls() {
        return tls;
    }
}
