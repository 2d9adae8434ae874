package io.presencesync.presence;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The exact label of a Finesse Not Ready reason code, such as `Webex DND`.
public record ReasonLabel(String value) {
    public static final ReasonLabel DND = new ReasonLabel("Webex DND");
    public static final ReasonLabel CALL = new ReasonLabel("Webex Call");
    public static final ReasonLabel MEETING = new ReasonLabel("Webex Meeting");
    public static final ReasonLabel UNAVAILABLE = new ReasonLabel("Webex Unavailable");

    /// The four that the default rules use.
    public static final List<ReasonLabel> OURS = List.of(DND, CALL, MEETING, UNAVAILABLE);

    /// The one among these that people take for this label and Finesse does not: other capitals, or blanks too many.
    public Optional<String> miswritten(Collection<String> labels) {
        return labels.stream()
                .filter(other -> !other.equals(value))
                .filter(other -> other.strip().replaceAll("\\s+", " ").equalsIgnoreCase(value))
                .sorted()
                .findFirst();
    }

    /// What is wrong where none of these labels is this one, and what to do; no sentence of its own.
    ///
    /// @param labels those that there are
    public String gap(Collection<String> labels) {
        return miswritten(labels)
                .map(found -> "found \"" + found + "\", rename it to \"" + value + "\"")
                .orElse("Finesse has no Not Ready reason \"" + value + "\": create it");
    }

    @Override
    public String toString() {
        return value;
    }
}
