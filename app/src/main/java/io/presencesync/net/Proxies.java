package io.presencesync.net;

import io.presencesync.config.ProxyConfig;
import io.presencesync.presence.Secret;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import org.jspecify.annotations.Nullable;

/// Sends a client's connections through an HTTP proxy, and says in words what a proxy refused.
public final class Proxies {
    private Proxies() {}

    /// Changes the options; a null proxy changes nothing.
    public static void use(@Nullable ProxyConfig proxy, ClientOptionsBase options) {
        if (proxy == null || proxy.direct().contains("*")) {
            return;
        }
        ProxyOptions way =
                new ProxyOptions().setType(ProxyType.HTTP).setHost(proxy.host()).setPort(proxy.port());
        if (proxy.user() != null) {
            Secret password = proxy.password();
            way.setUsername(proxy.user()).setPassword(password == null ? "" : password.reveal());
        }
        options.setProxyOptions(way);
        options.setNonProxyHosts(proxy.direct());
    }

    /// A failure in words an operator can act upon; what concerns no proxy stays as it is.
    public static String explain(Throwable failure) {
        String text = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        if (!isProxys(failure)) {
            return text;
        }
        if (text.contains("407")) {
            return "the proxy wants other credentials (407): check user and password in webex.proxy";
        }
        return "the proxy (webex.proxy) did not let us through: " + text;
    }

    private static boolean isProxys(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof io.netty.handler.proxy.ProxyConnectException) {
                return true;
            }
        }
        return false;
    }
}
