package io.presencesync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;

/// Names what the service, or whoever answers in its place, said instead of what was asked for.
record ReplyProblems(URI base, AdminCredential credential) {
    private static final String OTHER =
            "Is this the address of Presence Sync? Another program may use its port, or --url names another one.";

    /// Our errors have the words and nothing else; those of others often have `error` too, beside more.
    ///
    /// @param json its body; missing when that is none
    Problem of(HttpResponse<String> reply, JsonNode json) {
        String said = json.path("error").asText("");
        boolean ours = json.size() == 1 && !said.isEmpty();
        if (!ours) {
            return foreign(reply);
        }
        return switch (reply.statusCode()) {
            case 400 -> new Problem(Problem.Code.BAD_ARGUMENT, said + ".", "");
            case 401 -> credential.refused(base.toString());
            case 404 -> new Problem(Problem.Code.NOBODY_MATCHES, answers(said), whoIsKnown());
            case 409 -> new Problem(Problem.Code.SEVERAL_AGENTS, answers(said), "");
            case 429 ->
                new Problem(Problem.Code.TOO_MANY_PASSWORDS, answers(said), "Wait a minute, then use the right one.");
            case 503 -> new Problem(Problem.Code.UNAVAILABLE, answers(said), "presence-sync status names the cause.");
            default -> new Problem(Problem.Code.FAILED, answers(said), "");
        };
    }

    private String whoIsKnown() {
        return base + "/api/v1/agents lists who is followed, for the user admin; status names who was not found.";
    }

    private String answers(String said) {
        return base + " answers: " + said + ".";
    }

    private Problem foreign(HttpResponse<String> reply) {
        int status = reply.statusCode();
        String to = reply.headers().firstValue("Location").orElse("");
        if (status >= 300 && status < 400 && !to.isEmpty()) {
            return new Problem(
                    Problem.Code.REDIRECTED,
                    base + " sends us on to " + to + ".",
                    "Name the address of the service itself with --url.");
        }
        if (status >= 502 && status <= 504) {
            return new Problem(
                    Problem.Code.NOT_RUNNING,
                    "A proxy at " + base + " answers " + status + ": it does not reach the service behind it.",
                    "Start the service, or mend the proxy's address of it.");
        }
        return foreign(base);
    }

    /// Somebody answers, but not as we do.
    static Problem foreign(URI base) {
        return new Problem(
                Problem.Code.NOT_PRESENCE_SYNC, "No Presence Sync answers at " + base + ": somebody else does.", OTHER);
    }
}
