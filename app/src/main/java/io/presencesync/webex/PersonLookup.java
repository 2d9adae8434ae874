package io.presencesync.webex;

import com.fasterxml.jackson.databind.JsonNode;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// What a people look-up by address says.
sealed interface PersonLookup {
    /// Exactly one person has this address.
    record Found(WebexPersonId person) implements PersonLookup {}

    /// Nobody whom we could follow.
    record NotFound(String why) implements PersonLookup {}

    /// Reads the answer of `GET people?email=`: exact address and type person.
    static PersonLookup read(WebexAddress address, JsonNode answer) {
        List<JsonNode> exact = StreamSupport.stream(answer.path("items").spliterator(), false)
                .filter(item -> has(item, address))
                .toList();
        List<JsonNode> persons = exact.stream().filter(PersonLookup::isPerson).toList();
        if (persons.size() == 1) {
            return found(persons.getFirst());
        }
        return new NotFound(why(exact, persons.size()));
    }

    /// His entry in an answer; an empty one when there is none.
    static JsonNode record(JsonNode answer, WebexPersonId person) {
        return StreamSupport.stream(answer.path("items").spliterator(), false)
                .filter(item -> person.value().equals(uuid(Json.text(item, "id"))))
                .findFirst()
                .orElseGet(Json::object);
    }

    private static String why(List<JsonNode> exact, int persons) {
        if (persons > 1) {
            return "ambiguous: " + persons + " people in Webex have this address";
        }
        return exact.isEmpty()
                ? "nobody with this address in the bot's Webex organisation"
                : "this address belongs to a " + Json.text(exact.getFirst(), "type") + ", not to a person";
    }

    /// An entry that tells no addresses at all answers the one we asked for.
    private static boolean has(JsonNode item, WebexAddress address) {
        if (!item.has("emails")) {
            return true;
        }
        return StreamSupport.stream(item.path("emails").spliterator(), false)
                .anyMatch(email -> new WebexAddress(email.asText()).equals(address));
    }

    private static boolean isPerson(JsonNode item) {
        String type = Json.text(item, "type");
        return type == null || type.equals("person");
    }

    private static PersonLookup found(JsonNode item) {
        String uuid = uuid(Json.text(item, "id"));
        return uuid == null
                ? new NotFound("Webex gave this person an id of a form we don't know")
                : new Found(new WebexPersonId(uuid));
    }

    /// The UUID within a public id: base64 of `ciscospark://us/PEOPLE/<uuid>`, either alphabet, padded or not.
    static @Nullable String uuid(@Nullable String id) {
        if (id == null) {
            return null;
        }
        try {
            String plain = id.replace('+', '-').replace('/', '_').replaceAll("=+$", "");
            String uri = new String(Base64.getUrlDecoder().decode(plain), StandardCharsets.UTF_8);
            String uuid = uri.substring(uri.lastIndexOf('/') + 1);
            return uri.contains("/") && !uuid.isBlank() ? uuid : null;
        } catch (IllegalArgumentException noBase64) {
            return null;
        }
    }
}
