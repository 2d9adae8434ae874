package io.presencesync.simulation.world;

import io.presencesync.presence.Platform;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The Not Ready reason codes of the pretend Finesse.
public final class Reasons {
    public static final Reason LUNCH = new Reason("16", 10, "Lunch");
    public static final Reason TRAINING = new Reason("17", 11, "Training");
    /// The desktop lost its link.
    static final Reason DISCONNECTED = new Reason("32", 50002, "Connection Failure");

    private static final Map<String, Reason> OURS = Map.of(
            "Webex DND", new Reason("41", 21, "Webex DND"),
            "Webex Call", new Reason("42", 22, "Webex Call"),
            "Webex Meeting", new Reason("43", 23, "Webex Meeting"),
            "Webex Unavailable", new Reason("44", 24, "Webex Unavailable"));

    private Reasons() {}

    /// Reasons an agent chooses by himself; one time in a while one of ours.
    static Reason chosen(Chance chance) {
        return chance.of(0.07)
                ? chance.pick(List.copyOf(List.of(ours("Webex Meeting"), ours("Webex DND"))))
                : chance.pick(List.of(LUNCH, LUNCH, TRAINING));
    }

    static Reason ours(String label) {
        return Objects.requireNonNull(OURS.get(label), label);
    }

    static Reason ours(ReasonLabel label) {
        return ours(label.value());
    }

    static Reason supervisor(Platform platform) {
        return switch (platform) {
            case CCE -> new Reason("19", 999, "Supervisor Initiated");
            case CCX -> new Reason("20", 33, "Not Ready - Supervisor Initiated");
        };
    }

    static Reason noAnswer(Platform platform) {
        return switch (platform) {
            case CCE -> new Reason("31", 32767, "Call Not Answered");
            case CCX -> new Reason("31", 32763, "Agent Logon Ring No Answer");
        };
    }

    /// What the system gives while an agent calls outside the queue.
    static Reason aroundCall(Platform platform, Chance chance) {
        return chance.pick(
                switch (platform) {
                    case CCE ->
                        List.of(
                                new Reason("33", 50006, "Non ACD Busy"),
                                new Reason("34", 50005, "Non ACD Busy"),
                                new Reason("35", 32762, "Off Hook"));
                    case CCX ->
                        List.of(
                                new Reason("33", 32761, "Non-ICD Call"),
                                new Reason("34", 32742, "Non-ACD Off-Hook"),
                                new Reason("35", 32762, "Off-hook"));
                });
    }

    /// Labels by database id, as read from Finesse: those an agent may choose, not the system's own.
    public static Map<String, String> labels() {
        Map<String, String> labels = OURS.values().stream()
                .collect(Collectors.toMap(reason -> Objects.requireNonNull(reason.id()), Reasons::label));
        labels.put("16", "Lunch");
        labels.put("17", "Training");
        return Map.copyOf(labels);
    }

    private static String label(Reason reason) {
        return Objects.requireNonNull(reason.label());
    }
}
