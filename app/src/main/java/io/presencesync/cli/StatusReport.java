package io.presencesync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/// The health page in words.
final class StatusReport {
    private final PrintWriter out;

    StatusReport(PrintWriter out) {
        this.out = out;
    }

    void print(JsonNode health) {
        String version = health.path("version").asText("");
        String status = health.path("status").asText();
        out.println("Presence Sync" + (version.isEmpty() ? "" : " " + version) + ": " + status);
        health.path("links").forEach(this::link);
        health.path("sites").forEach(this::site);
        JsonNode agents = health.path("agents");
        if (agents.isObject()) {
            out.println("  agents: " + agents.path("known").asInt() + " known, "
                    + agents.path("resolved").asInt() + " found in Webex, "
                    + agents.path("subscribed").asInt() + " followed");
        }
        health.path("unresolved")
                .forEach(one -> out.println("  not found: " + one.path("agent").asText() + ": "
                        + one.path("why").asText()));
        health.path("reasonCodeGaps").forEach(gap -> out.println("  reason code: " + gap.asText()));
        out.flush();
    }

    /// One line each; what to do stands with the whole link, unless that is well.
    private void part(JsonNode part, boolean wholeIsWell) {
        out.println("    " + part.path("link").asText() + ": "
                + part.path("state").asText() + ", " + part.path("message").asText());
        String action = part.path("action").asText("");
        if (wholeIsWell && !action.isEmpty()) {
            out.println("      do: " + action);
        }
    }

    private void site(JsonNode site) {
        boolean ready = site.path("ready").asBoolean();
        out.println("  site " + site.path("site").asText() + ": "
                + (ready ? "ready" : "not ready, " + site.path("why").asText()));
    }

    private void link(JsonNode link) {
        out.println("  " + link.path("link").asText() + ": "
                + link.path("state").asText() + ", " + link.path("message").asText() + " (since "
                + link.path("since").asText() + ")");
        String action = link.path("action").asText("");
        if (!action.isEmpty()) {
            out.println("    do: " + action);
        }
        if (link.path("nextTry").isTextual()) {
            out.println("    next try: " + link.path("nextTry").asText());
        }
        link.path("parts").forEach(part -> part(part, link.path("healthy").asBoolean()));
    }
}
