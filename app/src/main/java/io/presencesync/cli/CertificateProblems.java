package io.presencesync.cli;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says why a certificate was refused, and what to do.
///
/// @param shown the certificate of whoever answers
record CertificateProblems(ServiceAddress address, @Nullable OwnCertificate own, X509Certificate shown) {
    private static final String RENEW = "Renew it; the service picks up new files by itself.";

    Problem other() {
        String ours = own == null
                ? "tls.certificate-file is not set, so none is known to be that of the service"
                : "it is not the one in " + own.file() + " (tls.certificate-file: " + own.subject() + ")";
        return problem(
                Problem.Code.OTHER_CERTIFICATE,
                "Whoever answers at " + address.first() + " shows the certificate of " + described() + "; " + ours
                        + ".",
                "When the file was renewed just now, ask again in ten seconds; when the settings were changed, restart"
                        + " the service; else something else listens on this port.");
    }

    Problem expired() {
        return problem(
                Problem.Code.CERTIFICATE_EXPIRED,
                "The certificate at " + address.first() + " (" + described() + ") expired on "
                        + shown.getNotAfter().toInstant() + ".",
                RENEW);
    }

    Problem notYetValid() {
        return problem(
                Problem.Code.CERTIFICATE_NOT_YET_VALID,
                "The certificate at " + address.first() + " (" + described() + ") is valid only from "
                        + shown.getNotBefore().toInstant() + ".",
                "Set the clock of this machine right, or wait.");
    }

    /// The JDK tells a wrong name by its words alone.
    Problem untrusted(CertificateException why) {
        String words = Objects.requireNonNullElse(why.getMessage(), "");
        if (words.contains("subject alternative") || words.startsWith("No name matching")) {
            return problem(
                    Problem.Code.CERTIFICATE_OF_ANOTHER_NAME,
                    "The certificate at " + address.first() + " is not for the host "
                            + address.first().getHost() + " but for " + names() + ".",
                    "Name the service with --url by a host its certificate is for, or leave --url out on the machine"
                            + " of the service.");
        }
        return problem(
                Problem.Code.UNTRUSTED_CERTIFICATE,
                "The certificate at " + address.first() + " (" + described() + ", issued by "
                        + shown.getIssuerX500Principal() + ") is not trusted: "
                        + (words.contains("unable to find valid certification path")
                                ? "nobody this system trusts has issued it"
                                : words)
                        + ".",
                "If it is right, name its issuer's certificate (PEM) with --ca-file, or run this with the settings of"
                        + " the service, whose own certificate is trusted.");
    }

    private static Problem problem(Problem.Code code, String message, String action) {
        return new Problem(code, message, action);
    }

    private String described() {
        return shown.getSubjectX500Principal() + ", SHA-256 " + fingerprint();
    }

    private String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(shown.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException unreadable) {
            return "unknown";
        }
    }

    private String names() {
        try {
            Collection<List<?>> names = shown.getSubjectAlternativeNames();
            if (names != null && !names.isEmpty()) {
                return names.stream().map(name -> String.valueOf(name.get(1))).collect(Collectors.joining(", "));
            }
        } catch (CertificateException unreadable) {
            // its subject is all that can be told
        }
        return shown.getSubjectX500Principal().toString();
    }
}
