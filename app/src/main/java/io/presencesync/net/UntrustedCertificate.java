package io.presencesync.net;

import java.security.cert.CertificateException;
import java.util.Optional;

/// A server showed a certificate we do not trust. Carries its fingerprint, so that an operator can compare and pin it.
public final class UntrustedCertificate extends CertificateException {
    private static final long serialVersionUID = 1L;

    private final String fingerprint;

    UntrustedCertificate(String fingerprint, CertificateException cause) {
        super("certificate with SHA-256 fingerprint " + fingerprint + " is not trusted: " + cause.getMessage(), cause);
        this.fingerprint = fingerprint;
    }

    /// SHA-256 of the leaf certificate, 64 hex digits in lower case.
    public String fingerprint() {
        return fingerprint;
    }

    /// The one behind a failed call, if that is what made it fail.
    public static Optional<UntrustedCertificate> in(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof UntrustedCertificate found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
