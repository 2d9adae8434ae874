package io.presencesync.config;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Reads the certificates of a file: PEM with anything between (keys too), one in DER, or a PKCS#7 collection (.p7b) in
/// either. `check-config`, the server's own certificate and the CA file of Finesse all read by this.
public final class CertificateFile {
    private static final String PEM_IT = "Name a PEM file: text with -----BEGIN CERTIFICATE-----.";

    private CertificateFile() {}

    /// At least one, in their order. Blocks for the disk.
    public static List<X509Certificate> read(Path file) throws UnusableFile {
        Pem pem = Pem.read(file, "certificate");
        List<X509Certificate> found = new ArrayList<>();
        if (pem.binary()) {
            found.addAll(parsed(file, pem.whole()));
        }
        for (Pem.Block block : pem.blocks()) {
            if (isCertificate(block.label())) {
                found.addAll(parsed(file, block.der()));
            }
        }
        if (found.isEmpty()) {
            throw nothing(file, pem);
        }
        return List.copyOf(found);
    }

    /// Whether a private key stands in it too. Blocks for the disk.
    static boolean holdsKey(Path file) throws UnusableFile {
        return Pem.read(file, "certificate").holds("PRIVATE KEY");
    }

    private static boolean isCertificate(String label) {
        return label.equals("PKCS7") || label.equals("CMS") || label.matches("(X509 |TRUSTED )?CERTIFICATE");
    }

    private static UnusableFile nothing(Path file, Pem pem) {
        if (pem.holds("CERTIFICATE REQUEST")) {
            return new UnusableFile(
                    "the file " + file + " holds no certificate but a request for one (CSR)",
                    "Send it to your certificate authority, and name the certificate that comes back.");
        }
        if (pem.holds("PRIVATE KEY")) {
            return new UnusableFile(
                    "the file " + file + " holds no certificate but a private key",
                    "Name the certificate's file here; the two files may be swapped.");
        }
        return new UnusableFile("the file " + file + " holds no certificate", PEM_IT);
    }

    private static List<X509Certificate> parsed(Path file, Der der) throws UnusableFile {
        try (InputStream in = new ByteArrayInputStream(der.bytes())) {
            Collection<?> all = CertificateFactory.getInstance("X.509").generateCertificates(in);
            return all.stream()
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException | java.io.IOException broken) {
            throw new UnusableFile(
                    "the file " + file + " holds no certificate that can be read",
                    "It is broken, or something else than X.509. " + PEM_IT);
        }
    }
}
