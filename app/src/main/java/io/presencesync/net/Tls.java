package io.presencesync.net;

import io.presencesync.config.CertificateFile;
import io.presencesync.config.TlsConfig;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
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
            return caFile == null ? manager(null) : manager(systemAnd(caFile));
        } catch (GeneralSecurityException | IOException fault) {
            throw new IllegalArgumentException(
                    "the CA file " + caFile + " cannot be used: " + fault.getMessage(), fault);
        }
    }

    private static KeyStore systemAnd(Path caFile) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int index = 0;
        for (X509Certificate known : manager(null).getAcceptedIssuers()) {
            store.setCertificateEntry("system-" + index++, known);
        }
        for (Certificate added : CertificateFile.read(caFile)) {
            store.setCertificateEntry("file-" + index++, added);
        }
        return store;
    }

    private static X509ExtendedTrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager found) {
                return found;
            }
        }
        throw new GeneralSecurityException("this Java has no X.509 trust manager");
    }
}
