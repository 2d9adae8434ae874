package io.presencesync.admin;

import io.presencesync.engine.AgentView;
import io.presencesync.engine.Roster;
import io.presencesync.engine.SiteFacts;
import io.presencesync.engine.StatusView;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Pause;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.Reason;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import io.presencesync.presence.WebexAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Two agents: Alice is in a meeting and held, Bob is not in Webex.
record FixedView(List<ConnectionState> links, boolean ready, List<AgentView> more, List<SiteFacts> facts)
        implements StatusView {
    FixedView(List<ConnectionState> links, boolean ready, List<AgentView> more) {
        this(links, ready, more, List.of());
    }

    FixedView(List<ConnectionState> links, boolean ready) {
        this(links, ready, List.of());
    }

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Override
    public List<AgentView> agents() {
        List<AgentView> all = new ArrayList<>(List.of(alice("main"), bob()));
        all.addAll(more);
        return all;
    }

    @Override
    public List<Roster.Missing> unresolved() {
        return List.of(new Roster.Missing("bob", "nobody has this address in Webex"));
    }

    @Override
    public List<String> reasonCodeGaps() {
        return List.of("Team Sales lacks the reason code Webex DND");
    }

    static AgentView alice(String site) {
        String composition = "{\"status\":\"meeting\",\"meetingType\":\"online\"}";
        Presence presence = new Presence("meeting", "online", null, NOW, PresenceOrigin.MERCURY, NOW, composition);
        AgentState state = new AgentState(
                StateName.NOT_READY, new Reason("12", 21, "Webex Meeting"), null, NOW, StateSource.GADGET, NOW);
        return new AgentView(
                new AgentId(new SiteId(site), new FinesseUserId("1001")),
                "alice",
                "Alice A",
                new WebexAddress("alice@example.com"),
                presence,
                state,
                true,
                true,
                null,
                "Hold: in a meeting",
                new Pause(NOW, Pause.Author.AGENT));
    }

    private static AgentView bob() {
        return new AgentView(
                id("1002"),
                "bob",
                "Bob B",
                new WebexAddress("bob@example.com"),
                null,
                null,
                false,
                false,
                "nobody has this address in Webex",
                null,
                null);
    }

    private static AgentId id(String user) {
        return new AgentId(SiteId.MAIN, new FinesseUserId(user));
    }
}
