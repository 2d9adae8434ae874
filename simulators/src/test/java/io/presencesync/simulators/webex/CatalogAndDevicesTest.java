package io.presencesync.simulators.webex;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogAndDevicesTest {
    private final ManualClock clock = new ManualClock();
    private final WebexSimulator simulator = WebexSimulator.start(
            WebexSimulatorOptions.defaults().withClock(clock).withMaxDevices(3));
    private final Wire wire = new Wire(simulator);

    @AfterEach
    void stop() {
        wire.close();
        simulator.close();
    }

    @Test
    void the_catalog_names_every_service_the_sdk_needs() {
        JsonObject links = wire.ok("GET", simulator.u2cServiceUrl() + "/catalog?format=hostmap", "")
                .getJsonObject("serviceLinks");
        assertThat(links.fieldNames()).contains("wdm", "apheleia", "hydra", "metrics", "encryption");
        assertThat(links.getString("wdm")).isEqualTo(simulator.baseUrl() + "/wdm/api/v1");
    }

    @Test
    void the_encryption_service_knows_no_key_server() {
        JsonObject links = wire.ok("GET", simulator.u2cServiceUrl() + "/catalog?format=hostmap", "")
                .getJsonObject("serviceLinks");
        String path = links.getString("encryption").replace(simulator.baseUrl(), "");
        assertThat(wire.get(path + "/kms/" + simulator.botUuid()).statusCode()).isEqualTo(404);
        assertThat(simulator.log().requests(Endpoint.KMS)).hasSize(1);
    }

    @Test
    void a_wrong_bearer_gets_401_everywhere_except_in_the_limited_catalog() {
        wire.token = "someone_else_" + simulator.orgId();
        List<String> paths = List.of(
                "/u2c/api/v1/catalog",
                "/encryption/api/v1/kms/x",
                "/wdm/api/v1/devices",
                "/apheleia/api/v1/subscriptions",
                "/apheleia/api/v1/compositions?userId=x",
                "/v1/people/me",
                "/v1/people?email=a%40b.c",
                "/v1/people/x");
        assertThat(paths)
                .allSatisfy(path -> assertThat(wire.get(path).statusCode()).isEqualTo(401));
        assertThat(wire.get("/u2c/api/v1/limited/catalog?orgId=x&format=hostmap")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_revoked_token_gets_401_until_it_is_restored() {
        simulator.revokeToken();
        assertThat(wire.get("/v1/people/me").statusCode()).isEqualTo(401);
        simulator.restoreToken();
        assertThat(wire.get("/v1/people/me").statusCode()).isEqualTo(200);
    }

    @Test
    void a_device_can_be_created_listed_read_refreshed_and_deleted() {
        HttpResponse<String> created = wire.send("POST", "/wdm/api/v1/devices", Wire.REGISTER);
        var device = new JsonObject(created.body());
        String url = device.getString("url");
        assertThat(created.headers().firstValue("etag")).isPresent();
        assertThat(device.getString("webSocketUrl")).startsWith("ws://").contains("/v1/apps/wx2/registrations/");
        assertThat(device.getString("userId")).isEqualTo(simulator.botUuid());
        assertThat(names()).containsExactly("test");
        clock.advance(Duration.ofMinutes(1));
        JsonObject refreshed = wire.ok("PUT", url, device.put("model", "new").encode());
        assertThat(refreshed.getString("model")).isEqualTo("new");
        assertThat(refreshed.getString("modificationTime")).isGreaterThan(device.getString("modificationTime"));
        assertThat(wire.ok("GET", url, "").getString("url")).isEqualTo(url);
        assertThat(wire.send("DELETE", url, "").statusCode()).isEqualTo(204);
        assertThat(wire.send("DELETE", url, "").statusCode()).isEqualTo(404);
        assertThat(wire.send("PUT", url, Wire.REGISTER).statusCode()).isEqualTo(404);
    }

    private List<Object> names() {
        JsonArray devices = wire.ok("GET", "/wdm/api/v1/devices", "").getJsonArray("devices");
        return devices.stream()
                .map(each -> ((JsonObject) each).getValue("name"))
                .toList();
    }

    @Test
    void one_device_too_many_is_refused_with_the_words_clients_look_for() {
        for (int i = 0; i < 3; i++) {
            wire.register();
        }
        HttpResponse<String> refused = wire.send("POST", "/wdm/api/v1/devices", Wire.REGISTER);
        assertThat(refused.statusCode()).isEqualTo(403);
        var body = new JsonObject(refused.body());
        assertThat(body.getString("message")).isEqualTo("User has excessive device registrations");
        assertThat(body.getString("trackingId")).isEqualTo("test_1");
    }

    @Test
    void a_device_vanishes_after_seven_days_without_a_refresh_or_after_its_own_ttl() {
        wire.register();
        var brief = new JsonObject(Wire.REGISTER).put("ttl", 1800);
        wire.ok("POST", "/wdm/api/v1/devices", brief.encode());
        clock.advance(Duration.ofSeconds(1799));
        assertThat(names()).hasSize(2);
        clock.advance(Duration.ofSeconds(1));
        assertThat(names()).hasSize(1);
        clock.advance(Duration.ofDays(7));
        assertThat(names()).isEmpty();
    }
}
