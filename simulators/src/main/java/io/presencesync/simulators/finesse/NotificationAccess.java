package io.presencesync.simulators.finesse;

import io.presencesync.simulators.finesse.xmpp.XmppHost;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who may sign in to the notification service and subscribe to what: every user to his own node and to SystemInfo,
/// a supervisor to those of his teams and their members.
final class NotificationAccess implements XmppHost {
    private static final Pattern TEAM = Pattern.compile("/finesse/api/Team/([^/]+)/Users");
    private static final Pattern USER = Pattern.compile("/finesse/api/User/([^/]+)");

    private final Cluster cluster;
    private final String domain;

    NotificationAccess(Cluster cluster, String domain) {
        this.cluster = cluster;
        this.domain = domain;
    }

    @Override
    public String domain() {
        return domain;
    }

    /// The administrator has no account here.
    @Override
    public Optional<String> signIn(String user, String password) {
        return cluster.credentials.check(user, password) instanceof Credentials.Accepted(Caller caller)
                ? Optional.ofNullable(caller.profile()).map(UserProfile::loginId)
                : Optional.empty();
    }

    @Override
    public Access access(String user, String node) {
        Matcher team = TEAM.matcher(node);
        if (team.matches()) {
            return cluster.teams.find(team.group(1)).isEmpty()
                    ? Access.NO_SUCH_NODE
                    : grantedIf(supervises(user, team.group(1)));
        }
        Matcher agent = USER.matcher(node);
        if (agent.matches()) {
            return cluster.agents
                    .find(agent.group(1))
                    .map(found -> grantedIf(found.loginId().equals(user)
                            || supervises(user, found.profile().teamId())))
                    .orElse(Access.NO_SUCH_NODE);
        }
        return node.equals(Updates.SYSTEM) ? Access.GRANTED : Access.NO_SUCH_NODE;
    }

    private static Access grantedIf(boolean allowed) {
        return allowed ? Access.GRANTED : Access.FORBIDDEN;
    }

    private boolean supervises(String user, String team) {
        return cluster.agents
                .find(user)
                .map(Agent::profile)
                .filter(it -> it.supervisesTeam(team))
                .isPresent();
    }

    @Override
    public Set<String> automatic(String user) {
        return Set.of("/finesse/api/User/" + user, Updates.SYSTEM);
    }
}
