package io.presencesync.simulators.finesse;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.HexFormat;

/// A certificate and its private key, both PEM text. The key is never printed.
public record PemPair(String certificate, String key) {

    /// A fresh self-signed certificate for that host name and 127.0.0.1, valid for a year from `now`.
    public static PemPair selfSigned(String host, Instant now) {
        return SelfSigned.create(host, now);
    }

    /// SHA-256 of the certificate in lower-case hexadecimal digits without separators.
    public String fingerprint() {
        try {
            byte[] der = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate.getBytes(StandardCharsets.US_ASCII)))
                    .getEncoded();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException("the certificate cannot be read", unreadable);
        }
    }

    @Override
    public String toString() {
        return "PemPair[" + fingerprint() + "]";
    }
}
