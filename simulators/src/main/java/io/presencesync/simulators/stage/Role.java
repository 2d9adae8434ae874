package io.presencesync.simulators.stage;

import io.presencesync.simulators.finesse.UserProfile;

/// One person of the demo, who is a Finesse user and a Webex person at once.
///
/// @param token stands for the person in single sign-on, so that several desktops can be open in one browser
record Role(String loginId, String first, String last, Mode mode, String password, String token) {
    static final String DOMAIN = "example.com";

    static Role of(String loginId, String first, String last, Mode mode) {
        return new Role(loginId, first, last, mode, "demo-" + loginId, "demo-token-" + loginId);
    }

    String loginName() {
        return first.toLowerCase(java.util.Locale.ROOT);
    }

    String email() {
        return loginName() + "@" + DOMAIN;
    }

    String name() {
        return first + " " + last;
    }

    String teamId() {
        return mode == Mode.GADGET ? Cast.SALES : Cast.SERVICE;
    }

    UserProfile profile() {
        return UserProfile.agent(loginId, loginName(), password, teamId()).named(first, last);
    }

    @Override
    public String toString() {
        return name();
    }
}
