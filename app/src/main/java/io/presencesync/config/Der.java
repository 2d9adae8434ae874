package io.presencesync.config;

import java.util.Arrays;

/// Bytes of ASN.1 DER, and the little that is needed of it to put an old private key into the envelope of PKCS#8. Never
/// printed: it may be a key.
final class Der {
    static final Der NOTHING = new Der(new byte[0]);

    private static final byte[] VERSION_0 = {2, 1, 0};
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;

    private final byte[] bytes;

    /// @param bytes nobody changes them later
    Der(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    /// This private key of its algorithm's own form (PKCS#1, SEC 1) as PKCS#8 (RFC 5208).
    ///
    /// @param publicKey the matching public key as X.509 has it; its algorithm with curve is the private key's too
    Der pkcs8(Der publicKey) {
        int algorithm = contentAt(publicKey.bytes, 0);
        int end = contentAt(publicKey.bytes, algorithm) + lengthAt(publicKey.bytes, algorithm);
        byte[] identifier = Arrays.copyOfRange(publicKey.bytes, algorithm, end);
        return new Der(tagged(SEQUENCE, joined(VERSION_0, identifier, tagged(OCTETS, bytes))));
    }

    /// Where the content of the value that begins here begins itself.
    static int contentAt(byte[] der, int at) {
        int first = der[at + 1] & 0xFF;
        return at + 2 + (first < 0x80 ? 0 : first & 0x7F);
    }

    private static int lengthAt(byte[] der, int at) {
        int first = der[at + 1] & 0xFF;
        int length = first < 0x80 ? first : 0;
        for (int digit = 0; first >= 0x80 && digit < (first & 0x7F); digit++) {
            length = (length << 8) + (der[at + 2 + digit] & 0xFF);
        }
        return length;
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
}
