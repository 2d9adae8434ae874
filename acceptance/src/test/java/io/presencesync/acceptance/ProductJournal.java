package io.presencesync.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the journal of a running product over its API.
record ProductJournal(Product product) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 1000;

    /// @param requestId empty when there is none
    record Entry(String id, Instant at, String kind, String what, String why, String requestId) {}

    /// All there is of an agent, newest first.
    List<Entry> of(String agent) {
        Map<String, Entry> all = new LinkedHashMap<>();
        String until = "";
        int before = -1;
        while (before < all.size()) {
            before = all.size();
            Collection<Entry> page = page(agent, until);
            page.forEach(entry -> all.put(entry.id(), entry));
            if (page.size() < PAGE) {
                break;
            }
            until = "&until=" + new ArrayList<>(page).getLast().at();
        }
        return List.copyOf(all.values());
    }

    private Collection<Entry> page(String agent, String until) {
        HttpResponse<String> answer = product.getAsAdmin("/api/v1/agents/" + agent + "/journal?limit=" + PAGE + until);
        if (answer.statusCode() != 200) {
            throw new AssertionError("journal of " + agent + ": " + answer.statusCode() + " " + answer.body());
        }
        try {
            List<Entry> entries = new ArrayList<>();
            JSON.readTree(answer.body()).path("entries").forEach(each -> entries.add(entry(each)));
            return entries;
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(answer.body(), notJson);
        }
    }

    private static Entry entry(JsonNode each) {
        return new Entry(
                each.path("id").asText(),
                Instant.parse(each.path("at").asText()),
                each.path("kind").asText(),
                each.path("what").asText(),
                each.path("why").asText(),
                each.path("requestId").asText("").replace("null", ""));
    }
}
