package io.presencesync.net;

import io.presencesync.config.CertificateFile;
import io.presencesync.config.SystemTrust;
import io.presencesync.config.TlsConfig;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
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
        X509ExtendedTrustManager trust = trust(config);
        if (trust == null) {
            options.setTrustAll(true);
        } else {
            options.setTrustOptions(TrustOptions.wrap(trust));
        }
    }

    /// Null when any certificate is accepted.
    private static @Nullable X509ExtendedTrustManager trust(TlsConfig config) {
        String pin = config.fingerprint();
        if (pin != null) {
            return new PinnedTrust(pin);
        }
        return config.rejectUnauthorized() ? new TellingTrust(verifier(config.caFile())) : null;
    }

    /// Shakes hands with a server as these settings ask for, and says nothing. Blocks its virtual thread.
    ///
    /// @param timeout for connecting, and for each wait after it
    /// @throws IOException when nobody answers, or when the server's certificate is refused: see
    ///     [UntrustedCertificate#in]
    public static void handshake(TlsConfig config, String host, int port, Duration timeout) throws IOException {
        X509ExtendedTrustManager trust = trust(config);
        if (trust == null) {
            return;
        }
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), (int) timeout.toMillis());
            plain.setSoTimeout((int) timeout.toMillis());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm(checksNames(config) ? "HTTPS" : null);
            secure.setSSLParameters(parameters);
            secure.startHandshake();
        } catch (GeneralSecurityException unusable) {
            throw new IOException("this Java has no TLS", unusable);
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
