package io.presencesync.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A hold line as the text kept in SQL.
final class HoldJson {
    private static final Logger log = LoggerFactory.getLogger(HoldJson.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private HoldJson() {}

    static String text(HoldLine line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("plain records can always be written", impossible);
        }
    }

    /// Empty when it cannot be used: that agent is then taken as never seen.
    static Optional<HoldLine> read(String text) {
        try {
            HoldLine line = JSON.readValue(text, HoldLine.class);
            return line.v() > HoldLine.VERSION ? Optional.empty() : Optional.of(line);
        } catch (JsonProcessingException | RuntimeException unreadable) {
            log.warn("A hold of the database cannot be read and is left out ({} characters)", text.length());
            return Optional.empty();
        }
    }
}
