package io.presencesync.simulators.finesse;

import java.util.List;

/// What is configured for one user: who he is and what he may do. The password is never printed.
///
/// @param loginId    agent id on CCE (peripheral number), user id on CCX; the id in every URI
/// @param extension  the phone he signs in with unless he names another
/// @param teamId     the team he belongs to
/// @param supervises ids of the teams he supervises; empty for an agent
public record UserProfile(
        String loginId,
        String loginName,
        String password,
        String firstName,
        String lastName,
        String extension,
        String teamId,
        List<String> supervises) {

    public static UserProfile agent(String loginId, String loginName, String password, String teamId) {
        return new UserProfile(loginId, loginName, password, loginName, "Agent", loginId, teamId, List.of());
    }

    public static UserProfile supervisor(
            String loginId, String loginName, String password, String teamId, List<String> supervises) {
        return new UserProfile(loginId, loginName, password, loginName, "Supervisor", loginId, teamId, supervises);
    }

    public UserProfile named(String first, String last) {
        return new UserProfile(loginId, loginName, password, first, last, extension, teamId, supervises);
    }

    public boolean isSupervisor() {
        return !supervises.isEmpty();
    }

    boolean supervisesTeam(String team) {
        return supervises.contains(team);
    }

    @Override
    public String toString() {
        return loginId + " (" + loginName + ")";
    }
}
