package io.presencesync.net;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/// SHA-256 of a certificate, as operators compare it.
final class Fingerprint {
    private Fingerprint() {}

    /// Of the first certificate of a chain, which is the server's own; 64 hex digits in lower case.
    static String ofLeaf(X509Certificate[] chain) throws CertificateException {
        if (chain.length == 0) {
            throw new CertificateException("the server showed no certificate");
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException fault) {
            throw new CertificateException("the server's certificate cannot be read", fault);
        }
    }
}
