package io.presencesync.finesse;

import io.presencesync.config.FinesseConfig.Platform;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a node says of its cluster. Parts it does not deliver are null or, for the platform, AUTO (not known).
///
/// @param inService status IN_SERVICE
/// @param statusReason why not, in Finesse's words; may be empty
/// @param currentTimestamp the node's clock
record SystemInfo(
        boolean inService,
        String statusReason,
        Platform platform,
        @Nullable String primaryHost,
        @Nullable String secondaryHost,
        @Nullable Instant currentTimestamp) {}
