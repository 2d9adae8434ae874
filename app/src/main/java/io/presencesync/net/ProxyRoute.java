package io.presencesync.net;

import io.presencesync.config.ProxyConfig;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Which calls go through a proxy. Any thread.
public final class ProxyRoute {
    /// Everything goes straight to its host.
    public static final ProxyRoute DIRECT = new ProxyRoute(null);

    private final @Nullable ProxyConfig proxy;

    public ProxyRoute(@Nullable ProxyConfig proxy) {
        this.proxy = proxy;
    }

    /// The proxy on the way to this address; null for none.
    public @Nullable ProxyOptions to(URI uri) {
        ProxyConfig config = proxy;
        if (config == null || uri.getHost() == null || !config.covers(uri.getHost())) {
            return null;
        }
        ProxyOptions options = new ProxyOptions()
                .setType(ProxyType.HTTP)
                .setHost(config.host())
                .setPort(config.port());
        if (config.user() != null) {
            options.setUsername(config.user());
            options.setPassword(
                    config.password() == null ? "" : config.password().reveal());
        }
        return options;
    }
}
