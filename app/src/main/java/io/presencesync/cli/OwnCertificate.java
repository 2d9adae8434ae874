package io.presencesync.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The certificate by which the service is reached, as the settings name it. Its key is not needed here.
record OwnCertificate(Path file, X509Certificate certificate) {
    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----.*?-----END (?:TRUSTED |X509 )?CERTIFICATE-----",
            Pattern.DOTALL);

    /// @throws Problem.Found when the file holds none that can be read
    static OwnCertificate of(Path file) throws Problem.Found {
        return new OwnCertificate(file, all(file, "tls.certificate-file").getFirst());
    }

    /// Every certificate of a file: PEM, with keys between them or not, or DER.
    ///
    /// @param setting what names the file
    static List<X509Certificate> all(Path file, String setting) throws Problem.Found {
        try {
            List<X509Certificate> all = parsed(Files.readAllBytes(file));
            if (!all.isEmpty()) {
                return all;
            }
            throw unusable(file, setting, "holds no certificate", "It must be PEM, -----BEGIN CERTIFICATE-----.");
        } catch (CertificateException broken) {
            throw unusable(file, setting, "holds no certificate that can be read", "It must be PEM or DER.");
        } catch (IOException unreadable) {
            boolean missing = !Files.exists(file);
            throw unusable(
                    file,
                    setting,
                    missing ? "does not exist" : "cannot be read by this user",
                    missing ? "Name the file that there is." : "Run this as the user of the service.");
        }
    }

    private static Problem.Found unusable(Path file, String setting, String why, String action) {
        return new Problem(
                        Problem.Code.CERTIFICATE_FILE,
                        setting + ": " + file + " " + why + ", so that the service cannot be told from others.",
                        action)
                .found();
    }

    private static List<X509Certificate> parsed(byte[] content) throws CertificateException {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        List<X509Certificate> all = new ArrayList<>();
        if (!text.contains("-----BEGIN ")) {
            add(all, content);
            return all;
        }
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            add(all, block.group().getBytes(StandardCharsets.ISO_8859_1));
        }
        return all;
    }

    private static void add(List<X509Certificate> all, byte[] one) throws CertificateException {
        Certificate read = CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(one));
        if (read instanceof X509Certificate certificate) {
            all.add(certificate);
        }
    }

    boolean sameKey(X509Certificate other) {
        return certificate.getPublicKey().equals(other.getPublicKey());
    }

    String subject() {
        return certificate.getSubjectX500Principal().toString();
    }

    /// For people, when others would refuse it: its time is over, or has not come. Empty when it is well.
    static String remark(X509Certificate shown) {
        try {
            shown.checkValidity();
            return "";
        } catch (CertificateExpiredException expired) {
            return "The certificate of the service expired on "
                    + at(shown.getNotAfter().toInstant())
                    + ": agents' browsers refuse it. Renew it; the service picks up new files by itself.";
        } catch (CertificateNotYetValidException early) {
            return "The certificate of the service is valid only from "
                    + at(shown.getNotBefore().toInstant()) + ": agents' browsers refuse it until then.";
        }
    }

    private static String at(Instant time) {
        return time.toString();
    }
}
