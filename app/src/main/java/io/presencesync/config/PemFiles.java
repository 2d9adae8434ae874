package io.presencesync.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The certificate (with its chain, our own first) and the private key by which we are reached over TLS, both PEM.
public record PemFiles(Path certificate, Path key) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final byte[] CHALLENGE = "presence-sync".getBytes(StandardCharsets.US_ASCII);

    /// By what a key of this kind signs.
    private static final Map<String, String> SIGNS =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    /// What the two files hold at one moment. The key is never printed.
    public record Content(String certificate, String key, X509Certificate own) {
        public boolean same(Content other) {
            return certificate.equals(other.certificate) && key.equals(other.key);
        }

        @Override
        public String toString() {
            return "certificate of " + own.getSubjectX500Principal() + ", valid until "
                    + own.getNotAfter().toInstant();
        }
    }

    /// Reads both files and checks that they belong together.
    ///
    /// @throws IOException says which file cannot be used, and what to do
    public Content read() throws IOException {
        String certificates = text(certificate, "certificate");
        String keys = text(key, "key");
        X509Certificate own = own(certificates);
        PrivateKey secret = secret(keys, own);
        if (!belongs(secret, own)) {
            throw new IOException("the key in " + key + " is not that of the first certificate in " + certificate
                    + ": put our own certificate first, before those of its issuers, or name its key");
        }
        return new Content(certificates, keys, own);
    }

    /// PEM is ASCII; whatever else stands between the blocks does not matter.
    private static String text(Path file, String what) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new IOException("the " + what + " file " + file + " cannot be read", unreadable);
        }
    }

    private X509Certificate own(String pem) throws IOException {
        try {
            Collection<?> all = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)));
            Optional<?> first = all.stream().findFirst();
            if (first.isPresent() && first.get() instanceof X509Certificate own) {
                return own;
            }
            throw new IOException(certificate + " holds no certificate: it must be PEM, -----BEGIN CERTIFICATE-----");
        } catch (CertificateException broken) {
            throw new IOException(certificate + " holds no certificate that can be read: " + broken.getMessage());
        }
    }

    private PrivateKey secret(String pem, X509Certificate own) throws IOException {
        Matcher block = BLOCK.matcher(pem);
        if (!block.find()) {
            throw new IOException(key + " holds no private key: it must be PEM, -----BEGIN PRIVATE KEY-----");
        }
        byte[] der = pkcs8(block.group(1), block.group(2));
        try {
            return KeyFactory.getInstance(own.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException broken) {
            throw new IOException("the key in " + key + " is broken, or is no "
                    + own.getPublicKey().getAlgorithm() + " key as the certificate in " + certificate + " wants");
        }
    }

    private byte[] pkcs8(String kind, String base64) throws IOException {
        byte[] der = decoded(base64);
        return switch (kind) {
            case "PRIVATE KEY" -> der;
            case "RSA PRIVATE KEY" -> wrapped(der);
            case "ENCRYPTED PRIVATE KEY" ->
                throw new IOException("the key in " + key + " is encrypted: write it without a passphrase (openssl"
                        + " pkcs8 -topk8 -nocrypt), and let nobody else read the file");
            default ->
                throw new IOException("the key in " + key + " is of the old kind " + kind
                        + ": convert it with openssl pkcs8 -topk8 -nocrypt");
        };
    }

    private byte[] decoded(String base64) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException broken) {
            throw new IOException("the key in " + key + " is broken: it is no Base64");
        }
    }

    /// PKCS#1 in the envelope of PKCS#8 (RFC 5208): version 0, rsaEncryption, the key as octets.
    private static byte[] wrapped(byte[] pkcs1) {
        byte[] algorithm = {
            0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0
        };
        byte[] version = {2, 1, 0};
        return tagged(0x30, joined(version, algorithm, tagged(0x04, pkcs1)));
    }

    private static byte[] tagged(int tag, byte[] content) {
        byte[] head = {(byte) tag, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length};
        return joined(head, content);
    }

    private static byte[] joined(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static boolean belongs(PrivateKey secret, X509Certificate own) {
        try {
            Signature signature = Signature.getInstance(SIGNS.getOrDefault(secret.getAlgorithm(), "SHA256withRSA"));
            signature.initSign(secret);
            signature.update(CHALLENGE);
            byte[] signed = signature.sign();
            signature.initVerify(own.getPublicKey());
            signature.update(CHALLENGE);
            return signature.verify(signed);
        } catch (GeneralSecurityException other) {
            return false;
        }
    }
}
