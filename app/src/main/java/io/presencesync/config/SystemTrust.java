package io.presencesync.config;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// The certificates this machine trusts, with named ones beside.
public final class SystemTrust {
    private SystemTrust() {}

    /// Trusts whom the system trusts, and these besides.
    ///
    /// @throws GeneralSecurityException when this Java cannot
    public static X509ExtendedTrustManager and(Collection<? extends Certificate> added)
            throws GeneralSecurityException {
        X509ExtendedTrustManager system = manager(null);
        return added.isEmpty() ? system : manager(store(system.getAcceptedIssuers(), added));
    }

    private static KeyStore store(X509Certificate[] system, Collection<? extends Certificate> added)
            throws GeneralSecurityException {
        KeyStore store = emptyStore();
        int index = 0;
        for (X509Certificate known : system) {
            store.setCertificateEntry("system-" + index++, known);
        }
        for (Certificate named : added) {
            store.setCertificateEntry("named-" + index++, named);
        }
        return store;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            return store;
        } catch (IOException unusable) {
            throw new GeneralSecurityException(unusable);
        }
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
