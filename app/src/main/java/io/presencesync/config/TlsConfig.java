package io.presencesync.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How a server's certificate is judged.
///
/// @param rejectUnauthorized false accepts any certificate: a loud, explicit choice
/// @param caFile PEM file with the certificates to trust besides the system's; null when not set
/// @param fingerprint SHA-256 of the one certificate to accept, 64 hex digits without separators; null when not set
public record TlsConfig(
        boolean rejectUnauthorized,
        @Nullable Path caFile,
        @Nullable String fingerprint) {
    public static final TlsConfig SYSTEM = new TlsConfig(true, null, null);
}
