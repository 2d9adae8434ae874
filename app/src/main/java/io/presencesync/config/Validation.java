package io.presencesync.config;

import io.presencesync.presence.Secret;
import io.presencesync.presence.SiteId;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Makes the typed sections out of [Settings], adding a fault for everything that cannot be used.
final class Validation {
    private static final Duration KEEP_LEAST = Duration.ofHours(1);
    private static final Duration KEEP_MOST = Duration.ofDays(3650);

    private final Settings settings;
    private final List<SiteId> named;
    private final Path folder;
    private final List<String> warnings;

    Validation(Settings settings, Sources.Collected found, Path folder) {
        this.settings = settings;
        this.named = found.sites();
        this.folder = folder;
        this.warnings = new ArrayList<>(found.warnings());
    }

    Configuration configuration() {
        List<SiteValidation> sites = sites();
        ServerConfig server = server(sites.stream().anyMatch(SiteValidation::letsGadgetsIn));
        List<SiteConfig> made = sites.stream().map(this::made).toList();
        if (!named.isEmpty()) {
            new Neighbours(settings, warnings).check(made);
        }
        refuseMixedContent(server.publicUrl(), made);
        Path data = data();
        String logLevel = settings.choice(Keys.LOG_LEVEL, List.of("error", "warn", "info", "debug", "trace"));
        return new Configuration(data, server, store(), logLevel, List.copyOf(warnings), made);
    }

