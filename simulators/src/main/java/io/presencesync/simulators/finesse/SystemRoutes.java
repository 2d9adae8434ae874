package io.presencesync.simulators.finesse;

import io.vertx.ext.web.Router;

/// SystemInfo and UserAuthMode, both without credentials.
final class SystemRoutes {
    private final Cluster cluster;
    private final boolean userAuthMode;
    private final Node node;
    private final Faults faults;

    SystemRoutes(Cluster cluster, Node node, FinesseSimulatorOptions options, Faults faults) {
        this.cluster = cluster;
        this.userAuthMode = options.userAuthMode();
        this.node = node;
        this.faults = faults;
    }

    void mount(Router router, RestPipeline rest) {
        router.get("/finesse/api/SystemInfo")
                .handler(rest.health(_ -> Reply.xml(systemInfo("SystemInfo", !faults.outOfService()))));
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
                .leaf("status", inService ? "IN_SERVICE" : "OUT_OF_SERVICE")
                .leaf("statusReason", "")
                .leaf("systemAuthMode", "NON_SSO")
                .leaf("timezoneOffset", 0)
                .leaf("uri", "/finesse/api/SystemInfo")
                .leaf("xmppDomain", node.host)
                .leaf("xmppPubSubDomain", "pubsub." + node.host);
        nodes(xml);
        return xml.close(root).toString();
    }

    /// The ports are told where there are two, as newer releases do.
    private void nodes(Xml xml) {
        boolean several = cluster.nodes.size() > 1;
        for (Node each : cluster.nodes) {
            String name = each.secondary ? "secondaryNode" : "primaryNode";
            xml.open(name).leaf("host", each.host);
            if (several) {
                xml.leaf("httpsPort", each.port);
            }
            xml.close(name);
        }
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
