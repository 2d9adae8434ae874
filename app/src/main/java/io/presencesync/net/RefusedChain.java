package io.presencesync.net;

import io.presencesync.net.UntrustedCertificate.Trouble;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds out why the JDK refused a chain of certificates, which tells it by the cause or by its words alone.
///
/// @param chain as the server sent it, its own certificate first
/// @param host whom we asked for; null when not known
record RefusedChain(List<X509Certificate> chain, @Nullable String host, CertificateException refused) {
    UntrustedCertificate judge() throws CertificateException {
        Trouble trouble = trouble();
        return new UntrustedCertificate(
                trouble, Fingerprint.ofLeaf(chain.toArray(X509Certificate[]::new)), reason(trouble), refused);
    }

    private Trouble trouble() {
        if (causedBy(CertificateExpiredException.class)) {
            return Trouble.CERTIFICATE_EXPIRED;
        }
        if (causedBy(CertificateNotYetValidException.class)) {
            return Trouble.CERTIFICATE_NOT_YET_VALID;
        }
        if (aboutTheName()) {
            return names().isEmpty() ? Trouble.CERTIFICATE_WITHOUT_NAME : Trouble.CERTIFICATE_OF_ANOTHER_NAME;
        }
        return issuerMissing() ? Trouble.CERTIFICATE_ISSUER_MISSING : Trouble.UNTRUSTED_CERTIFICATE;
    }

    private boolean causedBy(Class<? extends Throwable> kind) {
        for (@Nullable Throwable at = refused; at != null; at = at.getCause()) {
            if (kind.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    private boolean aboutTheName() {
        String words = words();
        return words.contains("subject alternative") || words.startsWith("No name matching");
    }

    private String words() {
        return Objects.requireNonNullElse(refused.getMessage(), refused.toString());
    }

    /// Only its own certificate came, which it did not issue itself.
    private boolean issuerMissing() {
        return chain.size() == 1 && !selfIssued(chain.getFirst()) && noWayFound();
    }

    private boolean noWayFound() {
        return words().contains("unable to find valid certification path");
    }

    private static boolean selfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private String reason(Trouble trouble) {
        X509Certificate own = chain.getFirst();
        return switch (trouble) {
            case CERTIFICATE_EXPIRED -> expired();
            case CERTIFICATE_NOT_YET_VALID ->
                "it is valid only from " + own.getNotBefore().toInstant() + "; is the clock of this machine right?";
            case CERTIFICATE_WITHOUT_NAME ->
                "it holds no subject alternative name, by which the host " + host
                        + " could be checked, only the subject " + own.getSubjectX500Principal();
            case CERTIFICATE_OF_ANOTHER_NAME ->
                "it is not for the host " + host + " but for " + String.join(", ", names());
            case CERTIFICATE_ISSUER_MISSING ->
                "its issuer's certificate (" + own.getIssuerX500Principal()
                        + ") is missing: the server does not send it, and it is not trusted here";
            case UNTRUSTED_CERTIFICATE -> untrusted();
            case CERTIFICATE_NOT_PINNED -> "another fingerprint is pinned";
        };
    }

    private String expired() {
        return chain.stream()
                .filter(RefusedChain::over)
                .findFirst()
                .map(over -> (over.equals(chain.getFirst())
                                ? "it"
                                : "the certificate of its issuer " + over.getSubjectX500Principal())
                        + " expired on " + over.getNotAfter().toInstant())
                .orElse("a certificate in the CA file, or of the system, that vouches for it has expired");
    }

    private static boolean over(X509Certificate certificate) {
        try {
            certificate.checkValidity();
            return false;
        } catch (CertificateExpiredException over) {
            return true;
        } catch (CertificateNotYetValidException early) {
            return false;
        }
    }

    private String untrusted() {
        X509Certificate last = chain.getLast();
        if (!noWayFound()) {
            return words();
        }
        return selfIssued(chain.getFirst())
                ? "the server issued it itself (" + last.getSubjectX500Principal() + "), and it is not trusted here"
                : "it was issued by " + last.getIssuerX500Principal() + ", whom nobody here trusts";
    }

    private List<String> names() {
        try {
            Collection<List<?>> names = chain.getFirst().getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream().map(name -> String.valueOf(name.get(1))).collect(Collectors.toList());
        } catch (CertificateException unreadable) {
            return List.of();
        }
    }
}
