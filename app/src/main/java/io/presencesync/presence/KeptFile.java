package io.presencesync.presence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads what is kept in the data folder. Whatever goes wrong names the file: the JDK does not where a file can be
/// opened but not read, such as a folder in its place ("Is a directory") or a broken disk.
public final class KeptFile {
    private KeptFile() {}

    /// The whole file. Blocks.
    ///
    /// @throws FileSystemException which names the file, whatever the reason
    public static byte[] read(Path file) throws FileSystemException {
        return read(file, Integer.MAX_VALUE);
    }

    /// Its first bytes. Blocks.
    ///
    /// @throws FileSystemException which names the file, whatever the reason
    public static byte[] read(Path file, int most) throws FileSystemException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(most);
        } catch (FileSystemException named) {
            throw named;
        } catch (IOException unnamed) {
            FileSystemException named = new FileSystemException(file.toString(), null, unnamed.getMessage());
            named.initCause(unnamed);
            throw named;
        }
    }
}
