package io.presencesync.webex;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.engine.DeviceMemory;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one WDM device, found again by its fixed name so that restarts leak none; devices of other programs that share
/// the bot are never touched. Blocks.
final class DeviceRegistry {
    private static final String UPSTREAM = "?includeUpstreamServices=all";
    private static final int MOST_NAMES = 9;
    private static final Logger log = LoggerFactory.getLogger(DeviceRegistry.class);

    private final WebexApi api;
    private final String base;
    private final DeviceMemory memory;
    private int number = 1;

    /// @param base the name of our device; others we turn to are called base-2, base-3 and so on
    DeviceRegistry(WebexApi api, String base, DeviceMemory memory) {
        this.memory = memory;
        this.api = api;
        this.base = base;
    }

    /// How the device in use is called.
    String name() {
        return number == 1 ? base : base + "-" + number;
    }

    /// Leaves this device to whoever took it: the next one obtained has another name.
    void turnToAnother() {
        number = number % MOST_NAMES + 1;
        memory.forget(base);
    }

    private void recall(JsonNode known) {
        String name = orEmpty(Json.text(known, "name"));
        for (int each = 1; each <= MOST_NAMES; each++) {
            if (name.equals(base + "-" + each)) {
                number = each;
            }
        }
    }

    /// Our device, refreshed; a new one when there is none.
    Device obtain(URI wdm) throws WebexFailure, InterruptedException {
        Optional<Device> remembered = remembered(wdm);
        return remembered.isPresent() ? remembered.get() : kept(listedOrNew(wdm));
    }

    private Device listedOrNew(URI wdm) throws WebexFailure, InterruptedException {
        for (JsonNode own : newestFirst(wdm)) {
            Optional<Device> refreshed = refresh(own);
            if (refreshed.isPresent()) {
                return refreshed.get();
            }
        }
        return register(wdm);
    }

    /// The device of the last run, unless it is somebody else's or another service's by now.
    private Optional<Device> remembered(URI wdm) throws WebexFailure, InterruptedException {
        JsonNode known = memory.load(base).map(DeviceRegistry::read).orElse(MissingNode.getInstance());
        if (!orEmpty(Json.text(known, "url")).startsWith(WebexApi.below(wdm, "").toString())) {
            return Optional.empty();
        }
        recall(known);
        try {
            Optional<Device> refreshed = refresh(known);
            refreshed.ifPresentOrElse(this::kept, () -> memory.forget(base));
            return refreshed;
        } catch (WebexFailure failure) {
            if (failure.kind() != WebexFailure.Kind.REFUSED && failure.kind() != WebexFailure.Kind.NOT_TRUSTED) {
                throw failure;
            }
            memory.forget(base);
            return Optional.empty();
        }
    }

    private Device kept(Device device) {
        memory.remember(base, json(device).put("name", name()).toString());
        return device;
    }

    private static JsonNode read(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException unreadable) {
            return MissingNode.getInstance();
        }
    }

    private static ObjectNode json(Device device) {
        return Json.object()
                .put("url", device.url().toString())
                .put("webSocketUrl", device.socketUrl().toString());
    }

    /// Keeps the device from being removed for its age; registers anew when Webex has forgotten it.
    Device refresh(URI wdm, Device device) throws WebexFailure, InterruptedException {
        Optional<Device> refreshed = refresh(json(device));
        return kept(refreshed.isPresent() ? refreshed.get() : register(wdm));
    }

    /// The device of another account is no use.
    void forget() {
        memory.forget(base);
        number = 1;
    }

    /// Gives a device up that is no use to us any more, as well as it can be done.
    static void release(WebexApi api, Device dead) throws InterruptedException {
        try {
            delete(api, dead.url());
        } catch (WebexFailure failure) {
            log.warn("webex: a device of no more use could not be deleted: {}", failure.inWords());
        }
    }

    /// One already gone is as good.
    private static void delete(WebexApi api, URI url) throws WebexFailure, InterruptedException {
        try {
            api.send("DELETE", url, null, Map.of());
        } catch (WebexFailure failure) {
            if (failure.kind() != WebexFailure.Kind.GONE) {
                throw failure;
            }
        }
    }

    private Optional<Device> refresh(JsonNode known) throws WebexFailure, InterruptedException {
        String url = Json.text(known, "url");
        if (url == null) {
            return Optional.empty();
        }
        try {
            JsonNode answer = api.send("PUT", Discovery.uri(url + UPSTREAM, "the device"), description(), Map.of());
            return Optional.of(device(answer, known));
        } catch (WebexFailure failure) {
            if (failure.kind() == WebexFailure.Kind.GONE) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private Device register(URI wdm) throws WebexFailure, InterruptedException {
        try {
            return post(wdm);
        } catch (WebexFailure failure) {
            if (!isExcess(failure) || !deleteOldest(wdm)) {
                throw failure;
            }
            return post(wdm);
        }
    }

    private Device post(URI wdm) throws WebexFailure, InterruptedException {
        JsonNode answer = api.send("POST", WebexApi.below(wdm, "devices" + UPSTREAM), description(), Map.of());
        return device(answer, answer);
    }

    private static boolean isExcess(WebexFailure failure) {
        return failure.kind() == WebexFailure.Kind.REFUSED
                && failure.inWords().contains("excessive device registrations");
    }

    private boolean deleteOldest(URI wdm) throws WebexFailure, InterruptedException {
        List<JsonNode> own = newestFirst(wdm);
        String url = own.isEmpty() ? null : Json.text(own.getLast(), "url");
        if (url == null) {
            return false;
        }
        delete(api, Discovery.uri(url, "the device"));
        return true;
    }

    private List<JsonNode> newestFirst(URI wdm) throws WebexFailure, InterruptedException {
        JsonNode devices = list(wdm).path("devices");
        Comparator<JsonNode> byAge = Comparator.comparing(device -> orEmpty(Json.text(device, "modificationTime")));
        return StreamSupport.stream(devices.spliterator(), false)
                .filter(device -> name().equals(Json.text(device, "name")))
                .sorted(byAge.reversed())
                .toList();
    }

    /// A service that offers no list has none of ours: registering then tells what is wrong, if anything is.
    private JsonNode list(URI wdm) throws WebexFailure, InterruptedException {
        try {
            return api.get(WebexApi.below(wdm, "devices"));
        } catch (WebexFailure failure) {
            if (failure.kind() == WebexFailure.Kind.GONE || failure.kind() == WebexFailure.Kind.REFUSED) {
                return MissingNode.getInstance();
            }
            throw failure;
        }
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private ObjectNode description() {
        return Json.object()
                .put("name", name())
                .put("deviceName", name())
                .put("deviceType", "DESKTOP")
                .put("model", "presence-sync")
                .put("localizedModel", "Presence Sync")
                .put("systemName", "presence-sync")
                .put("systemVersion", "1.0");
    }

    private static Device device(JsonNode answer, JsonNode known) throws WebexFailure {
        return new Device(address(answer, known, "url"), address(answer, known, "webSocketUrl"));
    }

    private static URI address(JsonNode answer, JsonNode known, String field) throws WebexFailure {
        String fresh = Json.text(answer, field);
        String address = fresh == null ? Json.text(known, field) : fresh;
        if (address == null) {
            throw new WebexFailure(WebexFailure.Kind.PASSING, "Webex's device service gave a device without " + field);
        }
        return Discovery.uri(address, field);
    }
}
