package io.presencesync.gadget;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.engine.AgentStateListener;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestNamesTest {
    private static final AgentId CHRIS = new AgentId(SiteId.MAIN, new FinesseUserId("1001"));
    private static final AgentId DANA = new AgentId(SiteId.MAIN, new FinesseUserId("1002"));

    private final List<@Nullable String> told = new ArrayList<>();
    private long nanos;
    private final RequestNames names = new RequestNames(() -> nanos);
    private final AgentStateListener way = names.onTheWayTo(new AgentStateListener() {
        @Override
        public void seen(AgentId agent, AgentState state) {
            told.add(state.requestId());
        }

        @Override
        public void gap(AgentId agent) {
            told.add("gap");
        }
    });

    private final GadgetSession session = new GadgetSession(CHRIS, new FakeSocket("{}"), false);

    RequestNamesTest() throws Exception {}

    @Test
    void every_id_is_told_where_no_gadget_was_told_to_do_anything() {
        seen(CHRIS, "a desktop's");
        way.gap(CHRIS);
        assertThat(told).containsExactly("a desktop's", "gap");
    }

    @Test
    void after_a_command_to_a_gadget_that_may_not_name_its_change_only_our_own_id_is_told() {
        names.commanded(session, "ours");
        seen(CHRIS, "the library's");
        seen(CHRIS, "ours");
        seen(CHRIS, null);
        seen(DANA, "a desktop's");
        assertThat(told).containsExactly(null, "ours", null, "a desktop's");
    }

    @Test
    void two_minutes_later_the_change_has_been_seen() {
        names.commanded(session, "ours");
        nanos += Duration.ofMinutes(2).toNanos() - 1;
        seen(CHRIS, "a desktop's");
        nanos++;
        seen(CHRIS, "a desktop's");
        assertThat(told).containsExactly(null, "a desktop's");
    }

    @Test
    void a_change_that_bears_our_id_leaves_no_doubt_about_others() {
        names.commanded(session, "ours");
        names.settled(CHRIS, "an older one");
        seen(CHRIS, "a desktop's");
        names.settled(CHRIS, "ours");
        seen(CHRIS, "a desktop's");
        assertThat(told).containsExactly(null, "a desktop's");
    }

    @Test
    void a_gadget_that_has_shown_to_name_its_changes_is_trusted_to_do_so() {
        session.provesToNameChanges();
        names.commanded(session, "ours");
        seen(CHRIS, "a desktop's");
        assertThat(told).containsExactly("a desktop's");
    }

    /// Whatever a listener learns to hear one day.
    @Test
    void nothing_that_is_told_gets_lost_on_its_way() throws ReflectiveOperationException {
        List<String> heard = new ArrayList<>();
        AgentStateListener last = (AgentStateListener) Proxy.newProxyInstance(
                AgentStateListener.class.getClassLoader(), new Class<?>[] {AgentStateListener.class}, (_, told, _) -> {
                    heard.add(told.toString());
                    return null;
                });
        AgentStateListener first = names.onTheWayTo(last);
        for (Method told : AgentStateListener.class.getMethods()) {
            told.invoke(
                    first, Stream.of(told.getParameterTypes()).map(this::some).toArray());
            assertThat(heard.getLast()).isEqualTo(told.toString());
        }
    }

    private Object some(Class<?> type) {
        Instant now = Instant.parse("2026-03-02T09:00:00Z");
        return Stream.of(CHRIS, now, new AgentState(StateName.READY, null, null, now, StateSource.NOTIFICATION, now))
                .filter(type::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private void seen(AgentId agent, @Nullable String requestId) {
        Instant now = Instant.parse("2026-03-02T09:00:00Z");
        way.seen(agent, new AgentState(StateName.READY, null, null, now, StateSource.NOTIFICATION, now, requestId));
    }
}
