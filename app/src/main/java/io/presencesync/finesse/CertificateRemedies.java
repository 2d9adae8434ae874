package io.presencesync.finesse;

import io.presencesync.net.UntrustedCertificate;
import java.net.URI;
import java.util.Optional;

/// What is wrong with a node's certificate, and what to do, for health, log and `check-config`.
///
/// @param code for scripts; stable
public record CertificateRemedies(String code, String message, String action) {
    private static final String PIN = " Or set finesse.fingerprint to it, if you know it to be the server's.";

    /// Of a node with which no trusted connection comes about.
    ///
    /// @param failure of an attempt to talk to it
    /// @param words of it, where no certificate was the reason
    public static CertificateRemedies of(URI node, Throwable failure, String words) {
        Optional<UntrustedCertificate> untrusted = UntrustedCertificate.in(failure);
        return untrusted
                .map(found -> new CertificateRemedies(
                        found.trouble().code(),
                        "the certificate of " + node + " is not trusted: " + found.reason()
                                + "; its SHA-256 fingerprint is " + found.fingerprint(),
                        action(found.trouble())))
                .orElseGet(() -> new CertificateRemedies(
                        UntrustedCertificate.Trouble.UNTRUSTED_CERTIFICATE.code(),
                        "no trusted connection to " + node + ": " + words,
                        action(UntrustedCertificate.Trouble.UNTRUSTED_CERTIFICATE)));
    }

    static String action(UntrustedCertificate.Trouble trouble) {
        return switch (trouble) {
            case UNTRUSTED_CERTIFICATE ->
                "Set FINESSE_CA_FILE to the PEM file of the CA that issued it, or of itself where it has none." + PIN;
            case CERTIFICATE_OF_ANOTHER_NAME ->
                "Name the node in FINESSE_BASE_URL by a name its certificate is for, or have it issued for this one."
                        + PIN;
            case CERTIFICATE_WITHOUT_NAME ->
                "Have the certificate issued anew with the node's name as subject alternative name." + PIN;
            case CERTIFICATE_ISSUER_MISSING ->
                "Add the issuer's (intermediate) certificate to FINESSE_CA_FILE, or upload it to Finesse as tomcat-trust"
                        + " so that the whole chain is sent." + PIN;
            case CERTIFICATE_EXPIRED ->
                "Renew it in Finesse (Cisco Unified OS Administration, Certificate Management, tomcat) or in the CA"
                        + " file." + PIN;
            case CERTIFICATE_NOT_YET_VALID -> "Set the clock of this machine right, or wait." + PIN;
            case CERTIFICATE_NOT_PINNED ->
                "When Finesse's certificate was renewed, set finesse.fingerprint to the new one; else somebody else may"
                        + " answer in its place.";
        };
    }
}
