package io.presencesync.config;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads private keys: PKCS#8, PKCS#1 (RSA) or SEC 1 (EC), in PEM or DER, beside whatever else stands in the file.
///
/// @param encoded the keys found
record KeyFile(Path file, List<Encoded> encoded) {
    private static final byte[] CHALLENGE = {'p', 'r', 'e', 's', 'e', 'n', 'c', 'e'};
    private static final Map<String, String> SIGNS = Map.of("EC", "SHA256withECDSA", "EdDSA", "EdDSA");
    private static final String CONVERT = "openssl pkcs8 -topk8 -nocrypt -in FILE -out tls.key";

    /// A key as written.
    ///
    /// @param own whether in its algorithm's own form, without the envelope of PKCS#8
    record Encoded(Der der, boolean own) {}

    /// At least one key. Blocks for the disk.
    static KeyFile read(Path file) throws UnusableFile {
        Pem pem = Pem.read(file, "key");
        List<Encoded> found = new ArrayList<>();
        if (pem.binary()) {
            found.add(new Encoded(pem.whole(), false));
            found.add(new Encoded(pem.whole(), true));
        }
        for (Pem.Block block : pem.blocks()) {
            if (block.label().endsWith("PRIVATE KEY")) {
                found.add(encoded(file, block));
            }
        }
        if (found.isEmpty()) {
            throw nothing(file, pem);
        }
        return new KeyFile(file, List.copyOf(found));
    }

    private static UnusableFile nothing(Path file, Pem pem) {
        return pem.holds("CERTIFICATE")
                ? new UnusableFile(
                        "the file " + file + " holds no private key but a certificate",
                        "Name the key's file here; the two files may be swapped.")
                : new UnusableFile(
                        "the file " + file + " holds no private key",
                        "Name a PEM file: text with -----BEGIN PRIVATE KEY-----.");
    }

    private static Encoded encoded(Path file, Pem.Block block) throws UnusableFile {
        if (block.encrypted()) {
            throw new UnusableFile(
                    "the key in " + file + " is encrypted",
                    "Write it without a passphrase (" + CONVERT + "), and let nobody else read the file.");
        }
        return switch (block.label()) {
            case "PRIVATE KEY" -> new Encoded(block.der(), false);
            case "RSA PRIVATE KEY", "EC PRIVATE KEY" -> new Encoded(block.der(), true);
            default ->
                throw new UnusableFile(
                        "the key in " + file + " is of the kind " + block.label() + ", which TLS does not use",
                        "Name the key the certificate was made with; convert it with: " + CONVERT + ".");
        };
    }

    /// The one of its keys that belongs to a public key.
    Optional<PrivateKey> of(PublicKey own) {
        return encoded.stream()
                .flatMap(key -> key(key, own).stream())
                .filter(key -> belongs(key, own))
                .findFirst();
    }

    private static Optional<PrivateKey> key(Encoded key, PublicKey own) {
        try {
            Der der = key.own() ? key.der().pkcs8(new Der(own.getEncoded())) : key.der();
            return Optional.of(
                    KeyFactory.getInstance(own.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(der.bytes())));
        } catch (GeneralSecurityException otherKind) {
            return Optional.empty();
        }
    }

    private static boolean belongs(PrivateKey secret, PublicKey own) {
        if (secret instanceof RSAKey one && own instanceof RSAKey other) {
            return one.getModulus().equals(other.getModulus());
        }
        try {
            Signature signature = Signature.getInstance(SIGNS.getOrDefault(own.getAlgorithm(), "none"));
            signature.initSign(secret);
            signature.update(CHALLENGE);
            byte[] signed = signature.sign();
            signature.initVerify(own);
            signature.update(CHALLENGE);
            return signature.verify(signed);
        } catch (GeneralSecurityException other) {
            return false;
        }
    }

    /// Never shows a key.
    @Override
    public String toString() {
        return "keys of " + file;
    }
}
