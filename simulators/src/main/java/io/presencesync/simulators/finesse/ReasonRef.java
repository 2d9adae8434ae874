package io.presencesync.simulators.finesse;

/// What the User field `reasonCodeId` holds: a reason code's database id (never its numeric code), empty, or `-1`.
public record ReasonRef(String id) {
    /// The user chose no reason.
    public static final ReasonRef NONE = new ReasonRef("");

    /// Just signed in, no codes configured, or lost in a fail-over.
    public static final ReasonRef UNKNOWN = new ReasonRef("-1");

    public static ReasonRef of(int id) {
        return new ReasonRef(Integer.toString(id));
    }
}
