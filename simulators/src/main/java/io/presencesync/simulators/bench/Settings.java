package io.presencesync.simulators.bench;

import io.presencesync.simulators.finesse.BasicToken;
import io.presencesync.simulators.finesse.UserProfile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The product's settings, as environment variables.
///
/// @param gadget gadget mode, else supervisor mode
/// @param limited the request limit is the product's default, else off
/// @param more variables besides, which win
record Settings(boolean gadget, boolean limited, Map<String, String> more) {
    Settings(boolean gadget, boolean limited) {
        this(gadget, limited, Map.of());
    }

    /// What is not said of the limit in gadget mode: agents set their own state.
    String limitInWords() {
        if (gadget) {
            return "none";
        }
        return limited ? "default" : "off";
    }

    Map<String, String> environment(Site site, int port) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("PORT", Integer.toString(port));
        all.put("WEBEX_ACCESS_TOKEN", site.webex().botToken());
        all.put("WEBEX_DOMAIN", Site.DOMAIN);
        all.put("U2C_SERVICE_URL", site.webex().u2cServiceUrl());
        all.put("HYDRA_SERVICE_URL", site.webex().hydraServiceUrl());
        all.put("FINESSE_BASE_URL", site.nodes());
        all.put("FINESSE_USERS", users(site));
        all.put("FINESSE_ADMIN_TOKEN", BasicToken.of("administrator", "admin-secret"));
        all.put("GADGET_MODE", Boolean.toString(gadget));
        all.put("PRESENCE_SYNC_HOST", "127.0.0.1");
        all.put("PRESENCE_SYNC_DATA", "data");
        all.put("PRESENCE_SYNC_SETTLE_HOLD", "0s");
        all.put("PRESENCE_SYNC_SETTLE_RELEASE", "0s");
        modeOnly(all, site, port);
        all.putAll(more);
        return all;
    }

    private void modeOnly(Map<String, String> all, Site site, int port) {
        if (gadget) {
            all.put("FINESSE_ORIGIN", site.finesse().baseUrl());
            all.put("PRESENCE_SYNC_GADGET_LEGACY", "deny");
            all.put("PRESENCE_SYNC_PUBLIC_URL", "http://127.0.0.1:" + port);
        } else {
            all.put("FINESSE_SUPERVISOR_TOKEN", basic(site.supervisor()));
        }
        if (!limited) {
            all.put("PRESENCE_SYNC_FINESSE_PUTS_PER_SECOND", "0");
        }
    }

    private static String users(Site site) {
        return site.agents().stream().map(UserProfile::loginName).collect(Collectors.joining(","));
    }

    static String basic(UserProfile user) {
        return BasicToken.of(user.loginName(), user.password());
    }
}
