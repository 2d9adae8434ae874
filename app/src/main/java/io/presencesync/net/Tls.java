package io.presencesync.net;

import io.presencesync.config.CertificateFile;
import io.presencesync.config.SystemTrust;
import io.presencesync.config.TlsConfig;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Turns a [TlsConfig] into Vert.x client options: the system's trust, the system's and a CA file's, one pinned leaf
/// certificate (names need not match then), or, by explicit choice only, any certificate. A pin goes before
/// accept-all.
public final class Tls {
    private Tls() {}

    /// Options with the trust alone; time-outs are the caller's.
    ///
    /// @throws IllegalArgumentException when the CA file cannot be used; the message says which and why
    public static HttpClientOptions options(TlsConfig config) {
        HttpClientOptions options = new HttpClientOptions();
        judge(config, options);
        return options.setVerifyHost(checksNames(config));
    }

    /// The same for WebSockets.
    public static WebSocketClientOptions webSocketOptions(TlsConfig config) {
        WebSocketClientOptions options = new WebSocketClientOptions();
        judge(config, options);
        return options.setVerifyHost(checksNames(config));
    }

    private static boolean checksNames(TlsConfig config) {
        return config.fingerprint() == null && config.rejectUnauthorized();
    }

    private static void judge(TlsConfig config, ClientOptionsBase options) {
        String pin = config.fingerprint();
        if (pin != null) {
            options.setTrustOptions(TrustOptions.wrap(new PinnedTrust(pin)));
        } else if (config.rejectUnauthorized()) {
            options.setTrustOptions(TrustOptions.wrap(new TellingTrust(verifier(config.caFile()))));
        } else {
            options.setTrustAll(true);
        }
    }

    /// Whether these settings accept any certificate at all: worth a loud word.
    public static boolean acceptsAnything(TlsConfig config) {
        return !config.rejectUnauthorized() && config.fingerprint() == null;
    }

    private static X509ExtendedTrustManager verifier(@Nullable Path caFile) {
        try {
            return SystemTrust.and(caFile == null ? List.of() : CertificateFile.read(caFile));
        } catch (GeneralSecurityException | IOException fault) {
            throw new IllegalArgumentException(
                    "the CA file " + caFile + " cannot be used: " + fault.getMessage(), fault);
        }
    }
}
