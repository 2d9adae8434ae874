package io.presencesync.simulators.finesse;

import io.presencesync.simulators.finesse.ReasonCode.Category;
import io.vertx.ext.web.Router;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// `/finesse/api/Team…` and `/finesse/api/TeamResource…`.
final class TeamRoutes {
    private final Cluster cluster;

    TeamRoutes(Cluster cluster) {
        this.cluster = cluster;
    }

    void mount(Router router, RestPipeline rest) {
        router.get("/finesse/api/Teams").handler(rest.authenticated(this::all));
        router.get("/finesse/api/Team/:id").handler(rest.authenticated(this::one));
        router.get("/finesse/api/Team/:id/ReasonCodes").handler(rest.authenticated(this::reasonCodes));
        router.put("/finesse/api/Team/:id/ReasonCodes").handler(rest.authenticated(this::assign));
        router.get("/finesse/api/TeamResource/:id/ReasonCodes").handler(rest.authenticated(this::resource));
    }

    private Reply all(ApiCall call) {
        call.requireAdministrator();
        Xml xml = new Xml().open("Teams");
        for (Team team : cluster.teams.all()) {
            head(xml.open("Team"), team).close("Team");
        }
        return Reply.xml(xml.close("Teams"));
    }

    private Reply one(ApiCall call) {
        Team team = team(call);
        if (!call.caller().admin() && !call.caller().supervises(team.id())) {
            throw ApiException.unauthorized(call.caller().name());
        }
        boolean signedOutToo =
                call.query("includeLoggedOutAgents").map("true"::equals).orElse(false);
        Xml xml = head(new Xml().open("Team"), team).open("users");
        for (Agent agent : cluster.agents.ofTeam(team.id())) {
            if (signedOutToo || agent.signedIn()) {
                cluster.userXml.summary(xml, "User", agent);
            }
        }
        return Reply.xml(xml.close("users").close("Team"));
    }

    private static Xml head(Xml xml, Team team) {
        return xml.leaf("uri", team.uri()).leaf("id", team.id()).leaf("name", team.name());
    }

    private Reply reasonCodes(ApiCall call) {
        call.requireAdministrator();
        Team team = assignable(call);
        Category category = ReasonCodeRoutes.category(call);
        return Reply.xml(ReasonCodeRoutes.list(category.name(), cluster.reasonCodes.ofTeam(team.id(), category)));
    }

    private Reply assign(ApiCall call) {
        call.requireAdministrator();
        Team team = assignable(call);
        Category category = ReasonCodeRoutes.category(call);
        Set<Integer> ids = new HashSet<>();
        for (XmlElement code : call.body().all("ReasonCode")) {
            String uri = code.child("uri").orElseThrow(() -> ApiException.badRequest("uri", "uri missing"));
            ids.add(assigned(uri, category).id());
        }
        cluster.reasonCodes.assign(team.id(), category, ids);
        return Reply.empty(200);
    }

    private ReasonCode assigned(String uri, Category category) {
        return ReasonCodeRoutes.parseId(uri.substring(uri.lastIndexOf('/') + 1))
                .flatMap(cluster.reasonCodes::find)
                .filter(code -> code.category() == category && !code.forAll())
                .orElseThrow(() -> new ApiException(400, "Finesse API Error", uri, "No such team reason code"));
    }

    /// What members and supervisors of the team may choose.
    private Reply resource(ApiCall call) {
        Team team = team(call);
        Caller caller = call.caller();
        boolean member = caller.profile() != null && caller.profile().teamId().equals(team.id());
        if (!caller.admin() && !member && !caller.supervises(team.id())) {
            throw ApiException.unauthorized(caller.name());
        }
        if (call.query("category").equals(java.util.Optional.of("ALL"))) {
            List<ReasonCode> both =
                    new java.util.ArrayList<>(cluster.reasonCodes.validFor(team.id(), Category.NOT_READY));
            both.addAll(cluster.reasonCodes.validFor(team.id(), Category.LOGOUT));
            return Reply.xml(ReasonCodeRoutes.list("ALL", both));
        }
        Category category = ReasonCodeRoutes.category(call);
        return Reply.xml(ReasonCodeRoutes.list(category.name(), cluster.reasonCodes.validFor(team.id(), category)));
    }

    private Team team(ApiCall call) {
        String id = call.path("id");
        return cluster.teams.find(id).orElseThrow(() -> ApiException.notFound(id));
    }

    private Team assignable(ApiCall call) {
        String id = call.path("id");
        return cluster.teams
                .find(id)
                .orElseThrow(() -> new ApiException(
                        404, "finesse.api.team.team_assignment_invalid_team", "574", "The team does not exist"));
    }
}
