package io.presencesync.simulation.history;

import io.presencesync.presence.Platform;
import io.presencesync.presence.Reason;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Not Ready codes that the contact center's system gives by itself (reference of Finesse, "What integrators met").
public final class SystemCodes {
    private static final Set<Integer> AROUND_CALLS_CCE = Set.of(50005, 50006, 32762);
    private static final Set<Integer> AROUND_CALLS_CCX = Set.of(32761, 32762, 32742);
    private static final Set<Integer> FOR_GOOD_CCE = Set.of(50002, 32767);
    private static final Set<Integer> FOR_GOOD_CCX = Set.of(50002, 32763);

    private SystemCodes() {}

    /// Given around a call outside the queue, and taken back by the system itself.
    public static boolean aroundCall(Platform platform, @Nullable Reason reason) {
        return holds(platform == Platform.CCE ? AROUND_CALLS_CCE : AROUND_CALLS_CCX, reason);
    }

    /// Any code of the system.
    public static boolean any(Platform platform, @Nullable Reason reason) {
        return aroundCall(platform, reason) || holds(platform == Platform.CCE ? FOR_GOOD_CCE : FOR_GOOD_CCX, reason);
    }

    private static boolean holds(Set<Integer> codes, @Nullable Reason reason) {
        return reason != null && reason.code() != null && codes.contains(reason.code());
    }
}
