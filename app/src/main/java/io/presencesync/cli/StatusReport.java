package io.presencesync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// The health page in words.
final class StatusReport {
    private static final int MOST_NAMES = 20;

    private final PrintWriter out;

    StatusReport(PrintWriter out) {
        this.out = out;
    }

    void print(JsonNode health) {
        String version = health.path("version").asText("");
        String status = health.path("status").asText();
        out.println("Presence Sync" + (version.isEmpty() ? "" : " " + version) + ": " + status);
        health.path("causes").forEach(this::cause);
        if (status.equals("degraded") && !health.has("causes")) {
            out.println(
                    "  why is told only to the user admin where a link does not say it: set PRESENCE_SYNC_ADMIN_PASSWORD to"
                            + " the password of that service, or run this where its data folder can be read");
        }
        health.path("links").forEach(this::link);
        health.path("sites").forEach(this::site);
        JsonNode agents = health.path("agents");
        if (agents.isObject()) {
            out.println("  agents: " + agents.path("known").asInt() + " known, "
                    + agents.path("resolved").asInt() + " found in Webex, "
                    + agents.path("subscribed").asInt() + " followed");
        }
        gadgets(health.path("gadgets"));
        health.path("unresolved")
                .forEach(one -> out.println("  not found: " + one.path("agent").asText() + ": "
                        + one.path("why").asText()));
        health.path("reasonCodeGaps").forEach(gap -> out.println("  reason code: " + gap.asText()));
        out.flush();
    }

    private void cause(JsonNode cause) {
        String site = cause.path("site").asText("");
        out.println("  " + (cause.path("degrades").asBoolean() ? "" : "note: ")
                + cause.path("code").asText() + (site.isEmpty() ? "" : " (" + site + ")") + ": "
                + cause.path("message").asText());
        String action = cause.path("action").asText("");
        if (!action.isEmpty()) {
            out.println("    do: " + action);
        }
    }

    private void gadgets(JsonNode gadgets) {
        if (!gadgets.isObject()) {
            return;
        }
        if (gadgets.path("used").asBoolean(true)) {
            counts(gadgets);
        }
        refused("refused origin", gadgets.path("refusedOrigins"));
        refused("not here", gadgets.path("unknownPaths"));
    }

    private void counts(JsonNode gadgets) {
        List<String> without = new ArrayList<>();
        gadgets.path("without").forEach(agent -> without.add(agent.asText()));
        int more = without.size() + gadgets.path("withoutMore").asInt() - Math.min(without.size(), MOST_NAMES);
        String names = String.join(", ", without.subList(0, Math.min(without.size(), MOST_NAMES)));
        out.println("  gadgets: " + gadgets.path("connected").asInt() + " connected, "
                + gadgets.path("signedIn").asInt() + " agents signed in"
                + (without.isEmpty()
                        ? ""
                        : "; without a gadget: " + names + (more > 0 ? " and " + more + " more" : "")));
    }

    private void refused(String word, JsonNode refusals) {
        refusals.path("kept")
                .forEach(one -> out.println("  " + word + ": "
                        + one.path("what").asText() + " (" + one.path("count").asLong() + " times, last "
                        + one.path("last").asText() + ")"));
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
