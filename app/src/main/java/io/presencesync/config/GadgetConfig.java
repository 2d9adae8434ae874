package io.presencesync.config;

import java.util.List;

/// The gadget side.
///
/// @param legacy whether the playbook's unmodified gadget is let in
/// @param origins browser origins of the Finesse desktops, exact, such as `https://fin1.example.com:8445`
public record GadgetConfig(boolean legacy, List<String> origins) {}
