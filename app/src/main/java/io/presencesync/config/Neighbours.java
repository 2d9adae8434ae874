package io.presencesync.config;

import io.presencesync.presence.SiteId;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What several sites must not have in common.
///
/// @param settings those at the top
record Neighbours(Settings settings, List<String> warnings) {
    /// @param example a site to name in what is to be done
    private void refuseSharedAccounts(SiteId example) {
        for (Key key : Keys.OF_SITE) {
            if (key.scope() == Key.Scope.OWN && settings.isSet(key)) {
                settings.fault(
                        key,
                        "stands at the top although there are sites; sites never share it",
                        "Move it to the site it belongs to, such as "
                                + settings.of(example).placed(key) + ".");
            }
        }
    }

    void check(List<SiteConfig> sites) {
        refuseSharedAccounts(sites.getFirst().id());
        nodes(sites);
        devices(sites);
        origins(sites);
    }

    private void nodes(List<SiteConfig> sites) {
        Map<String, SiteId> owners = new LinkedHashMap<>();
        for (SiteConfig site : sites) {
            for (URI node : site.finesse().nodes()) {
                SiteId other = owners.putIfAbsent(place(node), site.id());
                if (other != null && !other.equals(site.id()) && !invalid(node)) {
                    settings.of(site.id())
                            .fault(
                                    Keys.FINESSE_NODES,
                                    node + " is a node of the site " + other + " too",
                                    "One cluster is one site: name each node once.");
                }
            }
        }
    }

    /// Stands for one that has a fault of its own.
    private static boolean invalid(URI node) {
        return String.valueOf(node.getHost()).endsWith(".invalid");
    }

    private static String place(URI node) {
        int port = node.getPort() >= 0 ? node.getPort() : Urls.isHttps(node) ? 443 : 80;
        return node.getHost() + ":" + port;
    }

    private void devices(List<SiteConfig> sites) {
        Map<String, SiteId> owners = new LinkedHashMap<>();
        for (SiteConfig site : sites) {
            String device = site.webex().token().reveal() + "\n" + site.webex().deviceName();
            SiteId other = owners.putIfAbsent(device, site.id());
            if (other != null && !site.webex().token().reveal().isEmpty()) {
                settings.of(site.id())
                        .fault(
                                Keys.WEBEX_DEVICE_NAME,
                                "is that of the site " + other + " too, which has the same Webex token",
                                "Leave it out, or give each its own.");
            }
        }
    }

    private void origins(List<SiteConfig> sites) {
        Map<String, SiteId> owners = new LinkedHashMap<>();
        for (SiteConfig site : sites.stream().filter(SiteConfig::letsGadgetsIn).toList()) {
            for (String origin : site.gadget().origins()) {
                SiteId other = owners.putIfAbsent(origin, site.id());
                if (other != null) {
                    warnings.add("Desktops at " + origin + " belong to the sites " + other + " and " + site.id()
                            + ": their gadgets must name theirs, by ?site=" + site.id()
                            + " after the gadget's address in the desktop layout.");
                }
            }
        }
    }
}
