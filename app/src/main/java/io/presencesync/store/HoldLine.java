package io.presencesync.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.presencesync.agent.Hold;
import io.presencesync.agent.Memory;
import io.presencesync.agent.Phase;
import io.presencesync.agent.Sent;
import io.presencesync.agent.Spell;
import io.presencesync.agent.Stance;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Pause;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One line of the hold log: all that is remembered of one agent at one moment. The newest line of an agent counts.
/// Version 1 had no `spell` and no `lost`.
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
        boolean known,
        @Nullable SpellPart spell,
        @Nullable List<LostPart> lost,
        @Nullable PendingPart pending,
        boolean inCall,
        @Nullable PausePart pause) {
    static final int VERSION = 2;

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

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SpellPart(
            @Nullable StancePart stance,
            boolean renewed,
            @Nullable String renewedAt,
            @Nullable String restore) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StancePart(
            @Nullable String label,
            String since,
            String labelSince,
            String settle,
            String status,
            PresenceOrigin origin) {}

    /// A hold that was to follow after his call, while another reason is asked for.
    record PendingPart(HoldPart hold, SentPart sent) {}

    record PausePart(String until, Pause.Author by) {}

    record LostPart(HoldPart hold, String request, boolean release, String until) {}

    static HoldLine of(AgentId agent, Memory.Durable durable) {
        Phase phase = durable.phase();
        Phase.Held held = switch (phase) {
            case Phase.Held now -> now;
            case Phase.Releasing releasing -> releasing.held();
            case Phase.Asked asked -> asked.replaces() instanceof Phase.Held replaced ? replaced : null;
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
                durable.spell().override(),
                durable.knownBefore(),
                part(durable.spell()),
                durable.lost().stream().map(HoldLine::part).toList(),
                pending(phase),
                durable.inCall(),
                part(durable.pause()));
    }

    private static @Nullable PausePart part(@Nullable Pause pause) {
        return pause == null ? null : new PausePart(pause.until().toString(), pause.by());
    }

    private static @Nullable PendingPart pending(Phase phase) {
        return phase instanceof Phase.Asked asked && asked.replaces() instanceof Phase.Asked earlier
                ? new PendingPart(part(earlier.hold()), Objects.requireNonNull(part(earlier.sent())))
                : null;
    }

    private static LostPart part(Memory.Lost lost) {
        return new LostPart(
                part(lost.hold()), lost.request(), lost.release(), lost.until().toString());
    }

    private static SpellPart part(Spell spell) {
        ReasonLabel restore = spell.restore();
        return new SpellPart(
                part(spell.stance()),
                spell.renewed(),
                text(spell.renewedAt()),
                restore == null ? null : restore.value());
    }

    private static @Nullable StancePart part(@Nullable Stance stance) {
        if (stance == null) {
            return null;
        }
        ReasonLabel label = stance.label();
        return new StancePart(
                label == null ? null : label.value(),
                stance.since().toString(),
                stance.labelSince().toString(),
                stance.settle().toString(),
                stance.status(),
                stance.origin());
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
        List<Memory.Lost> late =
                lost == null ? List.of() : lost.stream().map(HoldLine::lost).toList();
        Pause paused = pause == null ? null : new Pause(Instant.parse(pause.until()), pause.by());
        return new Memory.Durable(phase(phase), storedSpell(), known, late, inCall, paused);
    }

    private static Memory.Lost lost(LostPart part) {
        return new Memory.Lost(hold(part.hold()), part.request(), part.release(), Instant.parse(part.until()));
    }

    private Spell storedSpell() {
        if (spell == null) {
            return new Spell(null, override, false, null, null);
        }
        return new Spell(
                stance(spell.stance()),
                override,
                spell.renewed(),
                instant(spell.renewedAt()),
                spell.restore() == null ? null : new ReasonLabel(spell.restore()));
    }

    private static @Nullable Stance stance(@Nullable StancePart part) {
        if (part == null) {
            return null;
        }
        return new Stance(
                part.label() == null ? null : new ReasonLabel(part.label()),
                Instant.parse(part.since()),
                Instant.parse(part.labelSince()),
                Duration.parse(part.settle()),
                part.status(),
                part.origin());
    }

    private Phase phase(String name) {
        return switch (name) {
            case "none" -> new Phase.None();
            case "asked" -> new Phase.Asked(hold(Objects.requireNonNull(asked)), underWay(), replaced());
            case "held" -> held(Objects.requireNonNull(held));
            case "releasing" -> new Phase.Releasing(held(Objects.requireNonNull(held)), underWay());
            default -> throw new IllegalArgumentException("unknown phase " + name);
        };
    }

    private @Nullable Phase replaced() {
        if (pending == null) {
            return held == null ? null : held(held);
        }
        Hold earlier = hold(pending.hold());
        SentPart taken = pending.sent();
        return new Phase.Asked(
                earlier,
                new Sent(taken.id(), Sent.Answer.ACCEPTED, earlier.askedAt(), instant(taken.onTime()), 0),
                null);
    }

    private Sent underWay() {
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
