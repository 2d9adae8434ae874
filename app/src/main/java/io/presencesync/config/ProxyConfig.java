package io.presencesync.config;

import io.presencesync.presence.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The HTTP proxy between us and Webex. Finesse is never reached through it.
///
/// @param user null when the proxy wants no credentials
/// @param direct host names reached without the proxy, `*.` in front for a whole domain; `*` for all
public record ProxyConfig(
        String host,
        int port,
        @Nullable String user,
        @Nullable Secret password,
        List<String> direct) {}
