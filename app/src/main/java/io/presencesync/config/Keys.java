package io.presencesync.config;

import java.util.List;

/// Every setting there is, with its default. All but those of the service may be set for each site.
public final class Keys {
    static final Key DATA = Key.plain("data", "data").ofService();
    static final Key HOST = Key.plain("host", "0.0.0.0").ofService();
    static final Key PORT = Key.plain("port", "5000", "PORT").ofService();
    static final Key TLS_CERTIFICATE = Key.plain("tls.certificate-file", "");
    static final Key TLS_KEY = Key.plain("tls.key-file", "");
    static final Key TRUSTED_PROXIES = Key.list("trusted-proxies", null);
    static final Key LANGUAGES = Key.plain("languages", "");
    static final Key PUBLIC_URL = Key.plain("public-url", "").ofService();
    static final Key MODE = Key.plain("mode", "gadget", "GADGET_MODE");
    static final Key ADMIN_PASSWORD = Key.secret("admin.password", null).ofService();
    static final Key LOG_LEVEL = Key.plain("log.level", "info").ofService();

    static final Key SETTLE_HOLD = Key.plain("settle.hold", "1s");
    static final Key SETTLE_RELEASE = Key.plain("settle.release", "3s");

    static final Key RULES_FILE = Key.plain("rules.file", "rules.yml");
    static final Key STORE_URL = Key.plain("store.url", "").ofService();
    static final Key STORE_USER = Key.plain("store.user", "").ofService();
    static final Key STORE_PASSWORD = Key.secret("store.password", null).ofService();
    static final Key JOURNAL_KEEP = Key.plain("journal.keep", "30d").ofService();

    static final Key WEBEX_TOKEN = Key.secret("webex.token", "WEBEX_ACCESS_TOKEN");
    static final Key WEBEX_DOMAIN = Key.plain("webex.domain", "", "WEBEX_DOMAIN");
    static final Key WEBEX_FEDRAMP = Key.plain("webex.fedramp", "false", "ENABLE_FEDRAMP");
    static final Key WEBEX_U2C_URL = Key.plain("webex.u2c-url", "", "U2C_SERVICE_URL");
    static final Key WEBEX_HYDRA_URL = Key.plain("webex.hydra-url", "", "HYDRA_SERVICE_URL");
    static final Key WEBEX_DEVICE_NAME = Key.plain("webex.device-name", "presence-sync");

    static final Key WEBEX_SOURCE = Key.plain("webex.source", "auto");
    static final Key WEBEX_FALL_BACK_AFTER = Key.plain("webex.fall-back-after", "60s");
    static final Key WEBEX_PEOPLE_API_RATE = Key.plain("webex.people-api-rate", "120");
    static final Key WEBEX_PROXY = Key.secret("webex.proxy", null);
    static final Key WEBEX_NO_PROXY = new Key("webex.no-proxy", "", Key.Kind.LIST, null);

    static final Key FINESSE_NODES =
            Key.list("finesse.nodes", "FINESSE_BASE_URL").notShared();
    static final Key FINESSE_USERS = Key.list("finesse.users", "FINESSE_USERS").notShared();
    static final Key FINESSE_ADMIN =
            Key.secret("finesse.admin-token", "FINESSE_ADMIN_TOKEN").notShared();
    static final Key FINESSE_ADMIN_USER = Key.plain("finesse.admin-user", "").notShared();
    static final Key FINESSE_ADMIN_PASSWORD =
            Key.secret("finesse.admin-password", null).notShared();
    static final Key FINESSE_SUPERVISOR =
            Key.secret("finesse.supervisor-token", "FINESSE_SUPERVISOR_TOKEN").notShared();
    static final Key FINESSE_SUPERVISOR_USER =
            Key.plain("finesse.supervisor-user", "").notShared();
    static final Key FINESSE_SUPERVISOR_PASSWORD =
            Key.secret("finesse.supervisor-password", null).notShared();
    static final Key FINESSE_SUPERVISOR_ID =
            Key.plain("finesse.supervisor-id", "").notShared();
    static final Key FINESSE_PLATFORM = Key.plain("finesse.platform", "auto");
    static final Key FINESSE_POLL = Key.plain("finesse.poll", "5s");
    static final Key FINESSE_NOTIFICATIONS = Key.plain("finesse.notifications", "auto");
    static final Key FINESSE_PUTS = Key.plain("finesse.puts-per-second", "10");
    static final Key FINESSE_BURST = Key.plain("finesse.put-burst", "50");
    static final Key FINESSE_REJECT = Key.plain("finesse.reject-unauthorized", "true", "FINESSE_REJECT_UNAUTHORIZED");
    static final Key FINESSE_CA_FILE = Key.plain("finesse.ca-file", "", "FINESSE_CA_FILE");
    static final Key FINESSE_FINGERPRINT = Key.plain("finesse.fingerprint", "");

