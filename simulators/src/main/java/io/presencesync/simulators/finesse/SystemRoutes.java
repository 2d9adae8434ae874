package io.presencesync.simulators.finesse;

import io.vertx.ext.web.Router;

/// SystemInfo and UserAuthMode, both without credentials.
final class SystemRoutes {
    private final Cluster cluster;
    private final boolean userAuthMode;
    private final String host;

    SystemRoutes(Cluster cluster, FinesseSimulatorOptions options) {
        this.cluster = cluster;
        this.userAuthMode = options.userAuthMode();
        this.host = options.host();
    }

    void mount(Router router, RestPipeline rest) {
        router.get("/finesse/api/SystemInfo").handler(rest.open(_ -> Reply.xml(systemInfo("SystemInfo", true))));
        router.get("/finesse/api/UserAuthMode/:id").handler(rest.open(this::authMode));
    }

    /// `root` is `SystemInfo` in answers and `systemInfo` in notifications.
    String systemInfo(String root, boolean inService) {
        Xml xml = new Xml().open(root);
        xml.leaf("currentTimestamp", UserXml.time(cluster.clock.instant()))
                .leaf("deploymentType", cluster.platform.deploymentType())
                .leaf("lastCTIHeartbeatStatus", inService ? "success" : "failure")
                .leaf("lastSuccessCTIHeartbeatTime", cluster.clock.millis())
                .leaf("ctiVersion", 23)
                .leaf("ctiHeartbeatInterval", 2)
                .leaf("ctiMMode", "")
                .leaf("ctiTimeInMMode", -1)
                .leaf("finesseMMode", "")
                .leaf("finesseTimeInMMode", -1)
                .leaf("license", "")
                .leaf("peripheralId", 5000)
                .open("primaryNode")
                .leaf("host", host)
                .close("primaryNode")
                .leaf("status", inService ? "IN_SERVICE" : "OUT_OF_SERVICE")
                .leaf("statusReason", "")
                .leaf("systemAuthMode", "NON_SSO")
                .leaf("timezoneOffset", 0)
                .leaf("uri", "/finesse/api/SystemInfo")
                .leaf("xmppDomain", host)
                .leaf("xmppPubSubDomain", "pubsub." + host);
        return xml.close(root).toString();
    }

    private Reply authMode(ApiCall call) {
        if (!userAuthMode) {
            throw new ApiException(403, "Forbidden", "", "UserAuthModeService is disabled");
        }
        String id = call.path("id");
        if (cluster.agents.find(id).or(() -> cluster.agents.byLoginName(id)).isEmpty()) {
            throw ApiException.noSuchUser(id);
        }
        return Reply.xml(
                new Xml().open("UserAuthMode").leaf("authMode", "NON_SSO").close("UserAuthMode"));
    }
}
