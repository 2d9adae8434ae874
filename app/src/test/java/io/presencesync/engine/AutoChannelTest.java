package io.presencesync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutoChannelTest {
    private static final AgentId ANN = new AgentId(SiteId.MAIN, new FinesseUserId("1001"));

    private final ManualTimers timers = new ManualTimers();
    private final Scripted gadget = new Scripted(ChannelKind.GADGET);
    private final Scripted supervisor = new Scripted(ChannelKind.SUPERVISOR);
    private final List<AgentId> changed = new ArrayList<>();
    private final AutoChannel auto = new AutoChannel(gadget, supervisor, timers, timers, changed::add);

    private static final class Scripted implements AgentChannel {
        private final ChannelKind kind;
        private final List<String> sent = new ArrayList<>();
        private boolean available = true;
        private Outcome answer = new Outcome.Accepted();
        private Runnable meanwhile = () -> {};

        Scripted(ChannelKind kind) {
            this.kind = kind;
        }

        @Override
        public ChannelKind kind(AgentId agent) {
            return kind;
        }

        @Override
        public boolean available(AgentId agent) {
            return available;
        }

        @Override
        public Outcome send(StateRequest request, RequestGate gate) {
            meanwhile.run();
            if (!gate.leave()) {
                return new Outcome.NotSent("no longer wanted");
            }
            sent.add(request.id());
            return answer;
        }
    }

    private static StateRequest request(String id, ChannelKind channel) {
        Presence cause = new Presence("dnd", null, null, null, PresenceOrigin.MERCURY, Instant.EPOCH, "{}");
        StateRequest.OnlyIf onlyIf = new StateRequest.OnlyIf(StateName.READY, null, null);
        return new StateRequest(id, ANN, channel, TargetState.NOT_READY, ReasonLabel.DND, onlyIf, "", cause);
    }

    private Outcome send(String id, ChannelKind channel) {
        return auto.send(request(id, channel), () -> true);
    }

    private void silence() {
        gadget.answer = new Outcome.Failed(Outcome.Failure.RETRY, Outcome.SILENT, "no answer");
    }

    @Test
    void the_gadget_acts_while_it_is_connected_and_the_supervisor_while_it_is_not() {
        assertThat(auto.kind(ANN)).isEqualTo(ChannelKind.GADGET);
        gadget.available = false;
        assertThat(auto.kind(ANN)).isEqualTo(ChannelKind.SUPERVISOR);
        assertThat(auto.available(ANN)).isTrue();
        supervisor.available = false;
        assertThat(auto.available(ANN)).isFalse();
    }

    @Test
    void what_was_decided_for_one_channel_is_not_sent_by_the_other() {
        gadget.available = false;
        assertThat(send("g", ChannelKind.GADGET)).isInstanceOf(Outcome.NotSent.class);
        gadget.available = true;
        assertThat(send("s", ChannelKind.SUPERVISOR)).isInstanceOf(Outcome.NotSent.class);
        assertThat(gadget.sent).isEmpty();
        assertThat(supervisor.sent).isEmpty();
    }

    @Test
    void a_request_in_the_supervisors_queue_is_dropped_when_the_gadget_comes_back() {
        gadget.available = false;
        supervisor.meanwhile = () -> gadget.available = true;
        assertThat(send("s", ChannelKind.SUPERVISOR)).isInstanceOf(Outcome.NotSent.class);
        assertThat(supervisor.sent).isEmpty();
    }

    @Test
    void after_a_silent_gadget_the_supervisor_acts_for_a_minute_then_the_gadget_is_tried_again() {
        silence();
        assertThat(send("g1", ChannelKind.GADGET))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure()).isEqualTo(Outcome.Failure.CHANNEL_GONE));
        assertThat(auto.kind(ANN)).isEqualTo(ChannelKind.SUPERVISOR);
        assertThat(send("s", ChannelKind.SUPERVISOR)).isEqualTo(new Outcome.Accepted());

        timers.pass(Duration.ofMinutes(1));
        assertThat(changed).containsExactly(ANN);
        assertThat(auto.kind(ANN)).isEqualTo(ChannelKind.GADGET);
    }

    @Test
    void a_gadget_silent_again_is_passed_over_twice_as_long_and_forgiven_when_it_answers() {
        silence();
        send("g1", ChannelKind.GADGET);
        timers.pass(Duration.ofMinutes(1));
        send("g2", ChannelKind.GADGET);
        timers.pass(Duration.ofSeconds(119));
        assertThat(auto.kind(ANN)).isEqualTo(ChannelKind.SUPERVISOR);
        timers.pass(Duration.ofSeconds(1));

        gadget.answer = new Outcome.Accepted();
        assertThat(send("g3", ChannelKind.GADGET)).isEqualTo(new Outcome.Accepted());
        silence();
        send("g4", ChannelKind.GADGET);
        timers.pass(Duration.ofMinutes(1));
        assertThat(auto.kind(ANN)).isEqualTo(ChannelKind.GADGET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user_unreadable", "desktop_failing", "unauthorized", "reasons_unavailable"})
    void a_gadget_that_can_carry_nothing_out_is_passed_over_too(String type) {
        gadget.answer = new Outcome.Failed(Outcome.Failure.RETRY, type, "");
        assertThat(send("g", ChannelKind.GADGET))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure()).isEqualTo(Outcome.Failure.CHANNEL_GONE));
        assertThat(send("s", ChannelKind.SUPERVISOR)).isEqualTo(new Outcome.Accepted());
        timers.pass(Duration.ofMinutes(1));
        assertThat(auto.kind(ANN)).isEqualTo(ChannelKind.GADGET);
    }

    @Test
    void a_gadget_that_answers_badly_goes_on_acting() {
        gadget.answer = new Outcome.Failed(Outcome.Failure.THIS_AGENT_ONLY, Outcome.LABEL_MISSING, "no label");
        assertThat(send("g", ChannelKind.GADGET)).isEqualTo(gadget.answer);
        assertThat(auto.kind(ANN)).isEqualTo(ChannelKind.GADGET);
    }
}
