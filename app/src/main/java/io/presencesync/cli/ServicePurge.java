package io.presencesync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentName;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.SiteId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A purge by the running service. One of the two names is null.
record ServicePurge(
        AdminClient client,
        @Nullable String agent,
        @Nullable String address) {
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration REMOVE = Duration.ofSeconds(60);

    Eraser.Found find() throws Problem.Found, InterruptedException {
        JsonNode page =
                client.ask(AdminClient.Question.get(path() + "/summary", LOOK)).json();
        List<AgentName> agents = new ArrayList<>();
        page.path("agents").forEach(one -> agents.add(named(one)));
        return new Eraser.Found(
                agents, page.path("entries").asLong(), page.path("webexId").asBoolean());
    }

    long purge() throws Problem.Found, InterruptedException {
        return client.ask(AdminClient.Question.get(path(), REMOVE).delete())
                .json()
                .path("removed")
                .asLong();
    }

    private String path() {
        String who = agent == null
                ? "people/" + AdminClient.encoded(address == null ? "" : address)
                : "agents/" + AdminClient.encoded(agent);
        return "/api/v1/" + who + "/journal";
    }

    private static AgentName named(JsonNode one) {
        AgentId id = new AgentId(
                new SiteId(one.path("site").asText("")),
                new FinesseUserId(one.path("id").asText("?")));
        return new AgentName(
                id, one.path("loginName").isTextual() ? one.path("loginName").asText() : null, null);
    }
}
