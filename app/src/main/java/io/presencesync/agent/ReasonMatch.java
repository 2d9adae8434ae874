package io.presencesync.agent;

import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whether the reason Finesse shows is the one our hold would show: our label by gadget, the platform's supervisor
/// code by supervisor.
enum ReasonMatch {
    OURS,
    ANOTHER,
    /// Finesse, or the source, does not tell.
    UNTOLD;

    static ReasonMatch of(Hold hold, @Nullable Reason shown, Policy policy) {
        if (shown == null || shown.none()) {
            return UNTOLD;
        }
        return hold.channel() == ChannelKind.GADGET
                ? byLabel(hold.label(), shown, policy)
                : bySupervisorCode(shown, policy);
    }

    private static ReasonMatch byLabel(ReasonLabel label, Reason shown, Policy policy) {
        String text = shown.label() != null ? shown.label() : policy.reasonIds().get(Objects.toString(shown.id(), ""));
        if (text == null) {
            return shown.code() == null ? UNTOLD : ANOTHER;
        }
        return text.equals(label.value()) ? OURS : ANOTHER;
    }

    private static ReasonMatch bySupervisorCode(Reason shown, Policy policy) {
        if (shown.code() != null) {
            return shown.code() == policy.platform().supervisorCode() ? OURS : ANOTHER;
        }
        boolean chosenFromList = shown.label() != null
                ? policy.reasonIds().containsValue(shown.label())
                : policy.reasonIds().containsKey(Objects.toString(shown.id(), ""));
        return chosenFromList ? ANOTHER : UNTOLD;
    }
}
