package io.presencesync.store;

import io.presencesync.engine.PersonIds;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The remembered people of one site. In the table an address of the site `main` stands as it is, that of another with
/// the site and a space in front, which no address holds.
///
/// @param keep takes news; a person of null is forgotten
record SitePeople(
        Remembered<WebexAddress, WebexPersonId> people,
        SiteId site,
        BiConsumer<WebexAddress, @Nullable WebexPersonId> keep)
        implements PersonIds {
    @Override
    public Map<WebexAddress, WebexPersonId> load() {
        Map<WebexAddress, WebexPersonId> mine = new LinkedHashMap<>();
        people.all().forEach((key, person) -> {
            WebexAddress address = new WebexAddress(bare(key));
            if (key(address).equals(key)) {
                mine.put(address, person);
            }
        });
        return mine;
    }

    @Override
    public void remember(WebexAddress address, WebexPersonId person) {
        keep.accept(key(address), person);
    }

    @Override
    public void forget(WebexAddress address) {
        keep.accept(key(address), null);
    }

    private WebexAddress key(WebexAddress address) {
        return site.equals(SiteId.MAIN) ? address : new WebexAddress(site + " " + address);
    }

    private static String bare(WebexAddress key) {
        return key.value().substring(key.value().indexOf(' ') + 1);
    }

    /// What stands for this address in any site.
    static List<WebexAddress> keys(Remembered<WebexAddress, WebexPersonId> people, WebexAddress address) {
        return people.all().keySet().stream()
                .filter(key -> key.equals(address) || bare(key).equals(address.value()))
                .toList();
    }
}
