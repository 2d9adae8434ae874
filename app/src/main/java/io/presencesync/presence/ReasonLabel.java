package io.presencesync.presence;

import java.util.List;

/// The exact label of a Finesse Not Ready reason code, such as `Webex DND`.
public record ReasonLabel(String value) {
    public static final ReasonLabel DND = new ReasonLabel("Webex DND");
    public static final ReasonLabel CALL = new ReasonLabel("Webex Call");
    public static final ReasonLabel MEETING = new ReasonLabel("Webex Meeting");
    public static final ReasonLabel UNAVAILABLE = new ReasonLabel("Webex Unavailable");

    /// The four that the default rules use.
    public static final List<ReasonLabel> OURS = List.of(DND, CALL, MEETING, UNAVAILABLE);

    @Override
    public String toString() {
        return value;
    }
}
