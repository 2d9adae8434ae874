package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.engine.ManualTimers;
import io.presencesync.engine.PresenceListener;
import io.presencesync.engine.PresenceSource;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.PresenceEvent;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// When polling begins and ends, in virtual time.
class AutoPresenceSourceTest {
    private static final WebexAddress ADDRESS = new WebexAddress("ann@example.com");
    private static final WebexPersonId ANN = new WebexPersonId("11111111-1111-4111-8111-111111111111");
    private static final Duration AFTER = Duration.ofSeconds(60);

    private final ManualTimers time = new ManualTimers();
    private final List<String> heard = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private String action = "";
    private final First mercury = new First();
    private final Second second = new Second();
    private final AutoPresenceSource source = new AutoPresenceSource(mercury, second, AFTER, time, time);

    private PresenceListener started() {
        source.start(new Told());
        done.clear();
        return Objects.requireNonNull(mercury.listener);
    }

    @Test
    void an_outage_shorter_than_the_set_time_begins_no_polling() {
        PresenceListener gate = started();
        gate.feedUp();
        gate.feedDown("closed");
        time.pass(AFTER.minusMillis(1));
        gate.feedUp();
        time.pass(AFTER);
        assertThat(done).isEmpty();
    }

    @Test
    void polling_begins_after_the_set_time_counted_from_the_first_word_of_the_outage() {
        PresenceListener gate = started();
        gate.feedUp();
        gate.feedDown("closed");
        time.pass(Duration.ofSeconds(40));
        gate.feedDown("refused");
        time.pass(Duration.ofMillis(19_999));
        assertThat(done).isEmpty();
        time.pass(Duration.ofMillis(1));
        assertThat(done).containsExactly("begin");
    }

    @Test
    void mercury_down_from_the_start_is_an_outage_too() {
        started();
        time.pass(AFTER);
        assertThat(done).containsExactly("begin");
    }

    @Test
    void the_feed_stays_in_doubt_while_polling_and_is_up_only_with_mercury() {
        PresenceListener gate = started();
        gate.feedDown("closed");
        time.pass(AFTER.multipliedBy(3));
        assertThat(heard).containsExactly("down");
        gate.feedUp();
        assertThat(heard).containsExactly("down", "up");
    }

    @Test
    void polling_has_ended_before_the_return_is_told() {
        PresenceListener gate = started();
        time.pass(AFTER);
        done.clear();
        heard.clear();
        second.onEnd = () -> assertThat(heard).isEmpty();
        gate.feedUp();
        assertThat(done).containsExactly("end");
        assertThat(heard).containsExactly("up");
        gate.feedDown("again");
        time.pass(AFTER);
        assertThat(done).containsExactly("end", "begin");
    }

    @Test
    void the_second_source_learns_whom_mercury_found() {
        PresenceListener gate = started();
        gate.resolved(ADDRESS, ANN);
        assertThat(done).containsExactly("known " + ANN);
    }

    @Test
    void health_is_degraded_with_both_words_while_polling_alone() {
        PresenceListener gate = started();
        assertThat(source.health().message()).isEqualTo("socket refused");
        time.pass(AFTER);
        ConnectionState state = source.health();
        assertThat(state.state()).isEqualTo(ConnectionState.Kind.DEGRADED);
        assertThat(state.code()).isEqualTo("fallback");
        assertThat(state.message()).contains("Mercury down since", "socket refused", "polling well");
        second.kind = ConnectionState.Kind.TRANSIENT_DISCONNECT;
        assertThat(source.health().state()).isEqualTo(ConnectionState.Kind.TRANSIENT_DISCONNECT);
        gate.feedUp();
        assertThat(source.health().message()).isEqualTo("socket refused");
    }

    @Test
    void closed_it_falls_back_no_more() {
        started();
        source.close();
        time.pass(AFTER);
        assertThat(done).containsExactly("close");
    }

    private ConnectionState state(ConnectionState.Kind kind, String message) {
        return new ConnectionState("webex", kind, "code", message, action, time.instant(), null);
    }

    @Test
    void what_to_do_is_said_once_where_both_ways_want_the_same() {
        action = "check the network if this lasts";
        started();
        time.pass(AFTER);
        assertThat(source.health().action()).isEqualTo("check the network if this lasts");
    }

    private final class First implements PresenceSource {
        private @Nullable PresenceListener listener;

        @Override
        public void start(PresenceListener told) {
            listener = told;
        }

        @Override
        public void follow(Collection<WebexAddress> people) {}

        @Override
        public void unfollow(Collection<WebexAddress> people) {}

        @Override
        public ConnectionState health() {
            return state(ConnectionState.Kind.TRANSIENT_DISCONNECT, "socket refused");
        }

        @Override
        public void close() {}
    }

    private final class Second implements SecondSource {
        private ConnectionState.Kind kind = ConnectionState.Kind.CONNECTED;
        private Runnable onEnd = () -> {};

        @Override
        public void prepare(PresenceListener told) {
            done.add("prepare");
        }

        @Override
        public void begin() {
            done.add("begin");
        }

        @Override
        public void end() {
            onEnd.run();
            done.add("end");
        }

        @Override
        public void known(WebexAddress address, WebexPersonId person) {
            done.add("known " + person);
        }

        @Override
        public void heard(PresenceEvent event) {}

        @Override
        public void start(PresenceListener told) {
            done.add("start");
        }

        @Override
        public void follow(Collection<WebexAddress> people) {}

        @Override
        public void unfollow(Collection<WebexAddress> people) {}

        @Override
        public ConnectionState health() {
            return state(kind, "polling well");
        }

        @Override
        public void close() {
            done.add("close");
        }
    }

    private final class Told implements PresenceListener {
        @Override
        public void resolved(WebexAddress address, WebexPersonId person) {}

        @Override
        public void unresolved(WebexAddress address, String why) {}

        @Override
        public void subscribed(WebexPersonId person) {}

        @Override
        public void notSubscribed(WebexPersonId person, String why) {}

        @Override
        public void feedDown(String why) {
            heard.add("down");
        }

        @Override
        public void feedUp() {
            heard.add("up");
        }

        @Override
        public void presence(PresenceEvent event) {}
    }
}
