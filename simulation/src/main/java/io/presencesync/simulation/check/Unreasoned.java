package io.presencesync.simulation.check;

import io.presencesync.presence.StateName;
import io.presencesync.simulation.history.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Whose a NOT_READY is that Finesse shows without a reason, by all that reached us: ours with our request's id, or as
/// the first change from READY within 10 s after Finesse took our request; told again at another time only when Finesse
/// was out of service meanwhile. What can be tied to nothing is nobody's to know.
final class Unreasoned {
    private static final Duration SHOWN_BY = Duration.ofSeconds(10);

    /// Two nodes' times of one change may lie so far apart.
    static final Duration NODES_DIFFER = Duration.ofSeconds(2);

    /// So long after an outage Finesse may publish anew.
    private static final Duration PUBLISHED = Duration.ofMinutes(3);

    private enum Whose {
        LOOKS_OURS,
        /// As ours would, while nobody could tell by times what was the newest.
        MAY_LOOK_OURS,
        LOOKS_THEIRS,
        UNKNOWABLE
    }

    private final Predicate<String> ourRequest;
    private Whose whose = Whose.UNKNOWABLE;
    private int number;
    private boolean byOutage;
    private boolean outage;
    private boolean outageLasts;
    private boolean missed;
    private boolean doubted;
    private Instant outageAt = Instant.EPOCH;

    /// @param ourRequest whether an id is that of a request of ours
    Unreasoned(Predicate<String> ourRequest) {
        this.ourRequest = ourRequest;
    }

    void gap(boolean finesseItself, Instant now) {
        outage |= finesseItself;
        outageAt = finesseItself ? now : outageAt;
        missed |= !finesseItself;
    }

    void outOfService(boolean on, Instant now) {
        outageLasts = on;
        outage |= on;
        outageAt = on ? now : outageAt;
    }

    /// We start: an outage that lasts still is noticed anew.
    void forgotten() {
        whose = Whose.UNKNOWABLE;
        number = 0;
        missed = true;
        outageLasts = false;
    }

    /// What is taken in now is told while nobody can tell by times what is the newest.
    void doubted() {
        number = 0;
        doubted = true;
    }

    /// Must be known to be ours.
    ///
    /// @param doubtful so soon after an outage, when Finesse may still find what it lost
    boolean looksOurs(Shown shown, boolean doubtful) {
        return shown.number() == number && whose == Whose.LOOKS_OURS && !(byOutage && doubtful);
    }

    /// May be taken for ours.
    boolean mayLookOurs(Shown shown) {
        return shown.number() == number && (whose == Whose.LOOKS_OURS || whose == Whose.MAY_LOOK_OURS);
    }

    /// Must be known to be somebody else's.
    boolean looksTheirs(Shown shown) {
        return shown.number() == number && whose == Whose.LOOKS_THEIRS;
    }

    static boolean withoutReason(Shown shown) {
        return shown.state() == StateName.NOT_READY
                && Objects.requireNonNull(shown.reason()).none();
    }

    /// Takes in what is known now.
    ///
    /// @param request whose request brought it, as told
    /// @param underWay the hold that may yet show; null when none
    void known(
            @Nullable Shown before,
            Shown known,
            @Nullable String request,
            @Nullable RequestRecord underWay,
            Instant now) {
        if (withoutReason(known)) {
            byOutage &= before != null && withoutReason(before);
            Whose untold = untold(before, known, underWay, now);
            whose = request != null ? told(request) : doubted ? inDoubt(untold) : untold;
            number = known.number();
        }
        outage = outageLasts;
        missed = false;
        doubted = false;
    }

    private static Whose inDoubt(Whose whose) {
        boolean ours = whose == Whose.LOOKS_OURS || whose == Whose.MAY_LOOK_OURS;
        return ours ? Whose.MAY_LOOK_OURS : Whose.UNKNOWABLE;
    }

    private Whose told(String request) {
        return ourRequest.test(request) ? Whose.LOOKS_OURS : Whose.LOOKS_THEIRS;
    }

    private Whose untold(@Nullable Shown before, Shown known, @Nullable RequestRecord underWay, Instant now) {
        if (before == null) {
            return Whose.UNKNOWABLE;
        }
        if (before.number() == known.number()) {
            return whose;
        }
        return switch (before.state()) {
            case READY -> fromReady(before, underWay, now);
            case LOGOUT -> Whose.LOOKS_THEIRS;
            case NOT_READY -> withoutReason(before) && !missed ? again(before, known, now) : Whose.UNKNOWABLE;
            default -> Whose.UNKNOWABLE;
        };
    }

    private Whose fromReady(Shown before, @Nullable RequestRecord underWay, Instant now) {
        if (underWay == null) {
            return Whose.LOOKS_THEIRS;
        }
        Instant taken = underWay.acceptedAt;
        boolean followed = before.number() == underWay.onNumber;
        boolean first = followed && taken != null && !now.isAfter(taken.plus(SHOWN_BY)) && !missed && !outage;
        return first ? Whose.LOOKS_OURS : Whose.UNKNOWABLE;
    }

    /// Times that nodes might have given to the same change tell nothing.
    private static boolean tellable(@Nullable Instant one, @Nullable Instant other) {
        return one != null
                && other != null
                && Duration.between(one, other).abs().compareTo(NODES_DIFFER) > 0;
    }

    private Whose again(Shown before, Shown known, Instant now) {
        boolean sameTime = before.time() != null && before.time().equals(known.time());
        byOutage |= outage && !sameTime;
        if (sameTime || outage) {
            return whose;
        }
        boolean publishedStill = now.isBefore(outageAt.plus(PUBLISHED));
        return !publishedStill && tellable(before.time(), known.time()) ? Whose.LOOKS_THEIRS : Whose.UNKNOWABLE;
    }
}
