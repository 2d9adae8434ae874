package io.presencesync.agent;

import java.time.Duration;

/// A verdict, the rule it came from, and how long the presence must last before it counts.
///
/// @param rule the rule in words, as an administrator finds it again: `meeting (online)`, `rules.yml:12`
/// @param settle before a hold when busy, before a release when free; not negative
public record Ruling(Verdict verdict, String rule, Duration settle) {}
