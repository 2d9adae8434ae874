package io.presencesync.simulators.bench;

/// What an event of the bench should lead to.
enum Kind {
    HOLD("dnd", "NOT_READY"),
    RELEASE("active", "READY");

    private final String presence;
    private final String state;

    Kind(String presence, String state) {
        this.presence = presence;
        this.state = state;
    }

    String presence() {
        return presence;
    }

    static Kind ofPresence(String presence) {
        return presence.equals(HOLD.presence) ? HOLD : RELEASE;
    }

    static Kind ofState(String state) {
        return state.equals(HOLD.state) ? HOLD : RELEASE;
    }
}
