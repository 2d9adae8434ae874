package io.presencesync.webex;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.engine.DeviceMemory;
import java.net.URI;
import java.util.ArrayList;
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
/// the bot are never touched. One whose refresh Webex refuses is given up for another, see
/// [DeviceReplacement]. Blocks.
final class DeviceRegistry {
    private static final String UPSTREAM = "?includeUpstreamServices=all";
    private static final int MOST_NAMES = 9;
    private static final Logger log = LoggerFactory.getLogger(DeviceRegistry.class);

    private final WebexApi api;
    private final String base;
    private final DeviceMemory memory;
    private final DeviceReplacement replacement;
    private int number = 1;

    /// What became of a refresh.
    private sealed interface Refreshed {
        record Done(Device device) implements Refreshed {}

        /// Webex does not know the device any more.
        record Gone() implements Refreshed {}

        /// Webex knows the device and does not refresh it.
        record Refused(WebexFailure why) implements Refreshed {}
    }

    /// @param base the name of our device; others we turn to are called base-2, base-3 and so on
    DeviceRegistry(WebexApi api, String base, DeviceMemory memory, DeviceReplacement replacement) {
        this.memory = memory;
        this.replacement = replacement;
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
        replacement.well();
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
        List<JsonNode> refused = new ArrayList<>();
        WebexFailure why = null;
        for (JsonNode own : newestFirst(wdm)) {
            switch (refresh(own)) {
                case Refreshed.Done(Device device) -> {
                    release(refused, device);
                    return device;
                }
                case Refreshed.Gone() -> log.debug("a device that is listed is gone");
                case Refreshed.Refused(WebexFailure failure) -> {
                    refused.add(own);
                    why = failure;
                }
            }
        }
        return why == null ? register(wdm) : another(wdm, refused, why);
    }

    /// The device of the last run, unless it is somebody else's or another service's by now.
    private Optional<Device> remembered(URI wdm) throws WebexFailure, InterruptedException {
        JsonNode known = memory.load(base).map(DeviceRegistry::read).orElse(MissingNode.getInstance());
        replacement.recall(known);
        if (!orEmpty(Json.text(known, "url")).startsWith(WebexApi.below(wdm, "").toString())) {
            return Optional.empty();
        }
        recall(known);
        try {
            return remembered(wdm, known);
        } catch (WebexFailure failure) {
            if (failure.kind() != WebexFailure.Kind.NOT_TRUSTED) {
                throw failure;
            }
            memory.forget(base);
            return Optional.empty();
        }
    }

    private Optional<Device> remembered(URI wdm, JsonNode known) throws WebexFailure, InterruptedException {
        return switch (refresh(known)) {
            case Refreshed.Done(Device device) -> Optional.of(kept(device));
            case Refreshed.Gone() -> {
                memory.forget(base);
                yield Optional.empty();
            }
            case Refreshed.Refused(WebexFailure why) -> Optional.of(kept(another(wdm, List.of(known), why)));
        };
    }

    /// Another device in place of those that Webex refuses to refresh, where that is allowed; else the first of them as
    /// it is. They are deleted only when the other is there.
    private Device another(URI wdm, List<JsonNode> refused, WebexFailure why)
            throws WebexFailure, InterruptedException {
        JsonNode newest = refused.getFirst();
        if (!replacement.allowed()) {
            return asItIs(newest, why);
        }
        log.warn("webex: our device cannot be refreshed, another is registered: {}", why.inWords());
        try {
            Device fresh = register(wdm);
            replacement.done();
            release(refused, fresh);
            return fresh;
        } catch (WebexFailure failure) {
            if (!isRefusal(failure)) {
                throw failure;
            }
            replacement.failed();
            return asItIs(newest, failure);
        }
    }

    private Device asItIs(JsonNode known, WebexFailure why) throws WebexFailure {
        if (Json.text(known, "webSocketUrl") == null) {
            throw why;
        }
        replacement.usedAsItIs(why);
        return device(known, known);
    }

    private void release(List<JsonNode> dead, Device used) throws InterruptedException {
        for (JsonNode each : dead) {
            String url = Json.text(each, "url");
            if (url != null && !url.equals(used.url().toString())) {
                release(api, URI.create(url));
            }
        }
    }

    private Device kept(Device device) {
        ObjectNode text = json(device).put("name", name());
        replacement.remember(text);
        memory.remember(base, text.toString());
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
        return kept(
                switch (refresh(json(device))) {
                    case Refreshed.Done(Device same) -> same;
                    case Refreshed.Gone() -> register(wdm);
                    case Refreshed.Refused(WebexFailure why) -> another(wdm, List.of(json(device)), why);
                });
    }

    /// The device of another account is no use.
    void forget() {
        memory.forget(base);
        number = 1;
        replacement.well();
    }

    /// Gives a device up that is no use to us any more, as well as it can be done.
    static void release(WebexApi api, Device dead) throws InterruptedException {
        release(api, dead.url());
    }

    private static void release(WebexApi api, URI dead) throws InterruptedException {
        try {
            delete(api, dead);
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

    private Refreshed refresh(JsonNode known) throws WebexFailure, InterruptedException {
        String url = Json.text(known, "url");
        if (url == null) {
            return new Refreshed.Gone();
        }
        try {
            JsonNode answer = api.send("PUT", Discovery.uri(url + UPSTREAM, "the device"), description(), Map.of());
            Device device = device(answer, known);
            replacement.well();
            return new Refreshed.Done(device);
        } catch (WebexFailure failure) {
            if (failure.kind() == WebexFailure.Kind.GONE) {
                return new Refreshed.Gone();
            }
            if (isRefusal(failure)) {
                return new Refreshed.Refused(failure);
            }
            throw failure;
        }
    }

    /// 400, 403, 405, 409, 410, 415, 422 and their like concern this device. Too many devices are another matter, and
    /// 408 and 425 pass.
    private static boolean isRefusal(WebexFailure failure) {
        int status = failure.status();
        return failure.kind() == WebexFailure.Kind.REFUSED
                && status >= 400
                && status != 408
                && status != 425
                && !isExcess(failure);
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
