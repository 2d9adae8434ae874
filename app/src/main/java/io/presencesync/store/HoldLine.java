package io.presencesync.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.presencesync.agent.Hold;
import io.presencesync.agent.Memory;
import io.presencesync.agent.Phase;
import io.presencesync.agent.Sent;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.SiteId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One line of the hold log: all that is remembered of one agent at one moment. The newest line of an agent counts.
///
/// @param v version of this form; a line of a newer version is refused rather than misread
/// @param phase `none`, `asked`, `held` or `releasing`
@JsonInclude(JsonInclude.Include.NON_NULL)
record HoldLine(
        int v,
        String site,
        String user,
        String phase,
        @Nullable HeldPart held,
        @Nullable HoldPart asked,
        @Nullable SentPart sent,
        boolean override,
        boolean known) {
    static final int VERSION = 1;

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HoldPart(String label, ChannelKind channel, String presence, String askedAt) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HeldPart(
            HoldPart hold,
            @Nullable String time,
            @Nullable String reasonId,
            @Nullable Integer reasonCode,
            @Nullable String reasonLabel) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SentPart(String id, @Nullable String onTime) {}

    static HoldLine of(AgentId agent, Memory.Durable durable) {
        Phase phase = durable.phase();
        Phase.Held held = switch (phase) {
            case Phase.Held now -> now;
            case Phase.Releasing releasing -> releasing.held();
            case Phase.Asked asked -> asked.replaces();
            case Phase.None() -> null;
        };
        return new HoldLine(
                VERSION,
                agent.site().value(),
                agent.user().value(),
                name(phase),
                held == null ? null : part(held),
                phase instanceof Phase.Asked asked ? part(asked.hold()) : null,
                part(phase.sent()),
                durable.override(),
                durable.knownBefore());
    }

    private static String name(Phase phase) {
        return switch (phase) {
            case Phase.None() -> "none";
            case Phase.Asked asked -> "asked";
            case Phase.Held held -> "held";
            case Phase.Releasing releasing -> "releasing";
        };
    }

    private static HoldPart part(Hold hold) {
        return new HoldPart(
                hold.label().value(),
                hold.channel(),
                hold.presence(),
                hold.askedAt().toString());
    }

    private static HeldPart part(Phase.Held held) {
        Reason reason = held.reason();
        return new HeldPart(
                part(held.hold()),
                text(held.time()),
                reason == null ? null : reason.id(),
                reason == null ? null : reason.code(),
                reason == null ? null : reason.label());
    }

    private static @Nullable SentPart part(@Nullable Sent sent) {
        return sent == null ? null : new SentPart(sent.id(), text(sent.onTime()));
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    AgentId agent() {
        return new AgentId(new SiteId(site), new FinesseUserId(user));
    }

    Memory.Durable durable() {
        return new Memory.Durable(phase(phase), override, known);
    }

    private Phase phase(String name) {
        return switch (name) {
            case "none" -> new Phase.None();
            case "asked" ->
                new Phase.Asked(hold(Objects.requireNonNull(asked)), pending(), held == null ? null : held(held));
            case "held" -> held(Objects.requireNonNull(held));
            case "releasing" -> new Phase.Releasing(held(Objects.requireNonNull(held)), pending());
            default -> throw new IllegalArgumentException("unknown phase " + name);
        };
    }

    private Sent pending() {
        SentPart part = Objects.requireNonNull(sent);
        return new Sent(part.id(), Sent.Answer.PENDING, null, instant(part.onTime()), 0);
    }

    private static Hold hold(HoldPart part) {
        return new Hold(new ReasonLabel(part.label()), part.channel(), part.presence(), Instant.parse(part.askedAt()));
    }

    private static Phase.Held held(HeldPart part) {
        boolean reasonless = part.reasonId() == null && part.reasonCode() == null && part.reasonLabel() == null;
        Reason reason = reasonless ? null : new Reason(part.reasonId(), part.reasonCode(), part.reasonLabel());
        return new Phase.Held(hold(part.hold()), instant(part.time()), reason);
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
