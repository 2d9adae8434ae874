package io.presencesync.config;

import io.presencesync.presence.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where the database is and how long the journal is kept.
///
/// @param url `jdbc:postgresql://...`; empty: H2 in the data folder
/// @param user empty: none is sent
/// @param password null: none is sent
/// @param keep how long journal entries are kept
public record StoreConfig(String url, String user, @Nullable Secret password, Duration keep) {}
