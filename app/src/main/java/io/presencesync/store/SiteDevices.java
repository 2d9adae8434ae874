package io.presencesync.store;

import io.presencesync.engine.DeviceMemory;
import io.presencesync.presence.SiteId;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The remembered devices of one site. In the table a device of the site `main` stands under its name, that of another
/// with the site and a slash in front.
///
/// @param keep takes news; a text of null is forgotten
record SiteDevices(Remembered<String, String> devices, SiteId site, BiConsumer<String, @Nullable String> keep)
        implements DeviceMemory {
    @Override
    public Optional<String> load(String name) {
        return devices.get(key(name));
    }

    @Override
    public void remember(String name, String text) {
        keep.accept(key(name), text);
    }

    @Override
    public void forget(String name) {
        keep.accept(key(name), null);
    }

    private String key(String name) {
        return site.equals(SiteId.MAIN) ? name : site + "/" + name;
    }
}
