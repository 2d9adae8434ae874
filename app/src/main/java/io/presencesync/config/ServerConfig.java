package io.presencesync.config;

import io.presencesync.presence.Secret;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Our own HTTP port.
///
/// @param host address to listen on
/// @param port TCP port; 0 takes a free one
/// @param publicUrl how browsers reach us, never taken from a Host header; required in gadget mode
/// @param languages folder with texts of languages that the gadget lacks; null when there is none
/// @param trustedProxies addresses and ranges whose `X-Forwarded-For` is believed
/// @param tls certificate and key where we offer TLS ourselves; null where plain HTTP is spoken
/// @param adminPassword password of the user `admin`; null: one is made up and kept in the data folder
public record ServerConfig(
        String host,
        int port,
        @Nullable URI publicUrl,
        @Nullable Secret adminPassword,
        @Nullable Path languages,
        @Nullable PemFiles tls,
        TrustedProxies trustedProxies) {}
