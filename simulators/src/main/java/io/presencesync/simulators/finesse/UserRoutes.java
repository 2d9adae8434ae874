package io.presencesync.simulators.finesse;

import io.presencesync.simulators.finesse.ReasonCode.Category;
import io.vertx.ext.web.Router;
import java.util.Optional;

/// `/finesse/api/User…` and `/finesse/api/Users`.
final class UserRoutes {
    private final Cluster cluster;
    private final StateRequests stateRequests;

    UserRoutes(Cluster cluster, StateRequests stateRequests) {
        this.cluster = cluster;
        this.stateRequests = stateRequests;
    }

    void mount(Router router, RestPipeline rest) {
        router.get("/finesse/api/Users").handler(rest.authenticated(this::all));
        router.get("/finesse/api/User/:id").handler(rest.authenticated(this::one));
        router.put("/finesse/api/User/:id").handler(rest.authenticated(stateRequests::put));
        router.get("/finesse/api/User/:id/ReasonCodes").handler(rest.authenticated(this::reasonCodes));
        router.get("/finesse/api/User/:id/ReasonCode/:rid").handler(rest.authenticated(this::reasonCode));
    }

    private Reply all(ApiCall call) {
        call.requireAdministrator();
        Xml xml = new Xml().open("Users");
        cluster.agents.all().forEach(agent -> cluster.userXml.full(xml, "User", agent));
        return Reply.xml(xml.close("Users"));
    }

    private Reply one(ApiCall call) {
        String id = call.path("id");
        Optional<Agent> byId = cluster.agents.find(id);
        Optional<Agent> found = byId.isPresent() ? byId : byName(id);
        Agent agent = visible(call, id, found, byId.isPresent());
        Xml xml = new Xml();
        cluster.userXml.full(xml, "User", agent);
        return Reply.xml(xml);
    }

    private Optional<Agent> byName(String name) {
        return cluster.platform == Platform.CCE ? cluster.agents.byLoginName(name) : Optional.empty();
    }

    /// Own user, any for the administrator, team members for a supervisor; by login name only the first two.
    private static Agent visible(ApiCall call, String id, Optional<Agent> agent, boolean byId) {
        Caller caller = call.caller();
        if (agent.isEmpty()) {
            throw caller.admin() || caller.isSupervisor() ? ApiException.noSuchUser(id) : ApiException.otherUser(id);
        }
        boolean member = byId && caller.supervises(agent.get().profile().teamId());
        if (!caller.admin() && !caller.is(agent.get()) && !member) {
            throw ApiException.otherUser(id);
        }
        return agent.get();
    }

    private Reply reasonCodes(ApiCall call) {
        Agent agent = ownOrAdministrator(call);
        Category category = ReasonCodeRoutes.category(call);
        return Reply.xml(ReasonCodeRoutes.list(
                category.name(), cluster.reasonCodes.validFor(agent.profile().teamId(), category)));
    }

    private Reply reasonCode(ApiCall call) {
        Agent agent = ownOrAdministrator(call);
        String rid = call.path("rid");
        for (Category category : Category.values()) {
            for (ReasonCode code : cluster.reasonCodes.validFor(agent.profile().teamId(), category)) {
                if (code.ref().id().equals(rid)) {
                    return ReasonCodeRoutes.single(code);
                }
            }
        }
        throw ApiException.notFound(rid);
    }

    private Agent ownOrAdministrator(ApiCall call) {
        String id = call.path("id");
        Optional<Agent> agent = cluster.agents.find(id);
        if (call.caller().admin()) {
            return agent.orElseThrow(() -> ApiException.noSuchUser(id));
        }
        return agent.filter(call.caller()::is).orElseThrow(() -> ApiException.otherUser(id));
    }
}
