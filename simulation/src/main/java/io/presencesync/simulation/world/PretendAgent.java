package io.presencesync.simulation.world;

import io.presencesync.presence.Platform;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.simulation.history.By;
import io.presencesync.simulation.history.Rest;
import io.presencesync.simulation.history.Setting.Listed;
import io.presencesync.simulation.history.Shown;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One agent in the pretend Finesse: its state machine, pending states, and who may ask for what. Calls are in
/// [PretendPhone].
final class PretendAgent {
    private final Platform platform;
    private final Listed listed;
    private final FinesseClock clock;
    private final Consumer<Shown> publish;
    private Shown shown;
    private int stampedIn;

    /// CCX: a call the contact center does not route; the state does not tell of it.
    boolean otherCall;

    PretendAgent(Platform platform, Timeline timeline, Rest first, Consumer<Shown> publish) {
        this(platform, Listed.ALL, new FinesseClock(timeline), first, publish);
    }

    PretendAgent(Platform platform, Listed listed, FinesseClock clock, Rest first, Consumer<Shown> publish) {
        this.platform = platform;
        this.listed = listed;
        this.clock = clock;
        this.stampedIn = clock.settings();
        this.publish = publish;
        this.shown = new Shown(1, first.state(), showable(first), null, clock.now(), false);
    }

    Shown shown() {
        return shown;
    }

    StateName state() {
        return shown.state();
    }

    boolean cce() {
        return platform == Platform.CCE;
    }

    Platform platform() {
        return platform;
    }

    /// As Finesse can show it: a code that is not listed shows as no reason.
    Rest showable(Rest rest) {
        Reason reason = rest.reason();
        boolean supervisors =
                reason != null && Integer.valueOf(platform.supervisorCode()).equals(reason.code());
        boolean hidden = listed == Listed.NONE || (listed == Listed.NOT_SUPERVISORS && supervisors);
        return hidden && reason != null ? new Rest(rest.state(), null, rest.by(), rest.blurred()) : rest;
    }

    /// A new state from now on.
    void become(StateName state, Rest rest) {
        become(state, rest, null, false);
    }

    private void become(StateName state, Rest rest, @Nullable String request, boolean unshown) {
        show(new Shown(shown.number() + 1, state, showable(rest), null, freshTime(), unshown, request));
    }

    /// No two changes at the same time.
    private Instant freshTime() {
        Instant before = shown.time();
        Instant now = clock.now();
        boolean ordered = stampedIn == clock.settings();
        stampedIn = clock.settings();
        return before == null || !ordered || now.isAfter(before) ? now : before.plusMillis(1);
    }

    /// TALKING to HOLD and back, keeping what is pending.
    void turn(StateName state) {
        show(new Shown(shown.number() + 1, state, shown.rest(), shown.pending(), freshTime(), false));
    }

    private void show(Shown next) {
        shown = next;
        publish.accept(next);
    }

    void signIn(@Nullable String request) {
        otherCall = false;
        become(StateName.NOT_READY, Rest.notReady(null, By.SIGN_IN), request, false);
    }

    void signOut(@Nullable String request) {
        otherCall = false;
        become(StateName.LOGOUT, Rest.notReady(null, By.SYSTEM), request, false);
    }

    /// After a fail-over the same again, perhaps with less than before.
    ///
    /// @param anew with a new time
    void published(boolean eraseReason, boolean eraseTime, boolean anew) {
        show(new Shown(
                shown.number() + 1,
                shown.state(),
                shown.rest(),
                shown.pending(),
                eraseTime ? null : anew ? freshTime() : shown.time(),
                shown.erased() || eraseReason));
    }

    /// What Finesse found again later.
    void recovered() {
        show(new Shown(shown.number() + 1, shown.state(), shown.rest(), shown.pending(), shown.time(), false));
    }

    /// Why this wish would be refused now; null when it would be carried out.
    ///
    /// @param own asked for as the agent himself, not as a supervisor
    @Nullable
    Refusal refusal(boolean own, StateName wish) {
        boolean ready = wish == StateName.READY;
        return own ? ownRefusal(ready) : supervisorRefusal(ready);
    }

    private @Nullable Refusal supervisorRefusal(boolean ready) {
        return switch (shown.state()) {
            case READY -> ready ? Refusal.INVALID_STATE : null;
            case WORK, WORK_READY -> null;
            case NOT_READY -> !ready ? Refusal.INVALID_STATE : otherCall ? Refusal.BUSY : null;
            case LOGOUT -> signedOut();
            case TALKING, HOLD, RESERVED, RESERVED_OUTBOUND, RESERVED_OUTBOUND_PREVIEW, UNKNOWN ->
                Refusal.INVALID_STATE;
        };
    }

    private @Nullable Refusal ownRefusal(boolean ready) {
        return switch (shown.state()) {
            case READY, WORK, WORK_READY -> null;
            case NOT_READY -> ready && otherCall ? Refusal.BUSY : null;
            case TALKING, HOLD -> cce() || (!ready && shown.pending() == null) ? null : Refusal.NOT_NOW;
            case RESERVED_OUTBOUND -> cce() ? null : Refusal.SERVER_ERROR;
            case RESERVED_OUTBOUND_PREVIEW -> cce() && !ready ? null : Refusal.INVALID_STATE;
            case LOGOUT -> signedOut();
            case RESERVED, UNKNOWN -> Refusal.INVALID_STATE;
        };
    }

    private Refusal signedOut() {
        return cce() ? Refusal.SIGNED_OUT_CCE : Refusal.SIGNED_OUT_CCX;
    }

    /// Carries out a wish that is not refused.
    ///
    /// @param request id of the request that asks for it; null when it carries none
    void carryOut(Rest wish, @Nullable String request) {
        carryOut(wish, request, false);
    }

    /// Carries out a wish that is not refused.
    ///
    /// @param unshown its reason does not show, unless it is for after a call
    void carryOut(Rest wish, @Nullable String request, boolean unshown) {
        switch (shown.state()) {
            case TALKING, HOLD, RESERVED_OUTBOUND_PREVIEW -> pending(wish, request);
            case READY, NOT_READY, WORK, WORK_READY, RESERVED_OUTBOUND ->
                rest(blurred(wish, shown.rest()), request, unshown);
            case LOGOUT, RESERVED, UNKNOWN -> throw new IllegalStateException("refused in " + shown.state());
        }
    }

    private void rest(Rest wish, @Nullable String request, boolean unshown) {
        if (wish.state() == StateName.READY && shown.state() == StateName.READY) {
            return;
        }
        become(wish.state(), wish, request, unshown);
    }

    private void pending(Rest wish, @Nullable String request) {
        Rest before = shown.pending() != null ? shown.pending() : shown.rest();
        Shown next = new Shown(
                shown.number() + 1,
                shown.state(),
                shown.rest(),
                showable(blurred(wish, before)),
                shown.time(),
                shown.erased(),
                request);
        if (shown.state() == StateName.RESERVED_OUTBOUND_PREVIEW) {
            shown = next;
        } else {
            show(next);
        }
    }

    /// Our wish over a NOT_READY of somebody else; or over one that was blurred already.
    private static Rest blurred(Rest wish, Rest before) {
        boolean over = before.chosen() || before.blurred();
        boolean blurs = wish.by().ours() && wish.state() == StateName.NOT_READY && over;
        return blurs ? new Rest(wish.state(), wish.reason(), wish.by(), true) : wish;
    }
}
