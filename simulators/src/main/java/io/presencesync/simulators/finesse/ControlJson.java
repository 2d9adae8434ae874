package io.presencesync.simulators.finesse;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the control API shows and takes. Passwords are taken, never shown.
final class ControlJson {
    private ControlJson() {}

    static JsonObject agent(AgentControl control) {
        Agent agent = control.now();
        UserProfile profile = agent.profile();
        @Nullable Wish pending = agent.status().pending();
        return new JsonObject()
                .put("loginId", profile.loginId())
                .put("loginName", profile.loginName())
                .put("name", profile.firstName() + " " + profile.lastName())
                .put("teamId", profile.teamId())
                .put("supervises", new JsonArray(profile.supervises()))
                .put("extension", agent.extension())
                .put("state", agent.status().state().name())
                .put("reasonCodeId", agent.status().reason().id())
                .put("reason", control.reasonLabel())
                .put("pendingState", pending == null ? "" : pending.state().name())
                .put("stateChangeTime", UserXml.time(agent.changedAt()))
                .put("call", agent.status().call().name())
                .put("wrapUp", agent.wrapUp());
    }

    static UserProfile profile(JsonObject json) {
        String loginId = required(json, "loginId");
        String loginName = json.getString("loginName", loginId);
        String teamId = required(json, "teamId");
        UserProfile plain = UserProfile.agent(loginId, loginName, required(json, "password"), teamId);
        return changed(plain.named(loginName, ""), json);
    }

    /// The profile with those fields replaced that are given; the login id stays.
    static UserProfile changed(UserProfile profile, JsonObject json) {
        return new UserProfile(
                profile.loginId(),
                json.getString("loginName", profile.loginName()),
                json.getString("password", profile.password()),
                json.getString("firstName", profile.firstName()),
                json.getString("lastName", profile.lastName()),
                json.getString("extension", profile.extension()),
                json.getString("teamId", profile.teamId()),
                json.containsKey("supervises") ? strings(json.getJsonArray("supervises")) : profile.supervises());
    }

    private static List<String> strings(JsonArray array) {
        return array.stream().map(String::valueOf).toList();
    }

    static JsonObject reasonCode(ReasonCode code) {
        return new JsonObject()
                .put("id", code.id())
                .put("category", code.category().name())
                .put("code", code.code())
                .put("label", code.label())
                .put("forAll", code.forAll())
                .put("systemCode", code.systemCode());
    }

    static JsonObject request(LoggedRequest request) {
        return new JsonObject()
                .put("at", request.at().toString())
                .put("nanoTime", request.nanoTime())
                .put("method", request.method())
                .put("path", request.path())
                .put("query", request.query())
                .put("user", request.user())
                .put("body", request.body())
                .put("status", request.status())
                .put("requestId", request.requestId())
                .put("cookie", request.cookie());
    }

    static String required(JsonObject json, String name) {
        @Nullable String value = json.getString(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("\"" + name + "\" is missing");
        }
        return Objects.requireNonNull(value);
    }
}
