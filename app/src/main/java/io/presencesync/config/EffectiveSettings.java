package io.presencesync.config;

import io.presencesync.config.ConfigurationLoader.Effective;
import io.presencesync.presence.SiteId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Every setting in force and where it was set, as it may be shown.
///
/// @param named the sites; empty when the settings at the top are those of the one site
record EffectiveSettings(Settings settings, List<SiteId> named, Configuration configuration) {
    /// The service's first, then site by site.
    List<Effective> all() {
        if (named.isEmpty()) {
            SiteConfig only = configuration.onlySite();
            return Keys.ALL.stream()
                    .map(key -> effective(key.path(), key, settings, only))
                    .toList();
        }
        Stream<Effective> service = Keys.ALL.stream()
                .filter(key -> key.scope() == Key.Scope.SERVICE)
                .map(key -> shown(key.path(), key, settings));
        return Stream.concat(service, configuration.sites().stream().flatMap(this::ofSite))
                .toList();
    }

    private Stream<Effective> ofSite(SiteConfig site) {
        Settings own = settings.of(site.id());
        return Keys.OF_SITE.stream().map(key -> effective(key.in(site.id()).path(), key, own, site));
    }

    /// Some are not in force as they were written.
    private static Effective effective(String path, Key key, Settings settings, SiteConfig site) {
        Effective shown = shown(path, key, settings);
        String text = shown.shown();
        if (key.equals(Keys.MODE)) {
            text = site.sync().mode().name().toLowerCase(Locale.ROOT);
        } else if (key.equals(Keys.GADGET_LEGACY)) {
            text = site.gadget().legacy() ? "allow" : "deny";
        } else if (key.equals(Keys.WEBEX_DEVICE_NAME)) {
            text = site.webex().deviceName();
        } else if (key.equals(Keys.WEBEX_U2C_URL)) {
            text = site.webex().u2cUrl().toString();
        } else if (key.equals(Keys.WEBEX_HYDRA_URL)) {
            text = site.webex().hydraUrl().toString();
        }
        return new Effective(path, text, shown.where());
    }

    private static Effective shown(String path, Key key, Settings settings) {
        String text = settings.setting(key).map(Setting::shown).orElse(key.fallback());
        String where = settings.setting(key).map(Setting::where).orElse("default");
        return new Effective(path, text.isEmpty() ? "(not set)" : text, where);
    }
}
