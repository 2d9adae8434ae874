package io.presencesync.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// A file beside another, for lines of that one which cannot be read: they are added to it before the other is written
/// anew or deleted, so that nothing is lost. Nobody reads or removes it but people. Blocks; for one thread at a time.
///
/// @param file made when the first line is kept
record Aside(Path file) {
    private static final Logger log = LoggerFactory.getLogger(Aside.class);

    /// For the lines of one file.
    static Aside beside(Path file) {
        return new Aside(file.resolveSibling(file.getFileName() + ".unreadable"));
    }

    /// Returns once the lines are written; without lines it does nothing.
    ///
    /// @param lines without their ends
    /// @param origin what they are, for the log
    /// @throws IOException when they cannot be kept: what they come from must then stay
    void keep(List<byte[]> lines, String origin) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            all.write(line);
            all.write('\n');
        }
        Files.write(file, all.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        tell(lines, origin);
    }

    /// It is about the file, whichever agent's work met it.
    private void tell(List<byte[]> lines, String origin) {
        Map<String, String> about = MDC.getCopyOfContextMap();
        MDC.clear();
        log.warn(
                "{}: {} cannot be used and {} kept in {}",
                origin,
                count(lines),
                lines.size() == 1 ? "is" : "are",
                file);
        if (about != null) {
            MDC.setContextMap(about);
        }
    }

    private static String count(List<byte[]> lines) {
        return lines.size() == 1 ? "1 line" : lines.size() + " lines";
    }
}
