package io.presencesync.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;

/// Checks and normalises URLs. Messages never quote the URL: it may hold a password.
final class Urls {
    private Urls() {}

    /// What is wrong with a URL, as the end of a sentence.
    static final class BadUrl extends Exception {
        private static final long serialVersionUID = 1L;

        private final String remedy;

        BadUrl(String problem) {
            this(problem, "Write a URL such as https://host.example.com:8445.");
        }

        /// @param remedy a sentence
        BadUrl(String problem, String remedy) {
            super(problem);
            this.remedy = remedy;
        }

        String remedy() {
            return remedy;
        }

        String problem() {
            return String.valueOf(getMessage());
        }
    }

    /// An http or https URL without user info, query and trailing slashes; scheme and host in lower case.
    static URI base(String text) throws BadUrl {
        URI uri = parsed(text);
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("/+$", "");
        return URI.create(origin(uri) + path);
    }

    /// Scheme, host and port of an http or https URL that has no path.
    static URI bare(String text) throws BadUrl {
        URI uri = base(text);
        if (!uri.getRawPath().isEmpty()) {
            throw new BadUrl(
                    "has a path after host and port",
                    "Write scheme, host and port alone, such as https://host.example.com:8445.");
        }
        return uri;
    }

    /// As browsers write an origin: the scheme's own port left out.
    static String origin(String text) throws BadUrl {
        URI uri = bare(text);
        boolean usual = uri.getPort() == (isHttps(uri) ? 443 : 80);
        return uri.getScheme() + "://" + uri.getHost() + (usual || uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    static boolean isHttps(URI uri) {
        return "https".equals(uri.getScheme());
    }

    /// `localhost` or a literal loopback address; never asks the DNS.
    static boolean isLoopback(URI uri) {
        String host = uri.getHost();
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return true;
        }
        try {
            boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    private static URI parsed(String text) throws BadUrl {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException broken) {
            throw new BadUrl("is not a URL");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new BadUrl("does not begin with http:// or https://");
        }
        if (uri.getRawUserInfo() != null) {
            throw new BadUrl("holds a user name or password");
        }
        refuseUnderscore(uri);
        if (uri.getHost() == null || uri.getPort() > 65_535) {
            throw new BadUrl("names no valid host and port");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new BadUrl("has a part after ? or #");
        }
        return uri;
    }

    /// For Java such a URI has no host at all; certificates and many browsers' rules exclude it too.
    private static void refuseUnderscore(URI uri) throws BadUrl {
        String host = String.valueOf(uri.getRawAuthority()).replaceFirst(":\\d*$", "");
        if (uri.getHost() == null && host.contains("_")) {
            throw new BadUrl(
                    "names the host \"" + host + "\": no host name may hold an underscore",
                    "Give the host a second name without it in the DNS, one its certificate names too, and write that.");
        }
    }

    private static String origin(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
    }
}
