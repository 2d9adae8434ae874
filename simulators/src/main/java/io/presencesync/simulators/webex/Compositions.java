package io.presencesync.simulators.webex;

import io.presencesync.simulators.webex.WebexSimulatorOptions.HiddenAs;
import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a caller may see of a person's presence, in apheleia's form.
final class Compositions {
    private final WebexSimulatorOptions options;
    private final Supplier<Limits> limits;
    private final String base;

    Compositions(WebexSimulatorOptions options, Supplier<Limits> limits, String base) {
        this.limits = limits;
        this.options = options;
        this.base = base;
    }

    /// Null when the person shows no status at all.
    @Nullable
    JsonObject of(Person person) {
        if (!sameOrg(person) || (!person.sharing() && limits.get().hiddenAs() != HiddenAs.UNKNOWN)) {
            return null;
        }
        PresenceValue value = person.presence();
        String since = value.since().toString();
        JsonObject json = new JsonObject()
                .put("url", base + "/apheleia/api/v1/compositions?userId=" + person.uuid())
                .put("subject", person.uuid())
                .put("status", person.sharing() ? value.status() : "unknown")
                .put("statusTime", since)
                .put("lastActive", since)
                .put("expiresTTL", -1)
                .put("vectorCounters", new JsonObject())
                .put("suppressNotifications", false);
        return person.sharing() ? details(json, value) : json;
    }

    boolean sameOrg(Person person) {
        return person.orgId().equals(options.orgId());
    }

    private static JsonObject details(JsonObject json, PresenceValue value) {
        if (value.meetingType() != null) {
            json.put("meetingType", value.meetingType());
        }
        if (value.category() != null) {
            json.put("category", value.category());
        }
        return json;
    }
}
