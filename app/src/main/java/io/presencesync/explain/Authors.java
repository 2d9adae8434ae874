package io.presencesync.explain;

import static io.presencesync.explain.Explanation.Author;

import io.presencesync.engine.JournalEntry;
import io.presencesync.presence.StateName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Finds out who made the newest state.
final class Authors {
    /// A request answered or not may take this long to show.
    private static final Duration MAY_TAKE = Duration.ofSeconds(30);

    private static final Duration SHOWN_WITH = Duration.ofSeconds(5);

    private final Trail trail;
    private final Requests requests;
    private final Explanation.@Nullable HoldPart hold;

    Authors(Trail trail, Requests requests, Explanation.@Nullable HoldPart hold) {
        this.trail = trail;
        this.requests = requests;
        this.hold = hold;
    }

    /// @param requestId null when it was not ours
    record Found(Author author, @Nullable String requestId) {}

    Found of(JournalEntry state) {
        for (Explanation.RequestPart request : requests.newestFirst()) {
            if (States.name(request.what()) == States.name(state.what())) {
                Author author = by(request, state);
                if (author != null) {
                    return new Found(author, request.id());
                }
            }
        }
        return notByRequest(state);
    }

    private static @Nullable Author by(Explanation.RequestPart request, JournalEntry state) {
        Instant shown = request.shownAt();
        if (shown != null) {
            return Duration.between(state.at(), shown).abs().compareTo(SHOWN_WITH) <= 0 ? Author.WE : null;
        }
        Instant sent = request.sentAt();
        boolean open = request.answer() == null || request.answer().equals("accepted");
        boolean inTime = sent != null
                && !state.at().isBefore(sent)
                && Duration.between(sent, state.at()).compareTo(MAY_TAKE) <= 0;
        return open && inTime ? Author.WE_PROBABLY : null;
    }

    private Found notByRequest(JournalEntry state) {
        JournalEntry before = trail.before(state);
        StateName from = before == null ? null : States.name(before.what());
        Author author = switch (States.name(state.what())) {
            case LOGOUT -> Author.SIGN_OUT;
            case UNKNOWN -> Author.UNKNOWN;
            case RESERVED, RESERVED_OUTBOUND, RESERVED_OUTBOUND_PREVIEW, TALKING, HOLD -> Author.CALL;
            case WORK, WORK_READY -> Author.AFTER_CALL;
            case READY -> ready(from);
            case NOT_READY -> notReady(state, from);
        };
        boolean ours = author == Author.WE || author == Author.BACK_TO_OURS;
        return new Found(author, ours && hold != null ? hold.requestId() : null);
    }

    private static Author ready(@Nullable StateName from) {
        if (from == null) {
            return Author.BEFORE_US;
        }
        return States.callOrWrapUp(from) ? Author.AFTER_CALL : Author.HIMSELF_OR_SUPERVISOR;
    }

    private Author notReady(JournalEntry state, @Nullable StateName from) {
        boolean afterCall = from != null && States.callOrWrapUp(from);
        if (States.systems(state)) {
            return Author.SYSTEM;
        }
        if (hold != null) {
            return afterCall ? Author.BACK_TO_OURS : Author.WE;
        }
        if (States.supervisors(state.what())) {
            return Author.SUPERVISOR;
        }
        if (from == null) {
            return Author.BEFORE_US;
        }
        return from == StateName.LOGOUT ? Author.SIGN_IN : Author.HIMSELF;
    }
}
