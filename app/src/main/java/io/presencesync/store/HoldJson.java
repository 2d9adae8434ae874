package io.presencesync.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;

/// A hold line as JSON text, in the hold log and in SQL.
final class HoldJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private HoldJson() {}

    static String text(HoldLine line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("plain records can always be written", impossible);
        }
    }

    /// Empty when it cannot be used.
    static Optional<HoldLine> read(byte[] text) {
        try {
            HoldLine line = JSON.readValue(text, HoldLine.class);
            line.durable();
            return line.v() > HoldLine.VERSION ? Optional.empty() : Optional.of(line);
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /// The version of the program's form that a line says it has; 0 when it says none, or is no line at all.
    static int version(byte[] text) {
        try {
            return JSON.readTree(text).path("v").asInt(0);
        } catch (IOException unreadable) {
            return 0;
        }
    }
}
