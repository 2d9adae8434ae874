package io.presencesync.config;

import io.presencesync.presence.SiteId;

/// All settings of one site: one Webex organisation with one Finesse cluster.
public record SiteConfig(
        SiteId id,
        WebexConfig webex,
        FinesseConfig finesse,
        AgentsConfig agents,
        GadgetConfig gadget,
        SyncConfig sync,
        RulesConfig rules) {
    /// Whether the agents' own desktops change their states.
    public boolean letsGadgetsIn() {
        return sync.mode() != SyncConfig.Mode.SUPERVISOR;
    }
}