    /// Whether it may be written is another user's matter: the checks may be run by somebody else than the service.
    private Path data() {
        Path data = folder.resolve(settings.text(Keys.DATA)).toAbsolutePath().normalize();
        Path there = data;
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            settings.fault(
                    Keys.DATA,
                    "is to be a folder, but \"" + there + "\" is a file",
                    "Name a folder; it is made when it is not there.");
        }
        return data;
    }

    private List<SiteValidation> sites() {
        return named.isEmpty()
                ? List.of(new SiteValidation(SiteId.MAIN, settings, folder))
                : named.stream()
                        .map(id -> new SiteValidation(id, settings.of(id), folder))
                        .toList();
    }

    private SiteConfig made(SiteValidation validation) {
        SiteConfig site = validation.site();
        String prefix = named.size() > 1 ? "Site " + site.id() + ": " : "";
        validation.warnings().forEach(warning -> warnings.add(prefix + warning));
        return site;
    }

    private ServerConfig server(boolean gadgets) {
        if (gadgets) {
            settings.missing(
                    Keys.PUBLIC_URL,
                    "in gadget mode: the agents' browsers load the gadget from it, and it is never guessed from a request",
                    "Set the https URL by which agents' browsers reach this service");
        }
        int port = settings.whole(Keys.PORT, 0, 65_535);
        Secret password = settings.secret(Keys.ADMIN_PASSWORD).orElse(null);
        return new ServerConfig(
                settings.text(Keys.HOST),
                port,
                optionalUrl(Keys.PUBLIC_URL),
                password,
                languages(),
                tls(gadgets),
                proxies());
    }

    private TrustedProxies proxies() {
        try {
            return TrustedProxies.of(settings.list(Keys.TRUSTED_PROXIES));
        } catch (IllegalArgumentException neither) {
            settings.fault(Keys.TRUSTED_PROXIES, "cannot be used", neither.getMessage() + ".");
            return TrustedProxies.NONE;
        }
    }

    /// Browsers load nothing by plain http into a page that came by https, but from their own machine.
    private void refuseMixedContent(@Nullable URI publicUrl, List<SiteConfig> sites) {
        boolean plain = publicUrl != null && !Urls.isHttps(publicUrl) && !Urls.isLoopback(publicUrl);
        boolean secureDesktops = sites.stream()
                .filter(SiteConfig::letsGadgetsIn)
                .flatMap(site -> site.gadget().origins().stream())
                .anyMatch(origin -> origin.startsWith("https:"));
        if (plain && secureDesktops) {
            settings.fault(
                    Keys.PUBLIC_URL,
                    "is plain http, but the Finesse desktops are https pages: browsers block the gadget (mixed content)",
                    "Write an https URL: put a reverse proxy with a certificate in front, or set "
                            + settings.name(Keys.TLS_CERTIFICATE) + " and " + settings.name(Keys.TLS_KEY) + ".");
        }
    }

    private @Nullable PemFiles tls(boolean gadgets) {
        if (!settings.isSet(Keys.TLS_CERTIFICATE) && !settings.isSet(Keys.TLS_KEY)) {
            return null;
        }
        settings.missing(Keys.TLS_CERTIFICATE, "besides the key, to offer TLS", "Name the PEM file of our certificate");
        settings.missing(Keys.TLS_KEY, "besides the certificate, to offer TLS", "Name the PEM file of its private key");
        PemFiles files = new PemFiles(path(Keys.TLS_CERTIFICATE), path(Keys.TLS_KEY));
        if (settings.isSet(Keys.TLS_CERTIFICATE) && settings.isSet(Keys.TLS_KEY)) {
            PemFiles.Content read = read(files);
            if (gadgets && read != null && read.strangeToBrowsers()) {
                warnings.add("The certificate in " + files.certificate() + " is an Ed25519 one: tools accept it, but"
                        + " browsers do not, so no agent's gadget will connect. Use an ECDSA (P-256) or RSA"
                        + " certificate.");
            }
        }
        return files;
    }

    /// Null when it cannot be used; each file that cannot is a fault, and one that is named twice is one.
    private PemFiles.@Nullable Content read(PemFiles files) {
        List<X509Certificate> certificates =
                read(Keys.TLS_CERTIFICATE, () -> CertificateFile.read(files.certificate()));
        boolean twice = certificates == null && files.key().equals(files.certificate());
        KeyFile keys = twice ? null : read(Keys.TLS_KEY, () -> KeyFile.read(files.key()));
        return certificates == null || keys == null ? null : read(Keys.TLS_KEY, () -> files.joined(certificates, keys));
    }

    private <T extends @Nullable Object> @Nullable T read(Key key, Callable<T> file) {
        try {
            return file.call();
        } catch (UnusableFile unusable) {
            settings.fault(key, unusable.problem(), unusable.remedy());
        } catch (Exception other) {
            throw new IllegalStateException(other);
        }
        return null;
    }

    private Path path(Key key) {
        return folder.resolve(settings.text(key)).toAbsolutePath().normalize();
    }

    private @Nullable Path languages() {
        String name = settings.text(Keys.LANGUAGES);
        if (name.isEmpty()) {
            return null;
        }
        Path languages = folder.resolve(name).toAbsolutePath().normalize();
        if (!Files.isDirectory(languages)) {
            settings.fault(
                    Keys.LANGUAGES,
                    "names no folder that there is: " + languages,
                    "Make it, with files such as nl.json in it.");
        }
        return languages;
    }

    private StoreConfig store() {
        String url = settings.text(Keys.STORE_URL);
        if (!url.isEmpty() && !url.matches("jdbc:postgresql:(//)?[^\\s]+")) {
            settings.fault(
                    Keys.STORE_URL,
                    "is no PostgreSQL address",
                    "Write jdbc:postgresql://host:5432/database, or leave it out for the embedded database.");
        } else if (url.matches("(?i).*[?&]password=.*")) {
            settings.fault(
                    Keys.STORE_URL,
                    "holds a password, which would be shown",
                    "Move it to " + settings.name(Keys.STORE_PASSWORD) + ".");
        }
        if (url.isEmpty() && (settings.isSet(Keys.STORE_USER) || settings.isSet(Keys.STORE_PASSWORD))) {
            warnings.add(settings.name(Keys.STORE_USER) + " and " + settings.name(Keys.STORE_PASSWORD)
                    + " have no effect without " + settings.name(Keys.STORE_URL) + ": the embedded database is used");
        }
        return new StoreConfig(
                url,
                settings.text(Keys.STORE_USER),
                settings.secret(Keys.STORE_PASSWORD).orElse(null),
                settings.duration(Keys.JOURNAL_KEEP, KEEP_LEAST, KEEP_MOST));
    }

    private @Nullable URI optionalUrl(Key key) {
        return settings.isSet(key) ? settings.url(key, settings.text(key), false) : null;
    }
}
