package io.presencesync.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file of the embedded database, looked at before it is opened for writing: H2 writes to a file by opening it.
/// Blocks.
///
/// @param file `presence-sync.mv.db`
/// @param name for messages
record EmbeddedFile(Path file, String name) {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedFile.class);
    /// The newest of H2 2's formats. The header of the file says it: `H:2,blockSize:1000,...,format:3,...`.
    private static final int NEWEST_FORMAT = 3;
    private static final int HEADER = 4096;
    private static final Pattern FORMAT = Pattern.compile("\\AH:[^\n]*?,format:([0-9]{1,6})[,\n]");
    private static final String SUFFIX = ".mv.db";

    /// Opens it for reading alone. A file that cannot be read so is left as it is: opening it tells why.
    ///
    /// @throws NewerStoreException when a newer version of this program, or of H2, wrote it
    void refuseNewer() throws NewerStoreException {
        try {
            refuseNewerFormat();
            try (Connection connection = DriverManager.getConnection(url(), "sa", "")) {
                Schema.refuseNewer(connection, name);
            }
        } catch (NewerStoreException newer) {
            throw newer;
        } catch (IOException | SQLException unreadable) {
            log.debug("{} cannot be looked at before it is opened", file, unreadable);
        }
    }

    private void refuseNewerFormat() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String header = new String(in.readNBytes(HEADER), StandardCharsets.ISO_8859_1);
            Matcher found = FORMAT.matcher(header);
            if (found.find() && Integer.parseInt(found.group(1)) > NEWEST_FORMAT) {
                throw NewerStoreException.format(file, Integer.parseInt(found.group(1)), NEWEST_FORMAT);
            }
        }
    }

    private String url() {
        String path = file.toString();
        return "jdbc:h2:file:" + path.substring(0, path.length() - SUFFIX.length())
                + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE;DB_CLOSE_ON_EXIT=FALSE";
    }
}
