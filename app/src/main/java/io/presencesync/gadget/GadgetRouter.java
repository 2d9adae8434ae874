package io.presencesync.gadget;

import com.fasterxml.jackson.databind.JsonNode;
import io.presencesync.presence.SiteId;
import io.presencesync.socketio.DisconnectReason;
import io.presencesync.socketio.SocketIoAck;
import io.presencesync.socketio.SocketIoListener;
import io.presencesync.socketio.SocketIoSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Brings each gadget to its site: the one its address in the desktop layout names (`?site=`), else the one whose
/// desktops have the origin of its page, else the only one there is. Whoever belongs to none is refused.
public final class GadgetRouter implements SocketIoListener {
    private static final int LONGEST_NAME = 32;

    private final List<Entrance> entrances;
    private final Map<String, GadgetServer> bySocket = new ConcurrentHashMap<>();

    /// Where the gadgets of a site go in.
    ///
    /// @param origins of the site's desktops
    /// @param server null when gadgets are not let in
    /// @param unavailable without a server: whether that may pass, so that gadgets try again soon
    /// @param why without a server: why not, for the agent
    public record Entrance(
            SiteId site, Set<String> origins, @Nullable GadgetServer server, boolean unavailable, String why) {
        public static Entrance open(SiteId site, List<String> origins, GadgetServer server) {
            return new Entrance(site, Set.copyOf(origins), server, false, "");
        }

        private boolean forGadgets() {
            return server != null || unavailable;
        }

        public static Entrance closed(SiteId site, List<String> origins, boolean unavailable, String why) {
            return new Entrance(site, Set.copyOf(origins), null, unavailable, why);
        }
    }

    /// @param entrances one a site
    public GadgetRouter(List<Entrance> entrances) {
        this.entrances = List.copyOf(entrances);
    }

    @Override
    public void onConnect(SocketIoSocket socket) {
        List<Entrance> found = entrancesFor(socket);
        if (found.size() != 1) {
            GadgetServer.refuse(socket, "unknown_site", whyNoSite(socket));
            return;
        }
        Entrance entrance = found.getFirst();
        GadgetServer server = entrance.server();
        if (server == null) {
            GadgetServer.refuse(socket, entrance.unavailable() ? "unavailable" : "unknown_site", entrance.why());
            return;
        }
        bySocket.put(socket.id(), server);
        server.onConnect(socket);
    }

    private List<Entrance> entrancesFor(SocketIoSocket socket) {
        String named = named(socket);
        if (!named.isEmpty()) {
            return entrances.stream()
                    .filter(entrance -> entrance.site().value().equals(named))
                    .toList();
        }
        if (entrances.size() == 1) {
            return entrances;
        }
        String origin = socket.origin().orElse("");
        List<Entrance> there = entrances.stream()
                .filter(entrance -> entrance.origins().contains(origin))
                .toList();
        List<Entrance> forGadgets = there.stream().filter(Entrance::forGadgets).toList();
        return forGadgets.isEmpty() ? there : forGadgets;
    }

    private static String named(SocketIoSocket socket) {
        JsonNode auth = socket.handshakeAuth();
        return auth == null ? "" : auth.path("site").asText("").strip();
    }

    private String whyNoSite(SocketIoSocket socket) {
        String known =
                entrances.stream().map(entrance -> "?site=" + entrance.site()).collect(Collectors.joining(" or "));
        String remedy = "the gadget's address in the desktop layout must end in " + known;
        String named = named(socket);
        if (named.isEmpty()) {
            return "it does not say to which site it belongs, and its origin does not tell: " + remedy;
        }
        boolean shown = named.length() <= LONGEST_NAME && named.matches("[A-Za-z0-9_.-]+");
        return "there is no site " + (shown ? named : "of that name") + " here: " + remedy;
    }

    @Override
    public void onEvent(SocketIoSocket socket, String event, List<JsonNode> arguments, SocketIoAck ack) {
        GadgetServer server = bySocket.get(socket.id());
        if (server != null) {
            server.onEvent(socket, event, arguments, ack);
        }
    }

    @Override
    public void onDisconnect(SocketIoSocket socket, DisconnectReason reason) {
        GadgetServer server = bySocket.remove(socket.id());
        if (server != null) {
            server.onDisconnect(socket, reason);
        }
    }
}
