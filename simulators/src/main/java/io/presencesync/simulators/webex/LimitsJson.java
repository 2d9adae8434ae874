package io.presencesync.simulators.webex;

import io.presencesync.simulators.webex.WebexSimulatorOptions.HiddenAs;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/// Limits as the control API writes them; what a request leaves out stays as it is.
final class LimitsJson {
    private LimitsJson() {}

    static Limits read(JsonObject json, Limits before) {
        String hidden = json.getString("hiddenAs", before.hiddenAs().name());
        return new Limits(
                json.getInteger("devices", before.devices()),
                json.getInteger("subscriptions", before.subscriptions()),
                json.getBoolean("evicts", before.evicts()),
                json.getInteger("subscriptionTtl", before.subscriptionTtl()),
                json.getInteger("peoplePage", before.peoplePage()),
                HiddenAs.valueOf(hidden.toUpperCase(Locale.ROOT)));
    }

    static JsonObject write(Limits limits) {
        return new JsonObject()
                .put("devices", limits.devices())
                .put("subscriptions", limits.subscriptions())
                .put("evicts", limits.evicts())
                .put("subscriptionTtl", limits.subscriptionTtl())
                .put("peoplePage", limits.peoplePage())
                .put("hiddenAs", limits.hiddenAs().name().toLowerCase(Locale.ROOT));
    }
}
