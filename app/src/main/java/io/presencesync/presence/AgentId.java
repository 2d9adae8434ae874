package io.presencesync.presence;

/// A Finesse user we follow, unique over all sites.
public record AgentId(SiteId site, FinesseUserId user) {
    @Override
    public String toString() {
        return site.equals(SiteId.MAIN) ? user.value() : site + "/" + user;
    }
}
