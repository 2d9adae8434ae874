package io.presencesync.simulators.finesse;

import org.jspecify.annotations.Nullable;

/// Who makes a request: a user, the administrator (an application user, no agent), or nobody.
record Caller(String name, boolean admin, @Nullable UserProfile profile) {
    static final Caller NOBODY = new Caller("", false, null);

    static Caller user(Agent agent) {
        return new Caller(agent.loginId(), false, agent.profile());
    }

    static Caller administrator(String name) {
        return new Caller(name, true, null);
    }

    boolean is(Agent agent) {
        return profile != null && profile.loginId().equals(agent.loginId());
    }

    boolean supervises(String teamId) {
        return profile != null && profile.supervisesTeam(teamId);
    }

    boolean isSupervisor() {
        return profile != null && profile.isSupervisor();
    }
}
