package io.presencesync.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// A file of certificates or keys: either one object in DER, or PEM, where blocks stand between whatever text.
/// Knows nothing of what the blocks hold.
///
/// @param whole the file when it is binary, empty when it is text
/// @param blocks in their order; none in a binary file
record Pem(Path file, Der whole, List<Block> blocks) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN [A-Z0-9 ]+-----");
    private static final String EXTRACT =
            "Write its content as PEM with: openssl pkcs12 -in FILE -nodes -out tls.pem, and name that file as"
                    + " certificate and as key.";

    /// One object between its BEGIN and END lines.
    ///
    /// @param label such as `CERTIFICATE`
    /// @param encrypted whether it is marked as encrypted in the old way of OpenSSL
    record Block(String label, Der der, boolean encrypted) {}

    /// Reads a file. Blocks for the disk.
    ///
    /// @param what `certificate` or `key`, for messages
    static Pem read(Path file, String what) throws UnusableFile {
        byte[] content = content(file, what);
        if (isDer(content)) {
            refuseKeyStore(file, content);
            return new Pem(file, new Der(content), List.of());
        }
        String text = TextBytes.decode(content);
        Pem read = new Pem(file, Der.NOTHING, blocks(file, text));
        if (read.blocks().isEmpty() && BEGIN.matcher(text).find()) {
            throw new UnusableFile(
                    "the file " + file + " is cut off: a BEGIN line is without its END line",
                    "Copy the whole file again.");
        }
        return read;
    }

    boolean binary() {
        return whole.bytes().length > 0;
    }

    /// Whether any block's label ends so.
    boolean holds(String label) {
        return blocks.stream().anyMatch(block -> block.label().endsWith(label));
    }

    private static byte[] content(Path file, String what) throws UnusableFile {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new UnusableFile("the " + what + " file " + file + " does not exist", "Correct its name.");
        } catch (IOException | SecurityException unreadable) {
            throw new UnusableFile(
                    "the " + what + " file " + file + " cannot be read",
                    "Let the user the service runs as read it; it must be a file, not a folder.");
        }
    }

    /// A sequence whose length is written as no text has it, or is that of the file.
    private static boolean isDer(byte[] content) {
        boolean length = content.length > 4 && ((content[1] & 0xF0) == 0x80 || content[1] + 2 == content.length);
        boolean sequence = length && content[0] == 0x30;
        boolean javaKeyStore = content.length > 4 && content[0] == (byte) 0xFE && content[1] == (byte) 0xED;
        return sequence || javaKeyStore;
    }

    private static void refuseKeyStore(Path file, byte[] content) throws UnusableFile {
        if (content[0] != 0x30) {
            throw new UnusableFile(
                    "the file " + file + " is a Java key store",
                    "Make a PKCS#12 file of it with keytool -importkeystore. " + EXTRACT);
        }
        int inside = Der.contentAt(content, 0);
        boolean version3 = content[inside] == 2 && content[inside + 1] == 1 && content[inside + 2] == 3;
        if (version3) {
            throw new UnusableFile("the file " + file + " is a PKCS#12 file (.pfx, .p12)", EXTRACT);
        }
    }

    private static List<Block> blocks(Path file, String text) throws UnusableFile {
        try {
            return BLOCK.matcher(text)
                    .results()
                    .map(found -> block(found.group(1), found.group(2)))
                    .toList();
        } catch (IllegalArgumentException broken) {
            throw new UnusableFile(
                    "the file " + file + " is broken: what stands between BEGIN and END is no Base64",
                    "Copy the whole file again.");
        }
    }

    /// Headers, which old encrypted keys have, end with an empty line.
    private static Block block(String label, String body) {
        boolean headers = body.contains(":");
        String base64 = headers ? body.replaceFirst("(?s)^.*?\\R\\s*?\\R", "") : body;
        boolean encrypted = body.contains("ENCRYPTED") || label.startsWith("ENCRYPTED");
        return new Block(label, new Der(Base64.getDecoder().decode(base64.replaceAll("\\s", ""))), encrypted);
    }
}
