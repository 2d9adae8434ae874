package io.presencesync.presence;

/// A Finesse user we follow, unique over all sites.
public record AgentId(SiteId site, FinesseUserId user) {
    /// What [#toString] gives: `1001`, of the site `main`, or `emea/1001`.
    public static AgentId parse(String text) {
        int slash = text.indexOf('/');
        return slash < 1
                ? new AgentId(SiteId.MAIN, new FinesseUserId(text))
                : new AgentId(new SiteId(text.substring(0, slash)), new FinesseUserId(text.substring(slash + 1)));
    }

    @Override
    public String toString() {
        return site.equals(SiteId.MAIN) ? user.value() : site + "/" + user;
    }
}
