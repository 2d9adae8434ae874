package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.engine.ManualTimers;
import io.presencesync.engine.PresenceListener;
import io.presencesync.net.Backoff;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceEvent;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pace and errors, in virtual time.
class PeoplePollerTest {
    private static final WebexPersonId ANN = new WebexPersonId("11111111-1111-4111-8111-111111111111");
    private static final WebexPersonId BEN = new WebexPersonId("22222222-2222-4222-8222-222222222222");

    private final ManualTimers time = new ManualTimers();
    private final Heard heard = new Heard();
    private final List<String> asked = new ArrayList<>();
    private final Map<String, String> statuses = new HashMap<>();
    private final Map<String, WebexFailure> failures = new HashMap<>();
    private final List<PeoplePoller.Progress> watched = new ArrayList<>();
    private Optional<JsonNode> found = Optional.empty();
    private Runnable whileAsking = () -> {};
    private final WorkerFaults faults = new WorkerFaults(time);
    private final PeoplePoller poller = new PeoplePoller(
            this::get,
            _ -> found,
            heard,
            watched::add,
            faults,
            Runnable::run,
            time,
            time,
            new Backoff(new Random(1)),
            60);

    private JsonNode get(String path) throws WebexFailure {
        asked.add(path);
        whileAsking.run();
        WebexFailure failure = failures.get(path);
        if (failure != null) {
            throw failure;
        }
        return record(statuses.get(path));
    }

    private static ObjectNode record(@Nullable String status) {
        ObjectNode record = Json.object().put("displayName", "Somebody");
        return status == null ? record : record.put("status", status);
    }

    private static String path(WebexPersonId person) {
        return "people/" + PeoplePoller.usualId(person);
    }

    private void fails(WebexFailure.Kind kind, @Nullable Duration retryAfter) {
        failures.put(path(ANN), new WebexFailure(kind, "no", retryAfter));
    }

    private void begin(WebexPersonId... people) {
        for (WebexPersonId person : people) {
            statuses.putIfAbsent(path(person), "active");
            poller.add(person);
        }
        poller.begin();
        time.pass(Duration.ZERO);
    }

