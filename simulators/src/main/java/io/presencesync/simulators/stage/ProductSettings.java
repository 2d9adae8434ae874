package io.presencesync.simulators.stage;

import io.presencesync.simulators.finesse.BasicToken;
import io.presencesync.simulators.finesse.FinesseSimulator;
import io.presencesync.simulators.webex.WebexSimulator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The settings of the products, under the playbook's names; with short settle times, so that the demo is lively.
record ProductSettings(WebexSimulator webex, FinesseSimulator finesse) {
    Map<String, String> of(Mode mode, int port) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("PORT", Integer.toString(port));
        all.put("WEBEX_ACCESS_TOKEN", webex.botToken());
        all.put("WEBEX_DOMAIN", Role.DOMAIN);
        all.put("U2C_SERVICE_URL", webex.u2cServiceUrl());
        all.put("HYDRA_SERVICE_URL", webex.hydraServiceUrl());
        all.put("FINESSE_BASE_URL", finesse.baseUrl());
        all.put("FINESSE_USERS", users(mode));
        all.put("FINESSE_ADMIN_TOKEN", BasicToken.of("administrator", "admin-secret"));
        all.put("GADGET_MODE", Boolean.toString(mode == Mode.GADGET));
        all.put("PRESENCE_SYNC_HOST", "127.0.0.1");
        all.put("PRESENCE_SYNC_DATA", "data");
        all.put("PRESENCE_SYNC_SETTLE_HOLD", "500ms");
        all.put("PRESENCE_SYNC_SETTLE_RELEASE", "1s");
        all.put("PRESENCE_SYNC_FINESSE_POLL", "500ms");
        all.putAll(mode == Mode.GADGET ? gadget(port) : supervisor());
        return all;
    }

    private Map<String, String> gadget(int port) {
        return Map.of(
                "FINESSE_ORIGIN",
                finesse.baseUrl(),
                "PRESENCE_SYNC_PUBLIC_URL",
                "http://127.0.0.1:" + port,
                "PRESENCE_SYNC_GADGET_LEGACY",
                "deny",
                "PRESENCE_SYNC_WEBEX_DEVICE_NAME",
                "presence-sync-sales");
    }

    private static Map<String, String> supervisor() {
        return Map.of(
                "FINESSE_SUPERVISOR_TOKEN",
                BasicToken.of(Cast.SUPERVISOR.loginName(), Cast.SUPERVISOR.password()),
                "PRESENCE_SYNC_WEBEX_DEVICE_NAME",
                "presence-sync-service");
    }

    private static String users(Mode mode) {
        return Cast.of(mode).stream().map(Role::loginName).collect(Collectors.joining(","));
    }
}
