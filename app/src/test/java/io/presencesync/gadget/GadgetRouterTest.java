package io.presencesync.gadget;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.presencesync.config.TrustedProxies;
import io.presencesync.engine.AgentStateListener;
import io.presencesync.engine.IdentityCheck;
import io.presencesync.engine.ManualTimers;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.SiteId;
import io.presencesync.socketio.DisconnectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GadgetRouterTest {
    private static final SiteId EMEA = new SiteId("emea");
    private static final SiteId APAC = new SiteId("apac");
    private static final String EMEA_DESK = "https://fin.emea.example.com:8445";
    private static final String APAC_DESK = "https://fin.apac.example.com:8445";
    private static final String SHARED_DESK = "https://desk.example.com";

    private final ManualTimers timers = new ManualTimers();
    private final List<String> asked = new ArrayList<>();
    private final List<AgentId> seen = new ArrayList<>();
    private final List<AgentId> gone = new ArrayList<>();
    private final GadgetRouter two = new GadgetRouter(List.of(
            GadgetRouter.Entrance.open(EMEA, List.of(EMEA_DESK, SHARED_DESK), server(EMEA, true)),
            GadgetRouter.Entrance.open(APAC, List.of(APAC_DESK, SHARED_DESK), server(APAC, false))));

    private GadgetServer server(SiteId site, boolean legacy) {
        IdentityCheck finesse = (user, header) -> {
            asked.add(site + " " + user);
            return new IdentityCheck.Result.Proven(user, "agent" + user, "Agent " + user);
        };
        AgentStateListener listener = new AgentStateListener() {
            @Override
            public void seen(AgentId agent, AgentState state) {
                seen.add(agent);
            }

            @Override
            public void gap(AgentId agent) {
                gone.add(agent);
            }
        };
        GadgetServer.Ports ports = new GadgetServer.Ports(
                listener,
                (agent, id, outcome) -> {},
                (user, login, name) -> true,
                new WishesHeard(),
                TrustedProxies.NONE,
                agent -> Optional.empty(),
                agent -> {},
                agent -> {},
                timers,
                Runnable::run,
                timers);
        GadgetDoor door = new GadgetDoor(finesse, key(site), timers);
        return new GadgetServer(site, new GadgetSessions(), door, ports, legacy);
    }

    private static byte[] key(SiteId site) {
        byte[] key = new byte[32];
        key[0] = (byte) site.value().charAt(0);
        return key;
    }

    private static String auth(@Nullable String site) {
        String named = site == null ? "" : ",\"site\":\"" + site + "\"";
        return "{\"protocol\":1,\"id\":\"1001\",\"authorization\":\"Basic right\"" + named + "}";
    }

    private FakeSocket connect(GadgetRouter router, @Nullable String site, @Nullable String origin) throws Exception {
        FakeSocket socket = new FakeSocket(auth(site), origin);
        router.onConnect(socket);
        return socket;
    }

    private void says(FakeSocket socket, String event, String body) throws Exception {
        JsonNode json = new ObjectMapper().readTree(body);
        two.onEvent(socket, event, List.of(json), answer -> {});
    }

    @Test
    void the_origin_of_the_desktop_tells_the_site() throws Exception {
        FakeSocket socket = connect(two, null, APAC_DESK);

        assertThat(socket.events()).contains("welcome");
        assertThat(asked).containsExactly("apac 1001");
        says(socket, "state", "{\"state\":\"READY\"}");
        assertThat(seen).containsExactly(new AgentId(APAC, new FinesseUserId("1001")));
        two.onDisconnect(socket, DisconnectReason.TRANSPORT_CLOSE);
        assertThat(gone).containsExactly(new AgentId(APAC, new FinesseUserId("1001")));
    }

    @Test
    void a_site_that_is_named_counts_before_the_origin() throws Exception {
        assertThat(connect(two, "emea", APAC_DESK).events()).contains("welcome");
        assertThat(connect(two, "apac", SHARED_DESK).events()).contains("welcome");
        assertThat(connect(two, "emea", null).events()).contains("welcome");
        assertThat(asked).containsExactly("emea 1001", "apac 1001", "emea 1001");
    }

    @Test
    void a_token_of_one_site_proves_nothing_in_another() throws Exception {
        String token = connect(two, "emea", null).last("welcome").path("token").asText();
        FakeSocket other = new FakeSocket("{\"id\":\"1001\",\"site\":\"apac\",\"token\":\"" + token + "\"}");
        two.onConnect(other);
        assertThat(other.events()).containsExactly("refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED_DESK, "https://presence.example.com", ""})
    void whoever_belongs_to_no_site_or_to_several_is_told_what_to_mend(String origin) throws Exception {
        FakeSocket socket = connect(two, null, origin.isEmpty() ? null : origin);

        assertThat(socket.events()).containsExactly("refused");
        assertThat(socket.disconnected).isTrue();
        assertThat(socket.last("refused").path("reason").asText()).isEqualTo("unknown_site");
        assertThat(socket.last("refused").path("message").asText()).contains("?site=emea or ?site=apac");
        assertThat(asked).isEmpty();
        says(socket, "message", "{\"id\":\"1001\"}");
        assertThat(socket.events()).containsExactly("refused");
    }

    @Test
    void a_site_that_there_is_not_is_refused() throws Exception {
        assertThat(connect(two, "latam", EMEA_DESK)
                        .last("refused")
                        .path("message")
                        .asText())
                .contains("no site latam");
        assertThat(connect(two, "<b>x</b>", EMEA_DESK)
                        .last("refused")
                        .path("message")
                        .asText())
                .contains("no site of that name");
    }

    @Test
    void the_only_site_takes_everybody_as_before() throws Exception {
        GadgetRouter one = new GadgetRouter(List.of(GadgetRouter.Entrance.open(EMEA, List.of(), server(EMEA, false))));

        assertThat(connect(one, null, null).events()).contains("welcome");
        assertThat(connect(one, "latam", null).events()).containsExactly("refused");
    }

    @Test
    void a_closed_site_says_why_and_whether_it_may_pass() throws Exception {
        GadgetRouter closed = new GadgetRouter(List.of(
                GadgetRouter.Entrance.closed(EMEA, List.of(EMEA_DESK), true, "could not be started"),
                GadgetRouter.Entrance.closed(APAC, List.of(APAC_DESK), false, "works without gadgets")));

        JsonNode later = connect(closed, null, EMEA_DESK).last("refused");
        JsonNode never = connect(closed, null, APAC_DESK).last("refused");
        assertThat(later.path("reason").asText()).isEqualTo("unavailable");
        assertThat(never.path("reason").asText()).isEqualTo("unknown_site");
        assertThat(never.path("message").asText()).isEqualTo("works without gadgets");
    }

    @Test
    void of_sites_with_shared_desktops_only_those_with_gadgets_count() throws Exception {
        GadgetRouter mixed = new GadgetRouter(List.of(
                GadgetRouter.Entrance.closed(EMEA, List.of(SHARED_DESK), false, "works without gadgets"),
                GadgetRouter.Entrance.open(APAC, List.of(SHARED_DESK), server(APAC, false))));

        assertThat(connect(mixed, null, SHARED_DESK).events()).contains("welcome");
        assertThat(asked).containsExactly("apac 1001");
    }

    @Test
    void the_playbooks_gadget_is_let_in_by_its_origin_where_its_site_allows_it() throws Exception {
        FakeSocket allowed = new FakeSocket(null, EMEA_DESK);
        FakeSocket denied = new FakeSocket(null, APAC_DESK);
        two.onConnect(allowed);
        two.onConnect(denied);
        says(allowed, "message", "{\"id\":\"1001\"}");
        says(denied, "message", "{\"id\":\"1001\"}");
        assertThat(allowed.disconnected).isFalse();
        assertThat(denied.disconnected).isTrue();
    }
}
