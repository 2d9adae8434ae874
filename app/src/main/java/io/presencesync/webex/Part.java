package io.presencesync.webex;

import java.util.Locale;

/// What the link to Webex is made of, in the order in which it comes up.
enum Part {
    DISCOVERY,
    DEVICE,
    SOCKET,
    PEOPLE,
    SUBSCRIPTIONS;

    /// The name health shows: `webex.socket`.
    String link() {
        return LinkHealth.LINK + "." + name().toLowerCase(Locale.ROOT);
    }
}
