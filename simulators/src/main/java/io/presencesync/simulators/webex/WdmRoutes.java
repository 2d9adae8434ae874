package io.presencesync.simulators.webex;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/// Device registration, listing, refresh and removal.
final class WdmRoutes {
    private static final String DEVICES = "/wdm/api/v1/devices";
    private static final Set<String> OURS = Set.of(
            "url",
            "webSocketUrl",
            "userId",
            "orgId",
            "creationTime",
            "modificationTime",
            "features",
            "services",
            "serviceHostMap",
            "etag");

    private final WebexSimulatorOptions options;
    private final Devices devices;
    private final String socketBase;

    WdmRoutes(Api api, WebexSimulatorOptions options, Devices devices, String socketBase) {
        this.options = options;
        this.devices = devices;
        this.socketBase = socketBase;
        api.route(HttpMethod.POST, DEVICES, Endpoint.DEVICE_CREATE, this::create);
        api.route(HttpMethod.GET, DEVICES, Endpoint.DEVICE_LIST, this::list);
        api.route(HttpMethod.GET, DEVICES + "/:id", Endpoint.DEVICE_GET, call -> answer(call, own(call)));
        api.route(HttpMethod.PUT, DEVICES + "/:id", Endpoint.DEVICE_UPDATE, this::update);
        api.route(HttpMethod.DELETE, DEVICES + "/:id", Endpoint.DEVICE_DELETE, this::delete);
    }

    private void create(Exchange call) {
        JsonObject fields = fields(call);
        if (!(fields.getValue("deviceType") instanceof String)) {
            throw new Refusal(400, "'deviceType' is missing");
        }
        answer(call, devices.create(call.caller(), fields));
    }

    private void list(Exchange call) {
        var list = new JsonArray();
        devices.of(call.caller()).forEach(device -> list.add(json(device, call)));
        call.ok(new JsonObject().put("devices", list));
    }

    private void update(Exchange call) {
        answer(call, devices.update(own(call), fields(call)));
    }

    private void delete(Exchange call) {
        devices.remove(own(call));
        call.empty(204);
    }

    private Device own(Exchange call) {
        Device device = devices.find(call.path("id"));
        if (device == null || !device.userId().equals(call.caller())) {
            throw new Refusal(404, "Device not found");
        }
        return device;
    }

    private void answer(Exchange call, Device device) {
        call.header("ETag", device.etag());
        call.ok(json(device, call));
    }

    private static JsonObject fields(Exchange call) {
        JsonObject fields = call.body().copy();
        OURS.forEach(fields::remove);
        return fields;
    }

    private JsonObject json(Device device, Exchange call) {
        String upstream = call.query("includeUpstreamServices");
        JsonObject json = device.fields()
                .copy()
                .put("url", device.url())
                .put("webSocketUrl", socketBase + "/v1/apps/wx2/registrations/" + device.id() + "/messages")
                .put("userId", device.userId())
                .put("orgId", options.orgId())
                .put("deviceIdentifier", device.id())
                .put("creationTime", device.created().toString())
                .put("modificationTime", device.modified().toString());
        if (upstream == null || upstream.equals("all") || upstream.equals("features")) {
            json.put("features", features());
        }
        return json.put("services", new JsonObject()).put("serviceHostMap", new JsonObject());
    }

    private static JsonObject features() {
        return new JsonObject()
                .put("developer", new JsonArray())
                .put("entitlement", new JsonArray())
                .put("user", new JsonArray());
    }
}
