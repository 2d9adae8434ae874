package io.presencesync.simulators.finesse;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// One node of the cluster as it tells of itself: its name and port, whether it is the secondary one, and how far its
/// clock is ahead.
final class Node {
    private static final Pattern TIME = Pattern.compile("<(stateChangeTime|currentTimestamp)>([^<]+)</\\1>");

    final String host;
    final boolean secondary;
    volatile int port;
    volatile boolean healthWhileOut;
    volatile Duration ahead = Duration.ZERO;

    Node(String host, boolean secondary) {
        this.host = host;
        this.secondary = secondary;
    }

    /// A document with every time as this node's clock shows it.
    String onItsClock(String xml) {
        if (ahead.isZero()) {
            return xml;
        }
        return TIME.matcher(xml).replaceAll(this::shifted);
    }

    private String shifted(MatchResult time) {
        String told = UserXml.time(Instant.parse(time.group(2)).plus(ahead));
        return "<" + time.group(1) + ">" + told + "</" + time.group(1) + ">";
    }

    /// Whether a configuration call is refused here: all of them on CCE's secondary node, changes on CCX's.
    boolean refusesConfiguration(Platform platform, String method) {
        return secondary && (platform == Platform.CCE || !method.equals("GET"));
    }
}