    static final Key AGENTS_FROM = Key.plain("agents.from", "");
    static final Key AGENTS_TEAMS = Key.list("agents.teams", null).notShared();
    static final Key AGENTS_FILE = Key.plain("agents.file", "").notShared();
    static final Key AGENTS_ADDRESS = Key.plain("agents.address", "{loginName}@{domain}");
    static final Key AGENTS_EVERY = Key.plain("agents.every", "10m");

    static final Key GADGET_ORIGINS =
            Key.list("gadget.origins", "FINESSE_ORIGIN").notShared();
    static final Key GADGET_LEGACY = Key.plain("gadget.legacy", "deny");
    static final Key GADGET_ANSWER_WITHIN = Key.plain("gadget.answer-within", "6s");

    /// The names of the sites, for those that are set up by the environment alone.
    static final Key SITES = Key.list(Key.SITES, null).ofService();

    /// All of them but the sites' names, in the order in which they are shown.
    public static final List<Key> ALL = List.of(
            DATA,
            HOST,
            PORT,
            TRUSTED_PROXIES,
            LANGUAGES,
            TLS_CERTIFICATE,
            TLS_KEY,
            PUBLIC_URL,
            MODE,
            ADMIN_PASSWORD,
            LOG_LEVEL,
            SETTLE_HOLD,
            SETTLE_RELEASE,
            RULES_FILE,
            STORE_URL,
            STORE_USER,
            STORE_PASSWORD,
            JOURNAL_KEEP,
            WEBEX_TOKEN,
            WEBEX_DOMAIN,
            WEBEX_FEDRAMP,
            WEBEX_U2C_URL,
            WEBEX_HYDRA_URL,
            WEBEX_DEVICE_NAME,
            WEBEX_SOURCE,
            WEBEX_FALL_BACK_AFTER,
            WEBEX_PEOPLE_API_RATE,
            WEBEX_PROXY,
            WEBEX_NO_PROXY,
            FINESSE_NODES,
            FINESSE_USERS,
            FINESSE_ADMIN,
            FINESSE_ADMIN_USER,
            FINESSE_ADMIN_PASSWORD,
            FINESSE_SUPERVISOR,
            FINESSE_SUPERVISOR_USER,
            FINESSE_SUPERVISOR_PASSWORD,
            FINESSE_SUPERVISOR_ID,
            FINESSE_PLATFORM,
            FINESSE_POLL,
            FINESSE_NOTIFICATIONS,
            FINESSE_PUTS,
            FINESSE_BURST,
            FINESSE_REJECT,
            FINESSE_CA_FILE,
            FINESSE_FINGERPRINT,
            AGENTS_FROM,
            AGENTS_TEAMS,
            AGENTS_FILE,
            AGENTS_ADDRESS,
            AGENTS_EVERY,
            GADGET_ORIGINS,
            GADGET_LEGACY,
            GADGET_ANSWER_WITHIN);

    /// Those of a site.
    static final List<Key> OF_SITE =
            ALL.stream().filter(key -> key.scope() != Key.Scope.SERVICE).toList();

    private Keys() {}
}
