package io.presencesync.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.engine.AgentView;
import io.presencesync.engine.StatusView;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Pause;
import io.presencesync.presence.Presence;
import io.presencesync.presence.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes what [StatusView] knows as JSON. Times are ISO 8601 in UTC; what is unknown is null.
final class Pages {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final StatusView view;
    private final String version;
    private final InstantSource clock;
    private final InstantSource wall;
    private final Instant startedAt;

    Pages(StatusView view, String version, InstantSource clock, InstantSource wall) {
        this.view = view;
        this.version = version;
        this.clock = clock;
        this.wall = wall;
        this.startedAt = clock.instant();
    }

    /// @param admin whether it is the user `admin` who asks: nobody else is told the causes and who has a gadget
    ObjectNode health(boolean admin) {
        HealthPage health = new HealthPage(view);
        ObjectNode page = JSON.objectNode();
        page.put("status", health.status());
        page.put("version", version);
        page.put("uptimeSeconds", Duration.between(startedAt, clock.instant()).toSeconds());
        if (admin) {
            page.set("causes", health.causes());
        }
        ArrayNode links = page.putArray("links");
        view.links().forEach(link -> links.add(whole(link)));
        sites(page);
        page.set("agents", counts());
        if (admin) {
            page.set("gadgets", health.gadgets(false));
        }
        ArrayNode unresolved = page.putArray("unresolved");
        view.unresolved().forEach(one -> unresolved.add(missing(one.wanted(), one.why())));
        ArrayNode gaps = page.putArray("reasonCodeGaps");
        view.reasonCodeGaps().forEach(gaps::add);
        return page;
    }

    /// Who has a gadget, in full.
    ObjectNode gadgets() {
        return new HealthPage(view).gadgets(true);
    }

    ObjectNode readiness() {
        ObjectNode page = JSON.objectNode();
        page.put("ready", view.ready());
        sites(page);
        page.set("agents", counts());
        ArrayNode missing = page.putArray("missing");
        for (AgentView agent : view.agents()) {
            if (!agent.subscribed()) {
                String why = agent.resolved() ? "presence updates do not arrive yet" : "not found in Webex yet";
                missing.add(missing(wanted(agent), Objects.requireNonNullElse(agent.problem(), why)));
            }
        }
        return page;
    }

    /// His login name, with his site in front as in his id.
    private static String wanted(AgentView agent) {
        return new AgentId(agent.id().site(), new FinesseUserId(agent.loginName())).toString();
    }

    /// Only where there are several.
    private void sites(ObjectNode page) {
        if (view.sites().isEmpty()) {
            return;
        }
        ArrayNode list = page.putArray("sites");
        for (StatusView.SiteReadiness site : view.sites()) {
            ObjectNode one = list.addObject().put("site", site.site().value()).put("ready", site.ready());
            if (!site.ready()) {
                one.put("why", site.why());
            }
        }
    }

    private ObjectNode counts() {
        List<AgentView> agents = view.agents();
        ObjectNode counts = JSON.objectNode();
        counts.put("known", agents.size());
        counts.put("resolved", agents.stream().filter(AgentView::resolved).count());
        counts.put("subscribed", agents.stream().filter(AgentView::subscribed).count());
        counts.put("unresolved", view.unresolved().size());
        return counts;
    }

    /// The look-up page of old: every agent's presence as Webex delivered it; null data while none is known.
    ObjectNode users() {
        ObjectNode page = JSON.objectNode();
        view.agents().forEach(agent -> page.set(agent.id().toString(), user(agent)));
        return page;
    }

    static ObjectNode user(AgentView agent) {
        return JSON.objectNode().set("data", composition(agent.presence()));
    }

    private static JsonNode composition(@Nullable Presence presence) {
        try {
            return presence == null ? JSON.nullNode() : MAPPER.readTree(presence.composition());
        } catch (JsonProcessingException notJson) {
            return JSON.nullNode();
        }
    }

    ObjectNode agents() {
        ObjectNode page = JSON.objectNode();
        ArrayNode list = page.putArray("agents");
        view.agents().forEach(agent -> list.add(agent(agent)));
        return page;
    }

    ObjectNode agent(AgentView agent) {
        ObjectNode page = JSON.objectNode();
        page.put("id", agent.id().user().value());
        page.put("site", agent.id().site().value());
        page.put("loginName", agent.loginName());
        page.put("name", agent.name());
        page.put("address", agent.address().value());
        page.put("resolved", agent.resolved());
        page.put("subscribed", agent.subscribed());
        page.set("presence", agent.presence() == null ? JSON.nullNode() : presence(agent.presence()));
        page.set("state", agent.state() == null ? JSON.nullNode() : state(agent.state()));
        page.put("gadget", view.hasGadget(agent.id()));
        page.put("problem", agent.problem());
        Pause pause = agent.pause();
        page.put("pausedUntil", pause == null ? null : pause.until().toString());
        page.put("pausedBy", pause == null ? null : pause.by().name());
        page.put("decision", agent.decision());
        return page;
    }

    private ObjectNode presence(Presence presence) {
        ObjectNode page = JSON.objectNode();
        page.put("status", presence.status());
        page.put("meetingType", presence.meetingType());
        page.put("category", presence.category());
        page.put("since", text(presence.statusTime()));
        page.put("source", presence.origin().name());
        page.put("confirmedAt", text(presence.confirmedAt()));
        page.put(
                "ageSeconds",
                Math.max(
                        0,
                        Duration.between(presence.confirmedAt(), wall.instant()).toSeconds()));
        return page;
    }

    private static ObjectNode state(AgentState state) {
        ObjectNode page = JSON.objectNode();
        page.put("name", state.state().name());
        page.set("reason", state.reason() == null ? JSON.nullNode() : reason(state.reason()));
        page.put(
                "pendingState",
                state.pendingState() == null ? null : state.pendingState().name());
        page.put("since", text(state.stateChangeTime()));
        page.put("source", state.source().name());
        page.put("seenAt", text(state.seenAt()));
        return page;
    }

    private static ObjectNode reason(Reason reason) {
        ObjectNode page = JSON.objectNode();
        page.put("id", reason.id());
        page.put("code", reason.code());
        page.put("label", reason.label());
        return page;
    }

    private ObjectNode whole(ConnectionState link) {
        ObjectNode page = link(link);
        List<ConnectionState> parts = view.parts().stream()
                .filter(part -> part.link().startsWith(link.link() + ".") && Objects.equals(part.site(), link.site()))
                .toList();
        if (!parts.isEmpty()) {
            ArrayNode list = page.putArray("parts");
            parts.forEach(part -> list.add(link(part)));
        }
        return page;
    }

    private static ObjectNode link(ConnectionState link) {
        ObjectNode page = JSON.objectNode();
        page.put("link", link.name());
        if (link.site() != null) {
            page.put("site", link.site().value());
        }
        page.put("state", link.state().name());
        page.put("healthy", link.healthy());
        page.put("code", link.code());
        page.put("message", link.message());
        page.put("action", link.action());
        page.put("since", text(link.since()));
        page.put("nextTry", text(link.nextTry()));
        return page;
    }

    private static ObjectNode missing(String agent, String why) {
        return JSON.objectNode().put("agent", agent).put("why", why);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
