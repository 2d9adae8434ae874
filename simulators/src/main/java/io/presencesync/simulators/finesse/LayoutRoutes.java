package io.presencesync.simulators.finesse;

import io.vertx.ext.web.Router;

/// Desktop layouts: `LayoutConfig/default` and `Team/{id}/LayoutConfig`, administrator only.
final class LayoutRoutes {
    private static final String DEFAULT_URI = "/finesse/api/LayoutConfig/default";

    private final Cluster cluster;

    LayoutRoutes(Cluster cluster) {
        this.cluster = cluster;
    }

    void mount(Router router, RestPipeline rest) {
        router.get(DEFAULT_URI).handler(rest.authenticated(this::readDefault));
        router.put(DEFAULT_URI).handler(rest.authenticated(this::writeDefault));
        router.get("/finesse/api/Team/:id/LayoutConfig").handler(rest.authenticated(this::readTeam));
        router.put("/finesse/api/Team/:id/LayoutConfig").handler(rest.authenticated(this::writeTeam));
    }

    private Reply readDefault(ApiCall call) {
        call.requireAdministrator();
        return Reply.xml(new Xml()
                .open("LayoutConfig")
                .leaf("uri", DEFAULT_URI)
                .leaf("layoutxml", cluster.layouts.defaultLayout())
                .close("LayoutConfig"));
    }

    private Reply writeDefault(ApiCall call) {
        call.requireAdministrator();
        cluster.layouts.defaultLayout(layout(call.body()));
        return Reply.empty(200);
    }

    private Reply readTeam(ApiCall call) {
        call.requireAdministrator();
        String id = team(call);
        return Reply.xml(new Xml()
                .open("TeamLayoutConfig")
                .leaf("useDefault", cluster.layouts.ofTeam(id).isEmpty())
                .leaf("layoutxml", cluster.layouts.ofTeam(id).orElseGet(cluster.layouts::defaultLayout))
                .close("TeamLayoutConfig"));
    }

    private Reply writeTeam(ApiCall call) {
        call.requireAdministrator();
        String id = team(call);
        XmlElement body = call.body();
        if (body.child("useDefault").map("true"::equals).orElse(false)) {
            cluster.layouts.useDefault(id);
        } else {
            cluster.layouts.ofTeam(id, layout(body));
        }
        return Reply.empty(200);
    }

    private String team(ApiCall call) {
        String id = call.path("id");
        if (cluster.teams.find(id).isEmpty()) {
            throw new ApiException(
                    404, "finesse.api.team.team_assignment_invalid_team", "574", "The team does not exist");
        }
        return id;
    }

    private static String layout(XmlElement body) {
        String layout =
                body.child("layoutxml").orElseThrow(() -> ApiException.missing("layoutxml", "layoutxml missing"));
        try {
            XmlElement root = XmlElement.parse(layout);
            if (root.name().equals("finesseLayout") && !root.all("layout").isEmpty()) {
                return layout;
            }
        } catch (XmlElement.Malformed malformed) {
            throw ApiException.invalidInput("layoutxml", "layoutxml is " + malformed.getMessage());
        }
        throw ApiException.invalidInput("layoutxml", "layoutxml is no finesseLayout with a layout");
    }
}
