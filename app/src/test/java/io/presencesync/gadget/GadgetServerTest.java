package io.presencesync.gadget;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.presencesync.config.TrustedProxies;
import io.presencesync.engine.AgentAdmission;
import io.presencesync.engine.AgentStateListener;
import io.presencesync.engine.AgentStateReader;
import io.presencesync.engine.IdentityCheck;
import io.presencesync.engine.ManualTimers;
import io.presencesync.engine.Standing;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.Cause;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Pause;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.Secret;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.StateSource;
import io.presencesync.presence.TargetState;
import io.presencesync.socketio.DisconnectReason;
import io.presencesync.socketio.SocketIoSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GadgetServerTest {
    private static final AgentId CHRIS = new AgentId(SiteId.MAIN, new FinesseUserId("1001"));
    private static final String RIGHT = "{\"protocol\":1,\"id\":\"1001\",\"authorization\":\"Basic right\"}";
    private static final String WRONG = "{\"protocol\":1,\"id\":\"1001\",\"authorization\":\"Basic wrong\"}";

    private final ManualTimers timers = new ManualTimers();
    private final List<String> asked = new ArrayList<>();
    private final List<AgentState> states = new ArrayList<>();
    private final List<AgentId> gaps = new ArrayList<>();
    private final List<Outcome> late = new ArrayList<>();
    private final List<JsonNode> answers = new ArrayList<>();
    private final WishesHeard wishes = new WishesHeard();
    private final GadgetSessions sessions = new GadgetSessions();
    private GadgetChannel channel = new GadgetChannel(sessions, this::read, Patience.ALONE);
    private boolean rosterKnown = true;
    private @Nullable Presence held;
    private AgentStateReader.Reading reading = known(StateName.READY);
    private Runnable meanwhile = () -> {};
    private GadgetServer server = server(false);

    private GadgetServer server(boolean legacy) {
        GadgetDoor door = new GadgetDoor(this::finesse, new byte[32], timers);
        AgentStateListener listener = new AgentStateListener() {
            @Override
            public void seen(AgentId agent, AgentState state) {
                states.add(state);
            }

            @Override
            public void gap(AgentId agent) {
                gaps.add(agent);
            }
        };
        GadgetServer.Ports ports = new GadgetServer.Ports(
                listener,
                (agent, id, outcome) -> late.add(outcome),
                new AgentAdmission() {
                    @Override
                    public boolean admit(FinesseUserId user, String login, String name) {
                        return rosterKnown && user.value().equals("1001");
                    }

                    @Override
                    public boolean knows() {
                        return rosterKnown;
                    }
                },
                wishes,
                TrustedProxies.NONE,
                agent -> Optional.ofNullable(held),
                agent -> {},
                agent -> {},
                timers,
                Runnable::run,
                timers);
        return new GadgetServer(SiteId.MAIN, sessions, door, ports, legacy);
    }

    private AgentStateReader.Reading read(AgentId agent) {
        return reading;
    }

    private static AgentStateReader.Reading known(StateName state) {
        return new AgentStateReader.Reading.Known(
                new AgentState(state, null, null, null, StateSource.USER_GET, Instant.parse("2026-03-02T09:00:00Z")));
    }

    private IdentityCheck.Result finesse(FinesseUserId user, Secret header) {
        asked.add(user.value());
        meanwhile.run();
        return header.reveal().equals("Basic right")
                ? new IdentityCheck.Result.Proven(user, "chris", "Chris Smith")
                : new IdentityCheck.Result.Refused("Finesse answered 401");
    }

    private FakeSocket connect(@Nullable String auth) throws Exception {
        FakeSocket socket = new FakeSocket(auth);
        server.onConnect(socket);
        return socket;
    }

    private void says(SocketIoSocket socket, String event, String body) throws Exception {
        JsonNode json = new ObjectMapper().readTree(body);
        server.onEvent(
                socket,
                event,
                List.of(json),
                answer -> answers.add((JsonNode) java.util.Objects.requireNonNull(answer[0])));
    }

    @Test
    void a_gadget_that_proves_itself_is_welcomed_with_a_token_and_comes_back_with_it() throws Exception {
        FakeSocket first = connect(RIGHT);
        assertThat(first.events()).contains("welcome");
        assertThat(first.last("welcome").path("time").asText())
                .isEqualTo(timers.instant().toString());
        String token = first.last("welcome").path("token").asText();
        server.onDisconnect(first, DisconnectReason.TRANSPORT_CLOSE);
        FakeSocket again = connect("{\"protocol\":1,\"id\":\"1001\",\"token\":\"" + token + "\"}");
        assertThat(again.events()).contains("welcome");
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_token_of_another_or_an_old_or_a_forged_one_proves_nothing() throws Exception {
        String token = connect(RIGHT).last("welcome").path("token").asText();
        assertThat(connect("{\"id\":\"1002\",\"token\":\"" + token + "\"}").events())
                .containsExactly("refused");
        assertThat(connect("{\"id\":\"1001\",\"token\":\"" + token + "x\"}").events())
                .containsExactly("refused");
        timers.pass(Duration.ofMinutes(16));
        assertThat(connect("{\"id\":\"1001\",\"token\":\"" + token + "\"}").events())
                .containsExactly("refused");
    }

    @Test
    void a_wrong_proof_is_refused_and_few_wrong_ones_are_passed_on_to_finesse() throws Exception {
        for (int attempt = 0; attempt < 10; attempt++) {
            FakeSocket socket = connect(WRONG);
            assertThat(socket.events()).containsExactly("refused");
            assertThat(socket.disconnected).isTrue();
        }
        assertThat(asked).hasSizeLessThan(5);
        assertThat(connect(RIGHT).last("refused").path("reason").asText()).isEqualTo("throttled");
        timers.pass(Duration.ofMinutes(6));
        assertThat(connect(RIGHT).events()).contains("welcome");
    }

    @Test
    void a_connection_that_does_not_prove_itself_hears_nothing_and_is_closed_after_ten_seconds() throws Exception {
        FakeSocket silent = connect(null);
        says(silent, "state", "{\"state\":\"READY\"}");
        timers.pass(Duration.ofSeconds(9));
        assertThat(silent.disconnected).isFalse();
        timers.pass(Duration.ofSeconds(1));
        assertThat(silent.disconnected).isTrue();
        assertThat(silent.emitted).isEmpty();
        assertThat(states).isEmpty();
    }

    @Test
    void thousands_that_come_together_are_checked_at_finesse_fifty_a_second_and_none_is_closed_for_waiting()
            throws Exception {
        List<FakeSocket> sockets = new ArrayList<>();
        for (int gadget = 0; gadget < 2_000; gadget++) {
            sockets.add(connect("{\"id\":\"u" + gadget + "\",\"authorization\":\"Basic right\"}"));
        }
        assertThat(asked).hasSize(8);
        timers.pass(Duration.ofSeconds(20));
        assertThat(asked).hasSize(1_008);
        assertThat(sockets.subList(1_008, 2_000)).noneMatch(socket -> socket.disconnected);
        timers.pass(Duration.ofSeconds(20));
        assertThat(asked).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void a_gadget_that_left_while_it_waited_is_not_checked_and_one_with_a_token_does_not_wait() throws Exception {
        String token = connect(RIGHT).last("welcome").path("token").asText();
        for (int gadget = 0; gadget < 100; gadget++) {
            connect("{\"id\":\"u" + gadget + "\",\"authorization\":\"Basic right\"}");
        }
        FakeSocket impatient = connect("{\"id\":\"gone\",\"authorization\":\"Basic right\"}");
        server.onDisconnect(impatient, DisconnectReason.TRANSPORT_CLOSE);
        assertThat(connect("{\"id\":\"1001\",\"token\":\"" + token + "\"}").events())
                .contains("welcome");
        timers.pass(Duration.ofMinutes(1));
        assertThat(asked).hasSize(101).doesNotContain("gone");
    }

    @Test
    void a_gadget_that_left_while_finesse_was_asked_is_not_taken_for_connected() throws Exception {
        CompletableFuture<SocketIoSocket> leaves = new CompletableFuture<>();
        meanwhile = () -> server.onDisconnect(leaves.join(), DisconnectReason.TRANSPORT_CLOSE);
        FakeSocket socket = new FakeSocket(RIGHT);
        leaves.complete(socket);
        server.onConnect(socket);
        assertThat(asked).hasSize(1);
        assertThat(channel.available(CHRIS)).isFalse();
    }

    @Test
    void a_connected_gadget_always_has_a_token_to_come_back_with() throws Exception {
        FakeSocket socket = connect(RIGHT);
        timers.pass(Duration.ofHours(1));
        String token = socket.last("token").path("token").asText();
        assertThat(socket.last("token").path("expiresInSeconds").asInt()).isEqualTo(900);
        server.onDisconnect(socket, DisconnectReason.TRANSPORT_CLOSE);
        int told = socket.emitted.size();
        timers.pass(Duration.ofMinutes(14));
        assertThat(socket.emitted).as("no token for one that left").hasSize(told);
        timers.pass(Duration.ofMinutes(2));
        assertThat(connect("{\"id\":\"1001\",\"token\":\"" + token + "\"}").events())
                .containsExactly("refused");
    }

    @Test
    void a_proved_connection_stays() throws Exception {
        FakeSocket socket = connect(RIGHT);
        timers.pass(Duration.ofMinutes(1));
        assertThat(socket.disconnected).isFalse();
    }

    @Test
    void somebody_who_is_not_followed_is_told_so() throws Exception {
        FakeSocket socket = connect("{\"id\":\"2002\",\"authorization\":\"Basic right\"}");
        assertThat(socket.last("refused").path("reason").asText()).isEqualTo("not_followed");
    }

    @Test
    void the_newest_connection_wins_and_the_older_is_told() throws Exception {
        FakeSocket old = connect(RIGHT);
        FakeSocket fresh = connect(RIGHT);
        assertThat(old.events()).endsWith("displaced");
        assertThat(old.disconnected).isTrue();
        server.onDisconnect(old, DisconnectReason.SERVER_DISCONNECT);
        assertThat(channel.available(CHRIS)).isTrue();
        says(old, "state", "{\"state\":\"READY\"}");
        assertThat(states).isEmpty();
        assertThat(fresh.disconnected).isFalse();
        assertThat(gaps).isEmpty();
    }

    @Test
    void a_state_is_reported_with_the_fields_it_has() throws Exception {
        FakeSocket socket = connect(RIGHT);
        says(
                socket,
                "state",
                "{\"state\":\"NOT_READY\",\"reasonId\":\"16\",\"reasonLabel\":\"Lunch\","
                        + "\"stateChangeTime\":\"2026-03-02T09:00:00.000Z\"}");
        says(socket, "state", "{\"state\":\"SOMETHING\",\"stateChangeTime\":\"yesterday\"}");
        assertThat(states.getFirst().inWords()).isEqualTo("NOT_READY (Lunch)");
        assertThat(states.getLast().state()).isEqualTo(StateName.UNKNOWN);
        assertThat(states.getLast().stateChangeTime()).isNull();
    }

    @Test
    void a_state_is_reported_with_the_request_behind_it_where_the_gadget_tells_one() throws Exception {
        FakeSocket socket = connect(RIGHT);
        says(socket, "state", "{\"state\":\"READY\",\"requestId\":\"5f2e\"}");
        says(socket, "state", "{\"state\":\"READY\"}");
        says(socket, "state", "{\"state\":\"READY\",\"requestId\":{\"no\":\"text\"}}");
        says(socket, "state", "{\"state\":\"READY\",\"requestId\":\"" + "x".repeat(5_000) + "\"}");
        assertThat(states.stream().map(AgentState::requestId)).containsExactly("5f2e", null, null, null);
    }

    @Test
    void a_lost_gadget_is_a_gap_and_its_command_is_answered_as_gone() throws Exception {
        FakeSocket socket = connect(RIGHT);
        CompletableFuture<Outcome> outcome = send(request("r1"));
        awaitCommand(socket, "r1");
        server.onDisconnect(socket, DisconnectReason.TRANSPORT_CLOSE);
        assertThat(outcome.get(5, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure()).isEqualTo(Outcome.Failure.CHANNEL_GONE));
        assertThat(gaps).containsExactly(CHRIS);
        assertThat(channel.available(CHRIS)).isFalse();
    }

    @Test
    void an_outcome_answers_its_command_and_a_later_refusal_is_passed_on() throws Exception {
        FakeSocket socket = connect(RIGHT);
        CompletableFuture<Outcome> outcome = send(request("r1"));
        JsonNode command = awaitCommand(socket, "r1");
        assertThat(command.path("reasonLabel").asText()).isEqualTo("Webex DND");
        assertThat(command.path("onlyIf").path("state").asText()).isEqualTo("READY");
        says(socket, "outcome", "{\"id\":\"r1\",\"ok\":true}");
        assertThat(outcome.get(5, TimeUnit.SECONDS)).isEqualTo(new Outcome.Accepted());
        says(socket, "outcome", "{\"id\":\"r1\",\"ok\":false,\"errorType\":\"Invalid State\",\"errorData\":\"265\"}");
        assertThat(late).singleElement().isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void a_gadgets_change_that_bears_the_id_of_the_command_makes_every_id_comparable() throws Exception {
        FakeSocket socket = connect(RIGHT);
        CompletableFuture<Outcome> outcome = send(request("r1"));
        awaitCommand(socket, "r1");
        assertThat(idHeardByFinesse("5f2e")).isNull();
        says(socket, "outcome", "{\"id\":\"r1\",\"ok\":true,\"requestId\":\"r1\"}");
        outcome.get(5, TimeUnit.SECONDS);
        assertThat(idHeardByFinesse("5f2e")).isEqualTo("5f2e");
    }

    @Test
    void a_gadget_that_does_not_say_by_what_name_it_asked_makes_unknown_ids_no_ids() throws Exception {
        FakeSocket socket = connect(RIGHT);
        CompletableFuture<Outcome> outcome = send(request("r1"));
        awaitCommand(socket, "r1");
        says(socket, "outcome", "{\"id\":\"r1\",\"ok\":true}");
        outcome.get(5, TimeUnit.SECONDS);
        assertThat(idHeardByFinesse("5f2e")).isNull();
        assertThat(idHeardByFinesse("r1")).isEqualTo("r1");
    }

    /// What is left of the id that a notification tells.
    private @Nullable String idHeardByFinesse(String told) {
        List<AgentState> heard = new ArrayList<>();
        AgentStateListener last = new AgentStateListener() {
            @Override
            public void seen(AgentId agent, AgentState state) {
                heard.add(state);
            }

            @Override
            public void gap(AgentId agent) {}
        };
        Instant now = timers.instant();
        sessions.onTheWayTo(last)
                .seen(CHRIS, new AgentState(StateName.READY, null, null, now, StateSource.NOTIFICATION, now, told));
        return heard.getFirst().requestId();
    }

    @Test
    void without_a_gadget_a_request_is_not_sent() {
        assertThat(channel.send(request("r1"), () -> true)).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void the_playbooks_gadget_is_let_in_only_where_that_is_allowed() throws Exception {
        FakeSocket refused = connect(null);
        says(refused, "message", "{\"id\":\"1001\"}");
        assertThat(refused.disconnected).isTrue();
        server = server(true);
        FakeSocket socket = connect(null);
        says(socket, "message", "{\"id\":\"1001\"}");
        timers.pass(Duration.ofMinutes(1));
        assertThat(socket.disconnected).isFalse();
        assertThat(socket.emitted).isEmpty();
        assertThat(channel.send(request("r1"), () -> true)).isEqualTo(new Outcome.Accepted());
        assertThat(socket.last("message").path("status").asText()).isEqualTo("dnd");
    }

    @Test
    void the_playbooks_gadget_gets_on_connect_only_the_presence_he_is_held_for() throws Exception {
        server = server(true);
        held = presence();
        FakeSocket socket = connect(null);
        says(socket, "message", "{\"id\":\"1001\"}");
        assertThat(socket.last("message").path("status").asText()).isEqualTo("dnd");
    }

    @Test
    void the_playbooks_gadget_is_told_nothing_when_its_agent_chose_something_meanwhile() throws Exception {
        server = server(true);
        FakeSocket socket = connect(null);
        says(socket, "message", "{\"id\":\"1001\"}");
        reading = known(StateName.NOT_READY);
        assertThat(channel.send(request("r1"), () -> true)).isInstanceOf(Outcome.NotSent.class);
        Outcome.Failed unread = new Outcome.Failed(Outcome.Failure.RETRY, "x", "y");
        reading = new AgentStateReader.Reading.Failed(unread);
        assertThat(channel.send(request("r2"), () -> true)).isEqualTo(unread);
        reading = known(StateName.READY);
        assertThat(channel.send(request("r3"), () -> false)).isInstanceOf(Outcome.NotSent.class);
        assertThat(socket.emitted).isEmpty();
    }

    @Test
    void who_comes_before_it_is_known_who_is_followed_is_told_to_come_again_soon() throws Exception {
        rosterKnown = false;
        assertThat(connect(RIGHT).last("refused").path("reason").asText()).isEqualTo("unavailable");
        rosterKnown = true;
        assertThat(connect(RIGHT).events()).contains("welcome");
    }

    @Test
    void what_goes_on_is_shown_once_and_again_on_arrival() throws Exception {
        FakeSocket socket = connect(RIGHT);
        server.observe(CHRIS, held(null));
        server.observe(CHRIS, held(null));
        assertThat(socket.events()).containsOnlyOnce("presence");
        JsonNode shown = connect(RIGHT).last("presence");
        assertThat(shown.path("held").asText()).isEqualTo("Webex DND");
        assertThat(shown.path("code").asText()).isEqualTo("label_missing");
        assertThat(shown.path("label").asText()).isEqualTo("Webex Call");
        assertThat(shown.path("heldFor").path("status").asText()).isEqualTo("meeting");
        assertThat(shown.path("heldSince").asText()).isEqualTo("2026-03-02T09:00:00Z");
    }

    private static Standing held(@Nullable Pause pause) {
        Instant since = Instant.parse("2026-03-02T09:00:00.000123Z");
        Standing.Held held = new Standing.Held(ReasonLabel.DND, "meeting (online)", since);
        return new Standing(presence(), "held as Webex DND", Cause.LABEL_MISSING, ReasonLabel.CALL, held, pause);
    }

    @Test
    void an_agent_pauses_for_a_time_that_is_no_longer_than_until_tomorrow() throws Exception {
        FakeSocket socket = connect(RIGHT);
        Instant hour = timers.instant().plus(Duration.ofHours(1));
        says(socket, "pause", "{\"until\":\"" + hour + "\"}");
        says(socket, "pause", "{\"until\":\"" + timers.instant().plus(Duration.ofHours(37)) + "\"}");
        says(socket, "pause", "{\"until\":\"" + timers.instant() + "\"}");
        says(socket, "pause", "{\"until\":\"soon\"}");
        says(socket, "pause", "{\"minutes\":60}");
        says(socket, "resume", "{}");
        String paused = "1001 paused until " + hour + " by AGENT";
        assertThat(wishes.words).containsExactly(paused, paused, "1001 resumed");
        assertThat(socket.events().stream().filter("pause"::equals))
                .as("each wish that cannot be met is answered with what holds")
                .hasSize(3);
    }

    @Test
    void a_pause_is_shown_when_it_begins_and_ends_and_on_arrival() throws Exception {
        FakeSocket socket = connect(RIGHT);
        server.observe(CHRIS, held(null));
        assertThat(socket.events()).doesNotContain("pause");
        Instant until = Instant.parse("2026-03-02T10:00:00Z");
        server.observe(CHRIS, held(new Pause(until, Pause.Author.ADMINISTRATOR)));
        assertThat(socket.last("pause").path("until").asText()).isEqualTo("2026-03-02T10:00:00Z");
        assertThat(connect(RIGHT).last("pause").path("by").asText()).isEqualTo("administrator");
        server.observe(CHRIS, held(null));
        assertThat(sessions.of(CHRIS)).isNotNull();
    }

    @Test
    void this_is_wrong_is_kept_with_his_words_and_answered_with_its_number_but_not_again_and_again() throws Exception {
        FakeSocket socket = connect(RIGHT);
        for (int time = 0; time < 10; time++) {
            says(socket, "report", "{\"note\":\" I am\\nfree \"}");
        }
        assertThat(wishes.words).hasSize(6).containsOnly("1001 says I am free");
        assertThat(answers.getFirst().path("id").asText()).isEqualTo("entry");
        assertThat(answers.getLast().path("ok").asBoolean()).isFalse();
    }

    private static Presence presence() {
        return new Presence(
                "dnd",
                null,
                null,
                null,
                PresenceOrigin.MERCURY,
                new ManualTimers().instant(),
                "{\"subject\":\"p\",\"status\":\"dnd\"}");
    }

    private static StateRequest request(String id) {
        return new StateRequest(
                id,
                CHRIS,
                ChannelKind.GADGET,
                TargetState.NOT_READY,
                ReasonLabel.DND,
                new StateRequest.OnlyIf(StateName.READY, null, null),
                "because",
                presence());
    }

    private void beforeTheSupervisor(Duration answerWithin, Duration lateWithin) {
        channel = new GadgetChannel(sessions, this::read, new Patience(answerWithin, lateWithin));
    }

    private FakeSocket back(FakeSocket before) throws Exception {
        String token = before.last("welcome").path("token").asText();
        server.onDisconnect(before, DisconnectReason.TRANSPORT_CLOSE);
        return connect("{\"protocol\":1,\"id\":\"1001\",\"token\":\"" + token + "\"}");
    }

    @Test
    void a_gadget_that_does_not_answer_is_cut_off_and_what_it_did_is_learned_when_it_is_back() throws Exception {
        beforeTheSupervisor(Duration.ofMillis(20), Duration.ofMinutes(1));
        FakeSocket socket = connect(RIGHT);
        CompletableFuture<Outcome> outcome = send(request("c1"));
        awaitEnd(socket);
        says(back(socket), "outcome", "{\"id\":\"c1\",\"ok\":true}");
        assertThat(outcome.get(5, TimeUnit.SECONDS)).isEqualTo(new Outcome.Accepted());
        assertThat(late).isEmpty();
    }

    @Test
    void what_was_done_before_the_connection_was_lost_is_learned_by_the_next_one() throws Exception {
        beforeTheSupervisor(Duration.ofMinutes(1), Duration.ofMinutes(1));
        FakeSocket socket = connect(RIGHT);
        CompletableFuture<Outcome> outcome = send(request("c1"));
        awaitCommand(socket, "c1");
        says(back(socket), "outcome", "{\"id\":\"c1\",\"ok\":true}");
        assertThat(outcome.get(5, TimeUnit.SECONDS)).isEqualTo(new Outcome.Accepted());
    }

    @Test
    void a_gadget_that_stays_silent_is_told_from_one_that_answers_badly() throws Exception {
        beforeTheSupervisor(Duration.ofMillis(20), Duration.ofMillis(20));
        FakeSocket socket = connect(RIGHT);
        assertThat(send(request("c1")).get(5, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.errorType()).isEqualTo(Outcome.SILENT));
        assertThat(socket.disconnected).isTrue();
    }

    private static void awaitEnd(FakeSocket socket) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!socket.disconnected && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertThat(socket.disconnected).isTrue();
    }

    private CompletableFuture<Outcome> send(StateRequest request) throws InterruptedException {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        CountDownLatch started = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            started.countDown();
            outcome.complete(channel.send(request, () -> true));
        });
        started.await();
        return outcome;
    }

    private static JsonNode awaitCommand(FakeSocket socket, String id) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (System.nanoTime() < until) {
            for (FakeSocket.Emitted each : List.copyOf(socket.emitted)) {
                if (each.event().equals("command")
                        && each.body().path("id").asText().equals(id)) {
                    return each.body();
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("no command " + id);
    }

    @Test
    void a_gadget_that_cannot_read_its_agent_is_known_with_finesses_answer_until_it_tells_a_state() throws Exception {
        FakeSocket socket = connect(RIGHT);
        says(socket, "unreadable", "{\"status\":500,\"type\":\"Internal Server Error\"}");
        Instant first = timers.instant();
        timers.pass(Duration.ofMinutes(1));
        says(socket, "unreadable", "{\"status\":500,\"type\":\"Internal Server Error\"}");
        assertThat(server.unreadableUsers())
                .containsExactly(Map.entry(CHRIS, new GadgetFault(500, "Internal Server Error", first)));
        says(socket, "unreadable", "{\"status\":401}");
        assertThat(server.unreadableUsers())
                .containsExactly(Map.entry(CHRIS, new GadgetFault(401, null, timers.instant())));
        says(socket, "state", "{\"state\":\"READY\"}");
        assertThat(server.unreadableUsers()).isEmpty();
    }

    @Test
    void what_a_gadget_could_not_read_is_forgotten_when_it_is_gone_or_another_has_come() throws Exception {
        FakeSocket first = connect(RIGHT);
        says(first, "unreadable", "{}");
        says(first, "reasons", "{\"labels\":[],\"fault\":{\"type\":\"timeout\"}}");
        FakeSocket second = connect(RIGHT);
        assertThat(server.unreadableUsers()).isEmpty();
        assertThat(server.unreadableReasons()).isEmpty();
        says(first, "unreadable", "{}");
        assertThat(server.unreadableUsers()).isEmpty();
        says(second, "unreadable", "{}");
        server.onDisconnect(second, DisconnectReason.TRANSPORT_CLOSE);
        assertThat(server.unreadableUsers()).isEmpty();
    }

    @Test
    void reasons_that_cannot_be_read_are_not_taken_for_none_and_none_are_not_taken_for_unreadable() throws Exception {
        FakeSocket socket = connect(RIGHT);
        says(socket, "reasons", "{\"labels\":[],\"fault\":{\"type\":\"timeout\"}}");
        assertThat(server.labelsOf(CHRIS)).isEmpty();
        assertThat(server.unreadableReasons())
                .containsExactly(Map.entry(CHRIS, new GadgetFault(null, "timeout", timers.instant())));
        assertThat(server.withoutReasons()).isEmpty();
        says(socket, "reasons", "{\"labels\":[]}");
        assertThat(server.unreadableReasons()).isEmpty();
        assertThat(server.withoutReasons()).containsExactly(CHRIS);
        assertThat(server.labelsOf(CHRIS)).contains(Set.of());
        says(socket, "reasons", "{\"labels\":[{\"label\":\"Webex Call\",\"id\":\"42\"}]}");
        assertThat(server.withoutReasons()).isEmpty();
    }

    @Test
    void what_a_gadget_says_of_a_fault_is_cut_and_cleaned_for_the_log() throws Exception {
        FakeSocket socket = connect(RIGHT);
        says(socket, "unreadable", "{\"status\":99999,\"type\":\"a\\nb" + "x".repeat(200) + "\"}");
        GadgetFault fault =
                java.util.Objects.requireNonNull(server.unreadableUsers().get(CHRIS));
        assertThat(fault.status()).isNull();
        assertThat(fault.type()).startsWith("a bx").hasSize(80);
        assertThat(fault.inWords()).startsWith("no answer (a bx");
    }
}
