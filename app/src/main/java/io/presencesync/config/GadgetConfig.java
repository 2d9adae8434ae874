package io.presencesync.config;

import java.time.Duration;
import java.util.List;

/// The gadget side.
///
/// @param legacy whether the playbook's unmodified gadget is let in
/// @param origins browser origins of the Finesse desktops, exact, such as `https://fin1.example.com:8445`
/// @param answerWithin in mode auto: how long the gadget is waited for before the supervisor takes over
public record GadgetConfig(boolean legacy, List<String> origins, Duration answerWithin) {}
