package io.presencesync.cli;

import io.presencesync.config.ConfigurationLoader.Access;
import io.presencesync.config.Fault;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a command finds the service.
///
/// @param bases one after the other until one accepts a connection; without a slash at the end
/// @param named somebody named it with `--url`; else it follows from the settings
/// @param from for people: where it comes from
record ServiceAddress(List<URI> bases, boolean named, String from) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String LOOPBACK_6 = "[::1]";

    /// @param url as given; null: this machine, as the settings say
    static ServiceAddress of(Access access, @Nullable String url) throws Problem.Found {
        return url == null ? ofSettings(access) : named(url.strip());
    }

    private static ServiceAddress ofSettings(Access access) throws Problem.Found {
        refuseFaults(access);
        if (access.port() == 0) {
            throw new Problem(
                            Problem.Code.PORT_UNKNOWN,
                            "The port is set to 0 (" + access.from() + "): the service takes a free one, and only its"
                                    + " log knows which.",
                            "Name the address with --url, or set a port.")
                    .found();
        }
        String scheme = access.tls() ? "https" : "http";
        List<URI> bases = new ArrayList<>();
        for (String host : hosts(access.host())) {
            bases.add(base(scheme, host, access));
        }
        return new ServiceAddress(List.copyOf(bases), false, access.from());
    }

    /// In place of a value with a fault stands the default, where another service may listen.
    private static void refuseFaults(Access access) throws Problem.Found {
        Optional<Fault> wrong = access.faults().stream()
                .filter(fault ->
                        fault.setting().equals("host") || fault.setting().equals("port"))
                .findFirst();
        if (wrong.isPresent()) {
            throw unknown(wrong.get().toString());
        }
    }

    private static URI base(String scheme, String host, Access access) throws Problem.Found {
        try {
            return new URI(scheme + "://" + host + ":" + access.port()).parseServerAuthority();
        } catch (URISyntaxException noHost) {
            throw unknown("\"" + access.host() + "\" is no host (" + access.from() + ").");
        }
    }

    private static Problem.Found unknown(String why) {
        return new Problem(
                        Problem.Code.SETTINGS,
                        "The settings do not tell where the service is: " + why,
                        "Mend that, or name the address of the service with --url.")
                .found();
    }

    /// Whoever listens on all addresses, or on `localhost`, is asked on the loopback.
    static List<String> hosts(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (bare.equalsIgnoreCase("localhost")) {
            return List.of(LOOPBACK, LOOPBACK_6);
        }
        InetAddress literal = literal(bare);
        if (literal != null && literal.isAnyLocalAddress()) {
            return bare.contains(":") ? List.of(LOOPBACK_6, LOOPBACK) : List.of(LOOPBACK);
        }
        return List.of(bare.contains(":") ? "[" + bare + "]" : bare);
    }

    private static @Nullable InetAddress literal(String host) {
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException name) {
            return null;
        }
    }

    private static ServiceAddress named(String url) throws Problem.Found {
        try {
            URI uri = new URI(url.replaceFirst("/+$", ""));
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null) {
                return new ServiceAddress(List.of(uri), true, "--url");
            }
        } catch (URISyntaxException unreadable) {
            // told like an address of another form
        }
        throw new Problem(
                        Problem.Code.BAD_URL,
                        "--url: \"" + url + "\" is no URL of a service.",
                        "Write https://host:port, with the path behind it where a proxy has one; an IPv6 address in"
                                + " brackets: http://[::1]:5000.")
                .found();
    }

    /// The one that is told when none answers.
    URI first() {
        return bases.getFirst();
    }

    boolean tls() {
        return "https".equalsIgnoreCase(first().getScheme());
    }
}
