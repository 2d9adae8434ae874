package io.presencesync.admin;

import io.presencesync.presence.KeptFile;
import io.presencesync.presence.Secret;
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
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the password of the user `admin`: the configured one, else one made up once and kept in the data folder.
public final class AdminPassword {
    private static final Logger LOG = LoggerFactory.getLogger(AdminPassword.class);
    private static final String FILE = "admin-password";

    private AdminPassword() {}

    /// Blocks for the file. The log says where a made-up password is kept, never what it is.
    ///
    /// @param data the data folder; made when missing
    /// @throws IOException when the file can be neither read nor written
    public static Secret resolve(@Nullable Secret configured, Path data) throws IOException {
        if (configured != null) {
            return configured;
        }
        Files.createDirectories(data);
        Path file = data.resolve(FILE);
        try {
            create(file);
            LOG.info("No admin password is set: made one up. User admin, password in {}", file);
        } catch (FileAlreadyExistsException kept) {
            LOG.info("No admin password is set: user admin, password as before in {}", file);
        }
        return read(file);
    }

    private static void create(Path file) throws IOException {
        byte[] random = new byte[18];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(file, options, ownerOnly())) {
            channel.write(ByteBuffer.wrap((password + "\n").getBytes(StandardCharsets.UTF_8)));
        }
    }

    /// Empty where the file system knows no such permissions; the folder's own then hold.
    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static Secret read(Path file) throws IOException {
        String password = new String(KeptFile.read(file), StandardCharsets.UTF_8).strip();
        if (password.isEmpty()) {
            throw new IOException(file + " is empty: write a password into it, or delete it to get a new one");
        }
        return new Secret(password);
    }
}
