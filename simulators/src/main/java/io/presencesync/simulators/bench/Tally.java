package io.presencesync.simulators.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What became of a number of events.
///
/// @param overtaken events whose agent had a newer event before a request went out
/// @param unanswered events that led to no request while they were watched
/// @param unasked requests that no event asked for
record Tally(int events, List<Answer> answers, int overtaken, int unanswered, int unasked) {
    static final Duration LATEST = Duration.ofSeconds(5);

    /// A request, and the nanoseconds since its event.
    record Answer(Kind kind, long nanos) {}

    /// Of one kind, or of both.
    Quantiles quantiles(Optional<Kind> kind) {
        return Quantiles.of(answers.stream()
                .filter(answer -> kind.isEmpty() || kind.get() == answer.kind())
                .map(Answer::nanos)
                .toList());
    }

    /// Requests that came more than [#LATEST] after their event.
    long late() {
        return answers.stream()
                .filter(answer -> answer.nanos() > LATEST.toNanos())
                .count();
    }

    String inWords() {
        return "events %d; without a request within %d s: %d; overtaken by a newer event: %d; requests nobody asked for: %d"
                .formatted(events, LATEST.toSeconds(), unanswered + late(), overtaken, unasked);
    }
}
