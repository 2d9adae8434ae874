package io.presencesync.net;

import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Optional;

/// A server showed a certificate we do not trust. Says which trouble it is, and carries the fingerprint, so that an
/// operator can compare and pin it.
public final class UntrustedCertificate extends CertificateException {
    private static final long serialVersionUID = 1L;

    /// What is wrong with it.
    public enum Trouble {
        /// Nobody whom we trust has issued it.
        UNTRUSTED_CERTIFICATE,
        /// It is for other names than the one we asked for.
        CERTIFICATE_OF_ANOTHER_NAME,
        /// It holds no subject alternative name, by which the name is checked.
        CERTIFICATE_WITHOUT_NAME,
        /// The server does not send its issuer's certificate, and we do not have it.
        CERTIFICATE_ISSUER_MISSING,
        CERTIFICATE_EXPIRED,
        CERTIFICATE_NOT_YET_VALID,
        /// Another one is pinned.
        CERTIFICATE_NOT_PINNED;

        /// For scripts; stable.
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Trouble trouble;
    private final String fingerprint;
    private final String reason;

    UntrustedCertificate(Trouble trouble, String fingerprint, String reason, CertificateException cause) {
        super("certificate with SHA-256 fingerprint " + fingerprint + " is not trusted: " + reason, cause);
        this.trouble = trouble;
        this.fingerprint = fingerprint;
        this.reason = reason;
    }

    public Trouble trouble() {
        return trouble;
    }

    /// Why, in words, with the names, dates or issuer in question.
    public String reason() {
        return reason;
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
