package io.presencesync.presence;

/// Why an agent is left as he is, or waited for, as far as it concerns himself: what his gadget says in his language.
public enum Cause {
    /// Nothing that he needs to know.
    NONE,
    /// READY was chosen during this presence; it stands until the presence clears.
    OVERRIDE,
    /// His Not Ready is not ours.
    OWN_CHOICE,
    /// Until his call is over.
    IN_CALL,
    /// Until his wrap-up is over.
    WRAP_UP,
    /// A call is being offered to him.
    RINGING,
    /// Outside his working hours, or switched off by a rule.
    OFF_DUTY,
    PAUSED,
    /// His presence is not known to hold any more.
    STALE,
    /// His team lacks the reason code.
    LABEL_MISSING,
    SIGNED_OUT,
    /// Something else must happen first.
    WAITING
}
