package io.presencesync.config;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;

/// The files of the certificate (with its chain) and of the private key by which we are reached over TLS. They may be
/// one file. What is read here is what is served: `check-config` and `serve` judge alike.
public record PemFiles(Path certificate, Path key) {
    /// What the two files hold at one moment. The key is never printed.
    ///
    /// @param chain our own certificate first, then its issuers as far as they stand in the file
    public record Content(List<X509Certificate> chain, PrivateKey key) {
        public X509Certificate own() {
            return chain.getFirst();
        }

        public boolean same(Content other) {
            return chain.equals(other.chain) && Arrays.equals(key.getEncoded(), other.key.getEncoded());
        }

        /// Shows them to whoever connects.
        public X509KeyManager keyManager() {
            try {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setKeyEntry("own", key, new char[0], chain.toArray(Certificate[]::new));
                KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
                factory.init(store, new char[0]);
                return manager(factory.getKeyManagers());
            } catch (GeneralSecurityException | IOException impossible) {
                throw new IllegalStateException("a certificate that was read cannot be offered", impossible);
            }
        }

        private static X509KeyManager manager(KeyManager[] all) {
            return Arrays.stream(all)
                    .filter(X509KeyManager.class::isInstance)
                    .map(X509KeyManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        }

        /// Such certificates are known to servers and tools, and to no usual browser.
        boolean strangeToBrowsers() {
            return own().getPublicKey().getAlgorithm().equals("EdDSA");
        }

        @Override
        public String toString() {
            return "certificate of " + own().getSubjectX500Principal() + ", valid until "
                    + own().getNotAfter().toInstant();
        }
    }

    /// Reads both files and checks that they belong together. Blocks for the disk.
    ///
    /// @throws IOException says which file cannot be used, and what to do
    public Content read() throws IOException {
        return joined(CertificateFile.read(certificate), KeyFile.read(key));
    }

    /// Whichever certificate the key is of is ours, wherever it stands: collections have no order.
    Content joined(List<X509Certificate> all, KeyFile keys) throws UnusableFile {
        for (X509Certificate own : all) {
            Optional<PrivateKey> secret = keys.of(own.getPublicKey());
            if (secret.isPresent()) {
                return new Content(chain(own, all), secret.get());
            }
        }
        String algorithm = all.getFirst().getPublicKey().getAlgorithm();
        String named = all.size() == 1 ? "the certificate" : "any of the " + all.size() + " certificates";
        throw new UnusableFile(
                "the key in " + key + " is not that of " + named + " in " + certificate + " (the first is for "
                        + algorithm + ")",
                "Name the key the certificate was made with: renewed certificates often come with a new key.");
    }

    /// Each followed by its issuer; those that issued nothing here are left out.
    private static List<X509Certificate> chain(X509Certificate own, List<X509Certificate> all) {
        List<X509Certificate> chain = new ArrayList<>(List.of(own));
        Optional<X509Certificate> next = issuer(own, all, chain);
        while (next.isPresent()) {
            chain.add(next.get());
            next = issuer(next.get(), all, chain);
        }
        return List.copyOf(chain);
    }

    private static Optional<X509Certificate> issuer(
            X509Certificate of, List<X509Certificate> all, List<X509Certificate> taken) {
        return all.stream()
                .filter(other -> !taken.contains(other) && issued(other, of))
                .findFirst();
    }

    private static boolean issued(X509Certificate issuer, X509Certificate other) {
        try {
            other.verify(issuer.getPublicKey());
            return issuer.getSubjectX500Principal().equals(other.getIssuerX500Principal());
        } catch (GeneralSecurityException notThisOne) {
            return false;
        }
    }
}
