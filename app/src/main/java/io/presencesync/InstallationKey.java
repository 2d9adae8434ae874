package io.presencesync;

import io.presencesync.presence.KeptFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A secret made up once and kept in the data folder, readable by its owner only, so that what was signed before a
/// restart holds after it. Whoever deletes the file makes all of that worthless at the next start.
final class InstallationKey {
    private static final String FILE = "key";
    private static final int BYTES = 32;

    private final SecretKeySpec key;

    private InstallationKey(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /// Blocks for the file.
    ///
    /// @throws IOException when it can be neither read nor written, or holds no key
    static InstallationKey of(Path data, SecureRandom random) throws IOException {
        Files.createDirectories(data);
        Path file = data.resolve(FILE);
        try {
            create(file, random);
        } catch (FileAlreadyExistsException kept) {
            // it is read like one that was just made
        }
        return new InstallationKey(read(file));
    }

    private static void create(Path file, SecureRandom random) throws IOException {
        byte[] fresh = new byte[BYTES];
        random.nextBytes(fresh);
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(file, options, ownerOnly())) {
            String line = HexFormat.of().formatHex(fresh) + "\n";
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    /// Empty where the file system knows no such permissions; the folder's own then hold.
    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static byte[] read(Path file) throws IOException {
        String kept = new String(KeptFile.read(file), StandardCharsets.US_ASCII).strip();
        if (!kept.matches("[0-9a-f]{" + 2 * BYTES + "}")) {
            throw new IOException(file + " holds no key: delete it to get a new one; gadgets then sign in again");
        }
        return HexFormat.of().parseHex(kept);
    }

    /// The key for one purpose; those of two purposes tell nothing of each other.
    byte[] of(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
