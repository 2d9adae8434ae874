package io.presencesync.simulators.finesse;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/// Makes a fresh self-signed certificate (X.509 v3, P-256) for a host name and 127.0.0.1, as a Finesse node has one
/// after installation. The JDK has no public way to make one, so its DER is written here.
final class SelfSigned {
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int OID = 0x06;
    private static final int UTF8 = 0x0c;
    private static final int UTC_TIME = 0x17;
    private static final int VERSION = 0xa0;
    private static final int EXTENSIONS = 0xa3;
    private static final int DNS_NAME = 0x82;
    private static final int IP_ADDRESS = 0x87;

    /// 1.2.840.10045.4.3.2, ecdsa-with-SHA256.
    private static final byte[] ECDSA_SHA256 = {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x04, 0x03, 0x02};

    /// 2.5.4.3, common name.
    private static final byte[] COMMON_NAME = {0x55, 0x04, 0x03};

    /// 2.5.29.17, subject alternative name.
    private static final byte[] ALTERNATIVE_NAME = {0x55, 0x1d, 0x11};

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private SelfSigned() {}

    /// Valid from a day ago for a year.
    static PemPair create(String host, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            byte[] body = body(host, now, keys);
            byte[] certificate = der(SEQUENCE, body, algorithm(), bits(sign(keys, body)));
            return new PemPair(
                    pem("CERTIFICATE", certificate),
                    pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException("this JDK has no P-256", unavailable);
        }
    }

    private static byte[] body(String host, Instant now, KeyPair keys) {
        return der(
                SEQUENCE,
                der(VERSION, der(INTEGER, new byte[] {2})),
                der(INTEGER, BigInteger.valueOf(now.toEpochMilli()).toByteArray()),
                algorithm(),
                name(host),
                der(SEQUENCE, time(now.minus(Duration.ofDays(1))), time(now.plus(Duration.ofDays(365)))),
                name(host),
                keys.getPublic().getEncoded(),
                der(EXTENSIONS, der(SEQUENCE, alternativeNames(host))));
    }

    private static byte[] alternativeNames(String host) {
        byte[] names = der(SEQUENCE, der(DNS_NAME, ascii(host)), der(IP_ADDRESS, LOOPBACK));
        return der(SEQUENCE, der(OID, ALTERNATIVE_NAME), der(OCTET_STRING, names));
    }

    private static byte[] name(String host) {
        byte[] utf8 = host.getBytes(StandardCharsets.UTF_8);
        return der(SEQUENCE, der(SET, der(SEQUENCE, der(OID, COMMON_NAME), der(UTF8, utf8))));
    }

    private static byte[] time(Instant at) {
        return der(UTC_TIME, ascii(UTC.format(at)));
    }

    private static byte[] algorithm() {
        return der(SEQUENCE, der(OID, ECDSA_SHA256));
    }

    private static byte[] bits(byte[] content) {
        return der(BIT_STRING, new byte[] {0}, content);
    }

    private static byte[] sign(KeyPair keys, byte[] body) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(body);
        return signature.sign();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Tag, length, contents.
    private static byte[] der(int tag, byte[]... contents) {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        for (byte[] content : contents) {
            inner.writeBytes(content);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        writeLength(out, inner.size());
        out.writeBytes(inner.toByteArray());
        return out.toByteArray();
    }

    private static void writeLength(ByteArrayOutputStream out, int length) {
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length & 0xff);
        }
    }

    private static String pem(String kind, byte[] der) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }
}
