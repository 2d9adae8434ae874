package io.presencesync.gadget;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What Finesse answered when an agent's gadget wanted to read something.
///
/// @param status the HTTP status; null when Finesse did not answer, or the desktop's library could not understand it
/// @param type   Finesse's error type, or `timeout`; null when none was told
/// @param since  when the gadget told it first, by our clock
public record GadgetFault(
        @Nullable Integer status, @Nullable String type, Instant since) {
    private static final int LONGEST_TYPE = 80;

    /// What a gadget says goes into logs and pages: it is cut, and loses its control characters.
    static GadgetFault of(JsonNode told, Instant now) {
        int status = told.path("status").asInt(0);
        String type = GadgetWords.text(told, "type");
        return new GadgetFault(status >= 100 && status <= 599 ? status : null, type == null ? null : tidy(type), now);
    }

    private static String tidy(String type) {
        String printable = type.replaceAll("\\p{Cntrl}", " ");
        return printable.length() > LONGEST_TYPE ? printable.substring(0, LONGEST_TYPE) : printable;
    }

    boolean same(@Nullable GadgetFault other) {
        return other != null && equals(new GadgetFault(other.status(), other.type(), since));
    }

    /// `500 Internal Server Error`, or `no answer (timeout)`.
    public String inWords() {
        String answer = status == null ? "no answer" : status.toString();
        return type == null ? answer : status == null ? answer + " (" + type + ")" : answer + " " + type;
    }
}
