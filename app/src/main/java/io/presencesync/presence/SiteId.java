package io.presencesync.presence;

/// One Webex organisation with one Finesse cluster.
public record SiteId(String value) {
    /// The site of a configuration that names none.
    public static final SiteId MAIN = new SiteId("main");

    @Override
    public String toString() {
        return value;
    }
}
