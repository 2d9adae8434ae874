package io.presencesync.config;

import io.presencesync.presence.Secret;
import io.presencesync.presence.SiteId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes the typed sections of one site out of its [Settings], adding a fault for everything that cannot be used.
final class SiteValidation {
    private static final Duration SETTLE_MOST = Duration.ofMinutes(10);
    private static final List<String> MODES = List.of("gadget", "supervisor", "auto");
    private static final Secret NO_SECRET = new Secret("");
    private static final String UNREADABLE = "\uFFFD";

    private final SiteId id;
    private final Settings settings;
    private final Path folder;
    private final SyncConfig.Mode mode;
    private final boolean gadgets;
    private final AgentsValidation agents;
    private final List<String> warnings = new ArrayList<>();

    SiteValidation(SiteId id, Settings settings, Path folder) {
        this.id = id;
        this.settings = settings;
        this.folder = folder;
        this.mode = mode(settings);
        this.gadgets = mode != SyncConfig.Mode.SUPERVISOR;
        this.agents = new AgentsValidation(settings, folder, gadgets, warnings);
    }

    boolean letsGadgetsIn() {
        return gadgets;
    }

    SiteConfig site() {
        FinesseValidation finesse = new FinesseValidation(settings, folder, warnings);
        WebexConfig webex = webex();
        AgentsConfig who = agents.section();
        return new SiteConfig(id, webex, finesse.section(id, mode), who, gadget(), sync(), rules());
    }

    List<String> warnings() {
        return warnings;
    }

    private WebexConfig webex() {
        settings.missing(Keys.WEBEX_TOKEN, "to read presences", "Set the access token of your Webex bot");
        return new WebexConfig(
                token(),
                settings.setting(Keys.WEBEX_TOKEN).map(Setting::file).orElse(null),
                domain(),
                discovery(Keys.WEBEX_U2C_URL),
                discovery(Keys.WEBEX_HYDRA_URL),
                deviceName(),
                sources(),
                new ProxyValidation(settings).proxy(),
                id.equals(SiteId.MAIN) ? "webex" : "webex (" + id + ")");
    }

    /// What was not to be read is a fault of its file already.
    private Secret token() {
        Optional<Secret> written = settings.secret(Keys.WEBEX_TOKEN);
        if (written.isEmpty() || written.get().reveal().contains(UNREADABLE)) {
            return NO_SECRET;
        }
        return switch (WebexToken.read(written.get().reveal())) {
            case WebexToken.Reading.Usable(Secret token) -> token;
            case WebexToken.Reading.Unusable(String problem, String remedy) -> {
                settings.fault(Keys.WEBEX_TOKEN, problem, remedy);
                yield NO_SECRET;
            }
        };
    }

    /// A name taken over from the top would be that of several devices of one bot.
    private String deviceName() {
        String name = settings.text(Keys.WEBEX_DEVICE_NAME);
        return settings.isOwn(Keys.WEBEX_DEVICE_NAME) || id.equals(SiteId.MAIN) ? name : name + "-" + id;
    }

    private WebexConfig.Sources sources() {
        return new WebexConfig.Sources(
                switch (settings.choice(Keys.WEBEX_SOURCE, List.of("auto", "mercury", "people-api"))) {
                    case "mercury" -> WebexConfig.Source.MERCURY;
                    case "people-api" -> WebexConfig.Source.PEOPLE_API;
                    default -> WebexConfig.Source.AUTO;
                },
                settings.duration(Keys.WEBEX_FALL_BACK_AFTER, Duration.ofSeconds(5), Duration.ofHours(1)),
                settings.whole(Keys.WEBEX_PEOPLE_API_RATE, 1, 6000));
    }

    private String domain() {
        if (agents.needsDomain()) {
            settings.missing(
                    Keys.WEBEX_DOMAIN,
                    "to find an agent in Webex: the address is " + settings.text(Keys.AGENTS_ADDRESS),
                    "Set your organisation's mail domain, such as example.com");
        }
        String domain = settings.text(Keys.WEBEX_DOMAIN);
        if (!domain.isEmpty() && !domain.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")) {
            settings.fault(Keys.WEBEX_DOMAIN, "is not a domain", "Write it without @, such as example.com.");
        }
        return domain.toLowerCase(Locale.ROOT);
    }

