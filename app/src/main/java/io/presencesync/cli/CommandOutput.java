package io.presencesync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.config.ConfigurationException;
import java.util.Locale;

/// What a command prints. With `--json` one JSON document on standard output, whatever happens; words for people about
/// trouble go to standard error in either case.
record CommandOutput(Surroundings surroundings, boolean json) {
    void print(JsonNode document) {
        surroundings.out().println(document);
        surroundings.out().flush();
    }

    void print(String text) {
        surroundings.out().print(text);
        surroundings.out().flush();
    }

    void remark(String words) {
        surroundings.err().println(words);
        surroundings.err().flush();
    }

    /// Gives the exit code.
    int fail(Problem problem) {
        if (json) {
            print(page(problem));
        }
        remark(problem.message());
        if (!problem.action().isEmpty()) {
            remark("  do: " + problem.action());
        }
        return problem.code().exit();
    }

    int fail(ConfigurationException faults) {
        if (json) {
            Problem problem = new Problem(
                    Problem.Code.SETTINGS, "The settings cannot be used.", "See check-config for every fault.");
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            faults.faults().forEach(fault -> list.add(fault.toString()));
            print(page(problem).set("faults", list));
        }
        Settings.print(faults, surroundings.err());
        return Commands.REFUSED;
    }

    static ObjectNode page(Problem problem) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("code", problem.code().name().toLowerCase(Locale.ROOT))
                .put("error", problem.message())
                .put("action", problem.action())
                .put("exitCode", problem.code().exit());
    }
}
