package io.presencesync.finesse;

import io.presencesync.finesse.NotificationHealth.Obstacle;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.StateName;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether a notification session may be opened with the supervisor account now, and where. The account is asked for
/// itself first: so a wrong password costs one refusal in all, and we see whether it is signed in to a desktop. Then no
/// session is opened with it, for Finesse takes any session of a user as his desktop: ours would hide that his own was
/// lost, or have him signed out when ours ends.
final class NotificationDoor {
    private static final int OLD_PORT = 7443;
    private static final Set<StateName> NOT_AT_A_DESK = Set.of(StateName.LOGOUT, StateName.UNKNOWN);

    /// Where to go in, or why not.
    sealed interface Answer {
        /// To be gone through.
        ///
        /// @param endpoints to be tried in this order
        record Open(FinesseUserId user, String domain, String pubSubDomain, List<URI> endpoints) implements Answer {}

        /// Not now.
        record Shut(Obstacle why) implements Answer {}
    }

    /// Why it cannot be used the link itself tells, with what to do.
    static final Obstacle NO_ACCOUNT =
            Obstacle.lasting("no_account", "no supervisor account can be used", "Do what the link finesse asks for.");

    private final @Nullable FinesseClient supervisor;
    private final NodeWatch watch;

    NotificationDoor(@Nullable FinesseClient supervisor, NodeWatch watch) {
        this.supervisor = supervisor;
        this.watch = watch;
    }

    /// Blocks for two requests.
    Answer knock(URI node) {
        FinesseClient client = supervisor;
        if (client == null || client.account().stopped()) {
            return shut(NO_ACCOUNT);
        }
        try {
            FinesseUser self = client.self();
            if (atADesk(self.state())) {
                return new Answer.Shut(signedIn(self.login()));
            }
            return open(node, self.loginId(), watch.ask(node));
        } catch (FinesseFailure failure) {
            return shut(obstacle(client, failure));
        }
    }

    /// Whether a user in this state is signed in to a desktop.
    static boolean atADesk(StateName state) {
        return !NOT_AT_A_DESK.contains(state);
    }

    static Obstacle signedIn(String login) {
        return Obstacle.lasting(
                "supervisor_signed_in",
                "the supervisor account \"" + login + "\" is signed in to a desktop, so no session is opened with it",
                "Give Presence Sync a supervisor account that nobody signs in with, or sign it out.");
    }

    private static Answer open(URI node, FinesseUserId user, SystemInfo info) {
        if (!info.inService()) {
            return shut(Obstacle.passing("out_of_service", node + " is out of service"));
        }
        String domain = info.xmppDomain() == null ? node.getHost() : info.xmppDomain();
        String pubSub = info.xmppPubSubDomain() == null ? "pubsub." + domain : info.xmppPubSubDomain();
        return new Answer.Open(user, domain, pubSub, endpoints(node));
    }

    /// 12.6 and newer serve it beside the REST API, 12.0 and 12.5 on a port of its own.
    static List<URI> endpoints(URI node) {
        boolean secure = "https".equals(node.getScheme());
        URI beside = URI.create((secure ? "wss://" : "ws://") + node.getRawAuthority() + "/ws");
        String host = node.getHost();
        return secure && host != null
                ? List.of(beside, URI.create("wss://" + host + ":" + OLD_PORT + "/ws"))
                : List.of(beside);
    }

    private static Obstacle obstacle(FinesseClient client, FinesseFailure failure) {
        Outcome.Failed failed = failure.failed();
        if (failed.failure() == Outcome.Failure.ACCOUNT_STOPPED) {
            return NO_ACCOUNT;
        }
        if (failed.failure() == Outcome.Failure.RETRY) {
            return Obstacle.passing("finesse_down", "Finesse cannot be asked: " + failed.message());
        }
        return failure.status() == 404
                ? unknown(client, failed)
                : Obstacle.lasting(
                        "account_unusable",
                        "the supervisor account cannot read itself: " + failed.message(),
                        "Give a supervisor that is a Finesse user, not the administrator.");
    }

    private static Obstacle unknown(FinesseClient client, Outcome.Failed failed) {
        String id = client.own().id().value();
        return Obstacle.lasting(
                "supervisor_unknown",
                "Finesse has no user \"" + id + "\", as which the supervisor account asked for itself: "
                        + failed.message(),
                "Before CCE 12.5 Finesse knows a user by the id alone, not by the login name: set finesse.supervisor-id"
                        + " (PRESENCE_SYNC_FINESSE_SUPERVISOR_ID) to the account's agent ID, or FINESSE_ADMIN_TOKEN, by"
                        + " which it is looked up. It must be a supervisor who is a Finesse user, not the"
                        + " administrator.");
    }

    private static Answer shut(Obstacle why) {
        return new Answer.Shut(why);
    }
}
