package io.presencesync.config;

import io.presencesync.presence.Secret;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An HTTP proxy that is asked to CONNECT.
///
/// @param user null when the proxy asks for nobody
/// @param direct hosts that are reached without it: names, `.suffixes`, addresses, or `*` for all
public record ProxyConfig(
        String host,
        int port,
        @Nullable String user,
        @Nullable Secret password,
        List<String> direct) {

    /// Whether calls to this host go through the proxy; our own machine never does.
    public boolean covers(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return !isLoopback(name) && direct.stream().noneMatch(entry -> names(entry.toLowerCase(Locale.ROOT), name));
    }

    private static boolean isLoopback(String name) {
        return name.equals("localhost") || name.equals("[::1]") || name.matches("127\\.\\d+\\.\\d+\\.\\d+");
    }

    private static boolean names(String entry, String name) {
        String suffix = entry.startsWith("*.") ? entry.substring(1) : entry;
        if (entry.equals("*") || entry.equals(name)) {
            return true;
        }
        return name.endsWith(suffix.startsWith(".") ? suffix : "." + suffix);
    }
}
