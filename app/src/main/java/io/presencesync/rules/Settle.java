package io.presencesync.rules;

import java.time.Duration;

/// How long a presence must last before a hold and before a release.
public record Settle(Duration hold, Duration release) {}
