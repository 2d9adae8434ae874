package io.presencesync.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.StateSource;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NotificationIntakeTest {
    private static final Instant NOW = Instant.parse("2024-03-01T18:00:00Z");

    private static final URI NODE = URI.create("https://fin1:8445");

    private final Told told = new Told();
    private final NodeClocks clocks = new NodeClocks(NODE);
    private final NotificationIntake intake =
            new NotificationIntake(SiteId.MAIN, NODE, clocks, InstantSource.fixed(NOW), told);

    private static final class Told implements NotificationListener {
        final List<String> lines = new ArrayList<>();
        final List<AgentState> states = new ArrayList<>();

        @Override
        public void seen(AgentId agent, AgentState state) {
            states.add(state);
            lines.add(agent + " " + state.state() + " " + state.requestId());
        }

        @Override
        public void system(URI node, SystemInfo info) {
            lines.add(node.getHost() + (info.inService() ? " in" : " out of") + " service");
        }

        @Override
        public void usersChanged() {
            lines.add("users changed");
        }

        @Override
        public void failed(AgentId agent, @Nullable String requestId, ApiError error) {
            lines.add(agent + " failed " + requestId + " " + error.inWords());
        }
    }

    private static String event(String data, String kind) {
        return "<Update><data>" + data + "</data><event>" + kind + "</event><requestId>r1</requestId>"
                + "<source>/finesse/api/User/1001</source></Update>";
    }

    private static String user(String id, String state) {
        return "<user><loginId>" + id + "</loginId><state>" + state + "</state></user>";
    }

    @Test
    void an_agent_is_told_with_the_request_behind_the_change() {
        intake.take(event(user("1001", "READY"), "PUT"));

        assertThat(told.lines).containsExactly("1001 READY r1");
    }

    @Test
    void of_several_agents_in_one_event_none_is_known_to_have_been_changed_by_its_request() {
        intake.take(event(user("1001", "READY") + user("1002", "TALKING"), "PUT"));

        assertThat(told.lines).containsExactly("1001 READY null", "1002 TALKING null");
        assertThat(told.states).allSatisfy(state -> {
            assertThat(state.source()).isEqualTo(StateSource.NOTIFICATION);
            assertThat(state.seenAt()).isEqualTo(NOW);
        });
    }

    @Test
    void a_failure_after_the_202_reaches_the_listener_with_its_request() {
        intake.take(event("<apiErrors><apiError><errorType>Invalid State</errorType></apiError></apiErrors>", "PUT"));

        assertThat(told.lines).containsExactly("1001 failed r1 Invalid State");
    }

    @Test
    void a_removed_user_is_no_state() {
        intake.take(event(user("1001", "READY"), "DELETE"));

        assertThat(told.states).isEmpty();
        assertThat(told.lines).containsExactly("users changed");
        assertThat(intake.dropped()).isZero();
    }

    @Test
    void a_malformed_event_is_dropped_and_the_next_one_is_told() {
        intake.take("<Update><data>");
        intake.take(event(user("1001", "READY"), "PUT"));

        assertThat(intake.dropped()).isEqualTo(1);
        assertThat(told.lines).containsExactly("1001 READY r1");
    }
}
