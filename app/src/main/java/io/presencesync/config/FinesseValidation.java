package io.presencesync.config;

import io.presencesync.presence.SiteId;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The part of [Validation] that makes the Finesse section: nodes, accounts, trust, paces.
final class FinesseValidation {
    private static final Duration POLL_MOST = Duration.ofMinutes(10);

    private final Settings settings;
    private final Path folder;
    private final List<String> warnings;

    FinesseValidation(Settings settings, Path folder, List<String> warnings) {
        this.settings = settings;
        this.folder = folder;
        this.warnings = warnings;
    }

    FinesseConfig section(SiteId site, SyncConfig.Mode mode) {
        AccountValidation supervisor = AccountValidation.supervisor(settings);
        if (mode != SyncConfig.Mode.GADGET) {
            supervisor.required(
                    "in mode " + mode.name().toLowerCase(Locale.ROOT), "Set base64 of user:password of a supervisor");
        }
        return new FinesseConfig(
                site,
                nodes(),
                settings.words(Keys.FINESSE_USERS),
                AccountValidation.admin(settings).account(),
                withId(supervisor.account()),
                tls(),
                FinesseConfig.Platform.valueOf(settings.choice(Keys.FINESSE_PLATFORM, List.of("auto", "cce", "ccx"))
                        .toUpperCase(Locale.ROOT)),
                settings.duration(Keys.FINESSE_POLL, Duration.ofMillis(100), POLL_MOST),
                FinesseConfig.Notifications.valueOf(
                        settings.choice(Keys.FINESSE_NOTIFICATIONS, List.of("auto", "teams", "off"))
                                .toUpperCase(Locale.ROOT)),
                settings.number(Keys.FINESSE_PUTS, 1000),
                settings.whole(Keys.FINESSE_BURST, 1, 10_000));
    }

    private @Nullable AccountConfig withId(@Nullable AccountConfig account) {
        String id = settings.text(Keys.FINESSE_SUPERVISOR_ID).strip();
        if (account == null || id.isEmpty()) {
            return account;
        }
        return new AccountConfig(account.credentials(), account.file(), account.form(), account.setting(), id);
    }

    private List<URI> nodes() {
        settings.missing(
                Keys.FINESSE_NODES, "to reach Finesse", "Set one or two URLs such as https://fin1.example.com:8445");
        List<URI> nodes = settings.words(Keys.FINESSE_NODES).stream()
                .map(text -> settings.url(Keys.FINESSE_NODES, text, true))
                .distinct()
                .toList();
        if (nodes.size() > 2) {
            settings.fault(Keys.FINESSE_NODES, "names " + nodes.size() + " nodes", "A cluster has one or two.");
        }
        if (nodes.stream().anyMatch(node -> !Urls.isHttps(node) && !Urls.isLoopback(node))) {
            warnings.add("Finesse is reached by plain http: passwords cross the network readable by anyone on the way."
                    + " Use https in " + settings.name(Keys.FINESSE_NODES) + ".");
        }
        return nodes;
    }

    private TlsConfig tls() {
        boolean reject = settings.yes(Keys.FINESSE_REJECT);
        if (!reject) {
            warnings.add("The certificate of Finesse is NOT checked ("
                    + settings.assigned(Keys.FINESSE_REJECT, "false")
                    + "): anyone on the way can read and change everything, passwords included."
                    + " Set a CA file or a fingerprint instead.");
        }
        return new TlsConfig(reject, caFile(), fingerprint());
    }

    private @Nullable Path caFile() {
        if (!settings.isSet(Keys.FINESSE_CA_FILE)) {
            return null;
        }
        Path file = folder.resolve(settings.text(Keys.FINESSE_CA_FILE)).toAbsolutePath();
        try {
            boolean key = CertificateFile.holdsKey(file);
            CertificateFile.read(file).forEach(certificate -> warnOfDates(file, certificate));
            if (key) {
                warnings.add("The CA file " + file + " holds a private key, which nothing here needs. Take it out, and"
                        + " take it for known when others could read the file.");
            }
        } catch (UnusableFile unusable) {
            settings.fault(Keys.FINESSE_CA_FILE, unusable.problem(), caFileRemedy(unusable));
        }
        return file;
    }

    private static String caFileRemedy(UnusableFile unusable) {
        return unusable.problem().endsWith("a private key")
                ? "Name the certificate of the CA that issued Finesse's certificate (PEM); a key does not belong here."
                : unusable.remedy();
    }

    private void warnOfDates(Path file, X509Certificate certificate) {
        try {
            certificate.checkValidity();
        } catch (CertificateExpiredException over) {
            warnings.add("The CA file " + file + " holds a certificate that expired on "
                    + certificate.getNotAfter().toInstant() + ": " + certificate.getSubjectX500Principal()
                    + ". What it vouches for is not trusted. Name the new one.");
        } catch (CertificateNotYetValidException early) {
            warnings.add("The CA file " + file + " holds a certificate that is valid only from "
                    + certificate.getNotBefore().toInstant() + ": " + certificate.getSubjectX500Principal() + ".");
        }
    }

    private @Nullable String fingerprint() {
        String text = settings.text(Keys.FINESSE_FINGERPRINT).toLowerCase(Locale.ROOT);
        String digits = text.replaceFirst("^sha-?256\\s*[:=]?\\s*", "").replaceAll("[:\\s]", "");
        if (!text.isEmpty() && !digits.matches("[0-9a-f]{64}")) {
            settings.fault(
                    Keys.FINESSE_FINGERPRINT,
                    "is not a SHA-256 fingerprint",
                    "Write its 64 hex digits, colons allowed.");
        }
        return text.isEmpty() ? null : digits;
    }
}
