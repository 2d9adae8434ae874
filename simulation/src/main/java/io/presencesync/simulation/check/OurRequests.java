package io.presencesync.simulation.check;

import io.presencesync.simulation.history.Fact;
import io.presencesync.simulation.history.Rest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What we asked for, and what became of it by all that reached us.
final class OurRequests {
    private static final Duration ONE_CAN_WAIT = Duration.ofSeconds(30);

    private final Map<String, RequestRecord> all = new HashMap<>();
    /// Holds that stand or may yet come to stand.
    private final List<RequestRecord> openHolds = new ArrayList<>();
    private @Nullable RequestRecord last;
    private @Nullable RequestRecord lastHold;
    private @Nullable String tooLate;

    boolean contains(String id) {
        return all.containsKey(id);
    }

    /// The one that made this rest; null when none did.
    @Nullable
    RequestRecord behind(Rest rest) {
        String id = rest.by().request();
        return id == null ? null : all.get(id);
    }

    Stream<RequestRecord> stream() {
        return all.values().stream();
    }

    Stream<RequestRecord> openHolds() {
        return openHolds.stream();
    }

    boolean holdOpen() {
        return !openHolds.isEmpty();
    }

    void endHolds(Predicate<RequestRecord> ended) {
        openHolds.removeIf(ended);
    }

    @Nullable
    RequestRecord last() {
        return last;
    }

    @Nullable
    RequestRecord lastHold() {
        return lastHold;
    }

    @Nullable
    RequestRecord holdUnderWay() {
        return openHolds.contains(lastHold) ? lastHold : null;
    }

    void add(RequestRecord entry, Instant now) {
        all.put(entry.request.id(), entry);
        all.values().removeIf(old -> old.over(now) && !openHolds.contains(old));
        last = entry;
        if (entry.hold()) {
            openHolds.add(entry);
            lastHold = entry;
        }
    }

    /// The request's first leaving; what is sent again has left already.
    boolean leaves(String id) {
        RequestRecord entry = all.get(id);
        boolean first = entry == null || !entry.left;
        if (entry != null) {
            entry.left = true;
        }
        return first;
    }

    void answered(Fact.Answered answered, Instant now) {
        RequestRecord request = all.get(answered.request());
        if (request != null && request.version == 0) {
            request.refused = answered.refused();
        }
        if (request != null && answered.words().equals("Accepted")) {
            request.acceptedAt = now;
        }
    }

    /// What told of them in doubt was not remembered.
    void killed() {
        all.values().forEach(request -> {
            request.forgotten = true;
            request.seen &= !request.seenInDoubt;
        });
    }

    /// Finesse shows what a request asked for.
    void landed(Rest rest, int number) {
        RequestRecord request = behind(rest);
        if (request != null && request.version == 0) {
            request.version = number;
        }
    }

    /// What a request brought has reached us.
    ///
    /// @param erased shown without the reason it has
    /// @param hideable an outage may have hidden it till now, or nobody would tell us of one
    /// @param doubtful a read has to confirm it
    void seen(Rest rest, boolean erased, boolean hideable, boolean doubtful, Instant now) {
        RequestRecord request = behind(rest);
        if (request != null) {
            boolean hidden = !request.seen || request.erased;
            request.hiddenTooLong |= hidden && late(request, now) && (request.erased || hideable);
            request.erased = hidden && erased;
            request.seenInDoubt |= doubtful && !request.seen;
            request.seen = true;
            tooLate = request.hiddenTooLong ? request.request.id() : tooLate;
        }
    }

    /// A read confirmed what reached us.
    void confirmed() {
        all.values().forEach(request -> request.seenInDoubt = false);
    }

    /// What told of a release in doubt may be lost, whatever was told after it: the release is waited for still, and
    /// the next READY taken for it.
    void releasesUnseen() {
        all.values().stream()
                .filter(request -> !request.hold() && request.seenInDoubt)
                .forEach(request -> request.seen = false);
    }

    /// A release that is carried out when READY has reached us already: that READY is taken for its effect, and its own
    /// for a person's choice. So may be one that reaches us when nobody waits for it any more.
    ///
    /// @param hideable an outage may have hidden it till now, or nobody would tell us of one
    /// @return whether this READY is such a one
    boolean ready(Rest rest, boolean hideable, Instant now) {
        RequestRecord own = behind(rest);
        releasesUnderWay(now).filter(request -> request != own).forEach(request -> request.readyBefore = true);
        return own != null && (own.readyBefore || (hideable && late(own, now)));
    }

    /// Who is signed out can be set READY by nobody: no release is waited for any more.
    void signedOut(Instant now) {
        releasesUnderWay(now).forEach(request -> request.readyBefore = true);
    }

    private Stream<RequestRecord> releasesUnderWay(Instant now) {
        return all.values().stream().filter(request -> !request.hold() && request.underWay(now));
    }

    private static boolean late(RequestRecord request, Instant now) {
        return now.isAfter(request.handedAt.plus(ONE_CAN_WAIT));
    }

    /// What landed unseen in an outage, and reached us when a request given up is not waited for any more; or never
    /// did with what tells that it is ours.
    boolean tooLate(Rest rest) {
        RequestRecord request = behind(rest);
        return (tooLate != null && tooLate.equals(rest.by().request())) || (request != null && !request.seen);
    }

    /// Somebody else's was taken for this hold when it had not landed yet.
    boolean mistaken(Rest rest) {
        RequestRecord request = behind(rest);
        return request != null && request.likeBefore;
    }

    /// A hold of ours may be pending, by all we can know.
    boolean holdMayBePending(Instant now) {
        boolean recent = lastHold != null && !lastHold.refused && now.isBefore(lastHold.handedAt.plusSeconds(60));
        return recent || holdOpen();
    }

    /// Finesse was heard to have taken our last hold for after this call: only who rested READY was asked for.
    boolean pendingTaken(Instant now) {
        return lastHold != null && lastHold.acceptedAt != null && holdMayBePending(now);
    }
}
