package io.presencesync.presence;

/// Why an agent is left as they are, or waited for, as far as it concerns them: what their gadget says in their
/// language.
/// The gadget is told the name in lower case; see the keys `code.` of its languages.
public enum Cause {
    /// Nothing that he needs to know.
    NONE,
    /// READY was chosen while busy; that stands until Webex shows them free.
    OVERRIDE,
    /// The agent's Not Ready, or what they chose to follow a call, is their own; with its reason label where it has
    /// one.
    OWN_CHOICE,
    /// Not Ready without a reason since the sign-in that we saw.
    SIGNED_IN,
    /// Not Ready by a supervisor, or by Finesse itself: a call not answered, a phone that failed.
    SET_ELSEWHERE,
    /// A presence other than "available" that changes nothing here: free by the rules, or ignored by them.
    NO_EFFECT,
    /// Until his call is over.
    IN_CALL,
    /// Until his wrap-up is over.
    WRAP_UP,
    /// A call is being offered to him.
    RINGING,
    /// Outside the working hours.
    OFF_DUTY,
    /// By a rule, at all hours.
    SWITCHED_OFF,
    PAUSED,
    /// His presence is not known to hold any more.
    STALE,
    /// The same, and by the settings holds end once it has lasted.
    FADING,
    /// The same for everybody: Webex is out of reach.
    FEED_DOWN,
    /// His team lacks the reason code.
    LABEL_MISSING,
    SIGNED_OUT,
    /// Something else must happen first.
    WAITING
}