    /// An address set by hand is trusted with the token, so it must be encrypted or our own machine.
    private URI discovery(Key key) {
        URI url = settings.url(key, settings.text(key), false);
        if (!Urls.isHttps(url) && !Urls.isLoopback(url)) {
            settings.fault(key, "is plain http and would carry the Webex token in the clear", "Use https.");
        }
        return url;
    }

    private GadgetConfig gadget() {
        Stream<String> origins = settings.isSet(Keys.GADGET_ORIGINS)
                ? settings.words(Keys.GADGET_ORIGINS).stream().map(this::origin)
                : settings.words(Keys.FINESSE_NODES).stream().flatMap(SiteValidation::desktops);
        return new GadgetConfig(
                legacy(),
                origins.distinct().toList(),
                settings.duration(Keys.GADGET_ANSWER_WITHIN, Duration.ofSeconds(1), Duration.ofMinutes(1)));
    }

    /// Where the desktops of a node are as a rule: at its own address, without a port and with Finesse's 8445. A node
    /// that is no URL
    /// is a fault of its own.
    private static Stream<String> desktops(String node) {
        try {
            String origin = Urls.origin(node);
            String portless = origin.replaceFirst(":\\d+$", "");
            return Stream.of(origin, portless, portless + ":8445");
        } catch (Urls.BadUrl reportedElsewhere) {
            return Stream.empty();
        }
    }

    private String origin(String text) {
        try {
            return Urls.origin(text);
        } catch (Urls.BadUrl bad) {
            settings.fault(Keys.GADGET_ORIGINS, "an entry " + bad.problem(), bad.remedy());
            return "";
        }
    }

    /// The playbook's gadget cannot prove who it is; whoever starts from the playbook's settings still has it.
    private boolean legacy() {
        String chosen = settings.choice(Keys.GADGET_LEGACY, List.of("allow", "deny"));
        boolean fromPlaybook =
                settings.setting(Keys.MODE).map(Setting::playbook).orElse(false);
        boolean allowed = settings.isSet(Keys.GADGET_LEGACY) ? chosen.equals("allow") : fromPlaybook;
        if (!gadgets || !allowed) {
            return false;
        }
        String why =
                settings.isSet(Keys.GADGET_LEGACY) ? "" : ", because GADGET_MODE comes from the playbook's settings";
        warnings.add("The playbook's old gadget is let in" + why + ". It cannot prove who it is: anyone who reaches"
                + " this port can read agents' presences. Install the new gadget, then set "
                + settings.assigned(Keys.GADGET_LEGACY, "deny") + ".");
        return true;
    }

    private SyncConfig sync() {
        return new SyncConfig(
                mode,
                settings.duration(Keys.SETTLE_HOLD, Duration.ZERO, SETTLE_MOST),
                settings.duration(Keys.SETTLE_RELEASE, Duration.ZERO, SETTLE_MOST));
    }

    private RulesConfig rules() {
        String name = settings.text(Keys.RULES_FILE);
        Path file = folder.resolve(name).toAbsolutePath().normalize();
        return new RulesConfig(file, name, !name.equals(Keys.RULES_FILE.fallback()));
    }

    private static SyncConfig.Mode mode(Settings settings) {
        if (settings.setting(Keys.MODE).map(Setting::playbook).orElse(false)) {
            return playbookMode(settings);
        }
        if (!MODES.contains(settings.text(Keys.MODE).toLowerCase(Locale.ROOT))) {
            settings.doubt(Keys.PUBLIC_URL, Keys.FINESSE_SUPERVISOR, Keys.FINESSE_USERS, Keys.WEBEX_DOMAIN);
        }
        return switch (settings.choice(Keys.MODE, MODES)) {
            case "supervisor" -> SyncConfig.Mode.SUPERVISOR;
            case "auto" -> SyncConfig.Mode.AUTO;
            default -> SyncConfig.Mode.GADGET;
        };
    }

    private static SyncConfig.Mode playbookMode(Settings settings) {
        String word = settings.text(Keys.MODE).toLowerCase(Locale.ROOT);
        if (!word.equals("true") && !word.equals("false")) {
            settings.doubt(Keys.PUBLIC_URL, Keys.FINESSE_SUPERVISOR, Keys.FINESSE_USERS, Keys.WEBEX_DOMAIN);
            settings.fault(
                    Keys.MODE, "\"" + word + "\" is not a choice here", "Write true (gadget) or false (supervisor).");
        }
        return word.equals("false") ? SyncConfig.Mode.SUPERVISOR : SyncConfig.Mode.GADGET;
    }
}