    @Test
    void requests_keep_to_the_rate_and_take_turns() {
        begin(ANN, BEN);
        time.pass(Duration.ofSeconds(59));
        assertThat(asked).hasSize(60);
        assertThat(asked).filteredOn(path(ANN)::equals).hasSize(30);
        assertThat(heard.subscribed).containsExactly(ANN, BEN);
        PeoplePoller.Progress progress = poller.progress();
        assertThat(progress.usual()).isEqualTo(Duration.ofSeconds(2));
        assertThat(progress.longest()).isEqualTo(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @CsvSource({
        "DoNotDisturb, dnd", "OutOfOffice, ooo", "active, active", "inactive, inactive", "call, call",
        "meeting, meeting", "presenting, presenting", "unknown, unknown", "pending, pending", "Quiet, Quiet"
    })
    void statuses_are_told_in_the_words_of_events(String said, String word) {
        statuses.put(path(ANN), said);
        begin(ANN);
        Presence presence = heard.events.getFirst().presence();
        assertThat(presence.status()).isEqualTo(word);
        assertThat(presence.origin()).isEqualTo(PresenceOrigin.PEOPLE_API);
        assertThat(presence.meetingType()).isNull();
        assertThat(presence.category()).isNull();
        assertThat(presence.confirmedAt()).isEqualTo(time.instant());
        assertThat(presence.composition()).doesNotContain("Somebody");
    }

    @Test
    void a_status_that_is_not_told_is_no_presence_but_a_reason() {
        poller.add(ANN);
        poller.begin();
        time.pass(Duration.ofSeconds(3));
        assertThat(heard.events).isEmpty();
        assertThat(heard.notSubscribed.get(ANN)).contains("sharing is off");
        statuses.put(path(ANN), "active");
        time.pass(Duration.ofSeconds(1));
        assertThat(heard.subscribed).containsExactly(ANN);
        assertThat(heard.events).hasSize(1);
    }

    @Test
    void polling_goes_on_after_an_unexpected_failure() {
        whileAsking = () -> {
            throw new IllegalStateException("a defect on demand");
        };
        begin(ANN);
        time.pass(Duration.ofSeconds(60));
        assertThat(asked).hasSizeBetween(8, 13);
        assertThat(faults.alarm()).isPresent();
        whileAsking = () -> {};
        time.pass(Duration.ofSeconds(31));
        assertThat(heard.events).isNotEmpty();
    }

    @Test
    void a_wait_of_nothing_makes_no_storm() {
        fails(WebexFailure.Kind.BUSY, Duration.ZERO);
        begin(ANN);
        time.pass(Duration.ofSeconds(60));
        assertThat(asked).hasSizeBetween(8, 13);
    }

    @Test
    void busy_waits_what_webex_asks_and_no_longer() {
        fails(WebexFailure.Kind.BUSY, Duration.ofSeconds(17));
        begin(ANN);
        assertThat(poller.progress().nextTry()).isEqualTo(time.instant().plusSeconds(17));
        failures.clear();
        time.pass(Duration.ofMillis(16_999));
        assertThat(asked).hasSize(1);
        time.pass(Duration.ofMillis(1));
        assertThat(asked).hasSize(2);
        assertThat(poller.progress().trouble()).isNull();
    }

    @Test
    void a_bad_token_is_tried_again_rarely() {
        fails(WebexFailure.Kind.BAD_TOKEN, null);
        begin(ANN);
        time.pass(Duration.ofMinutes(3));
        assertThat(asked).hasSize(1);
        assertThat(poller.progress().trouble()).isNotNull().returns(WebexFailure.Kind.BAD_TOKEN, WebexFailure::kind);
        failures.clear();
        time.pass(Duration.ofMinutes(4));
        assertThat(heard.events).isNotEmpty();
    }

    /// One whose record is asked for slowly, over so much time.
    private void beginSlowly(Duration answer, Duration passing) {
        whileAsking = () -> time.pass(answer);
        statuses.put(path(ANN), "active");
        poller.add(ANN);
        poller.begin();
        time.pass(passing);
    }

    @Test
    void the_pace_counts_from_question_to_question_and_an_answer_is_as_old_as_its_question() {
        Instant first = time.instant();
        beginSlowly(Duration.ofMillis(300), Duration.ofMillis(999));
        assertThat(asked).hasSize(1);
        assertThat(heard.events.getFirst().presence().confirmedAt()).isEqualTo(first);
        time.pass(Duration.ofMillis(1));
        assertThat(asked).hasSize(2);
    }

    @Test
    void an_answer_slower_than_the_pace_is_awaited_before_the_next_question() {
        beginSlowly(Duration.ofSeconds(3), Duration.ofMillis(2999));
        assertThat(asked).hasSize(1);
        time.pass(Duration.ofMillis(1));
        assertThat(asked).hasSize(2);
    }

    @Test
    void whose_turn_it_was_when_webex_was_busy_is_asked_first_afterwards() {
        fails(WebexFailure.Kind.BUSY, Duration.ofSeconds(17));
        begin(ANN, BEN);
        time.pass(Duration.ofSeconds(17));
        assertThat(asked).containsExactly(path(ANN), path(ANN));
    }

    @Test
    void busy_without_a_time_waits_a_minute() {
        fails(WebexFailure.Kind.BUSY, null);
        begin(ANN);
        time.pass(Duration.ofMillis(59_999));
        assertThat(asked).hasSize(1);
        time.pass(Duration.ofMillis(1));
        assertThat(asked).hasSize(2);
    }

    @Test
    void a_look_up_brings_the_first_presence_without_a_question_of_its_own() {
        begin(BEN);
        Instant askedAt = time.instant().minusMillis(40);
        poller.found(ANN, record("call").put("id", "regional"), askedAt);
        assertThat(heard.subscribed).containsExactly(BEN, ANN);
        assertThat(heard.events.getLast().presence().status()).isEqualTo("call");
        assertThat(heard.events.getLast().presence().confirmedAt()).isEqualTo(askedAt);
        time.pass(Duration.ofSeconds(2));
        assertThat(asked).containsExactly(path(BEN), path(BEN), "people/regional");
    }

    @Test
    void a_look_up_that_ends_after_the_end_tells_nothing() {
        begin(BEN);
        poller.end();
        int before = heard.events.size();
        poller.found(ANN, record("call"), time.instant());
        assertThat(heard.events).hasSize(before);
        assertThat(heard.subscribed).doesNotContain(ANN);
    }

    @Test
    void who_is_removed_is_asked_no_more() {
        begin(ANN, BEN);
        poller.remove(ANN);
        time.pass(Duration.ofSeconds(5));
        assertThat(asked).containsOnlyOnce(path(ANN));
    }

    @Test
    void each_turn_is_reported_but_none_of_a_spell_that_ended() {
        begin(ANN);
        assertThat(watched).hasSize(1);
        whileAsking = poller::end;
        time.pass(Duration.ofMinutes(1));
        assertThat(asked).hasSize(2);
        assertThat(watched).hasSize(1);
    }

    @Test
    void one_person_whose_record_fails_does_not_keep_the_others_waiting() {
        fails(WebexFailure.Kind.PASSING, null);
        begin(ANN, BEN);
        time.pass(Duration.ofSeconds(20));
        assertThat(heard.events).extracting(PresenceEvent::person).contains(BEN);
    }

    @Test
    void who_is_refused_is_told_and_the_others_go_on() {
        fails(WebexFailure.Kind.REFUSED, null);
        begin(ANN, BEN);
        time.pass(Duration.ofSeconds(1));
        assertThat(heard.notSubscribed).containsOnlyKeys(ANN);
        assertThat(heard.events).extracting(PresenceEvent::person).containsOnly(BEN);
    }

    @Test
    void a_person_whom_nobody_knows_any_more_is_looked_up_and_never_told_free() {
        fails(WebexFailure.Kind.GONE, null);
        begin(ANN, BEN);
        time.pass(Duration.ofSeconds(1));
        assertThat(heard.events).isEmpty();
        time.pass(Duration.ofSeconds(1));
        assertThat(heard.events).extracting(PresenceEvent::person).containsOnly(BEN);
    }

    @Test
    void a_person_of_another_region_is_asked_by_the_id_that_webex_gave() {
        fails(WebexFailure.Kind.GONE, null);
        found = Optional.of(record("DoNotDisturb").put("id", "regional"));
        statuses.put("people/regional", "active");
        begin(ANN);
        time.pass(Duration.ofSeconds(2));
        assertThat(asked).containsExactly(path(ANN), "people/regional");
        assertThat(heard.events).extracting(event -> event.presence().status()).containsExactly("dnd", "active");
    }

    @Test
    void an_answer_that_comes_after_the_end_is_dropped_and_nothing_more_is_asked() {
        whileAsking = poller::end;
        begin(ANN);
        time.pass(Duration.ofMinutes(5));
        assertThat(asked).hasSize(1);
        assertThat(heard.events).isEmpty();
        assertThat(heard.subscribed).isEmpty();
    }

    private static final class Heard implements PresenceListener {
        private final List<PresenceEvent> events = new ArrayList<>();
        private final List<WebexPersonId> subscribed = new ArrayList<>();
        private final Map<WebexPersonId, String> notSubscribed = new HashMap<>();

        @Override
        public void resolved(WebexAddress address, WebexPersonId person) {}

        @Override
        public void unresolved(WebexAddress address, String why) {}

        @Override
        public void subscribed(WebexPersonId person) {
            subscribed.add(person);
        }

        @Override
        public void notSubscribed(WebexPersonId person, String why) {
            notSubscribed.put(person, why);
        }

        @Override
        public void feedDown(String why) {}

        @Override
        public void feedUp() {}

        @Override
        public void presence(PresenceEvent event) {
            events.add(event);
        }
    }
}
