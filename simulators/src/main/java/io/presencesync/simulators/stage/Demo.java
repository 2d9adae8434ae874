package io.presencesync.simulators.stage;

import io.presencesync.simulators.desktop.DesktopPages;
import io.presencesync.simulators.finesse.FinesseSimulator;
import io.presencesync.simulators.finesse.FinesseSimulatorOptions;
import io.presencesync.simulators.webex.WebexSimulator;
import io.presencesync.simulators.webex.WebexSimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// Everything that runs in a demo. Started and awaited by one thread; may be closed by another at any moment.
final class Demo implements AutoCloseable {
    private static final int WEBEX_PORT = 5081;
    private static final int FINESSE_PORT = 5082;
    private static final int STAGE_PORT = 5080;

    private final Path jar;
    private final Set<Mode> modes;
    private final Ports ports;
    private final Parts parts = new Parts();
    private final Map<Mode, ProductProcess> products = new EnumMap<>(Mode.class);

    Demo(Path jar, Set<Mode> modes, Ports ports) {
        this.jar = jar;
        this.modes = modes;
        this.ports = ports;
    }

    /// What runs where.
    record Addresses(String stage, String webex, String finesse, Map<Mode, ProductProcess> products) {}

    /// Blocks until all products are ready.
    ///
    /// @throws DemoFailure when something does not start, or when it was closed meanwhile
    Addresses start() throws IOException, InterruptedException {
        WebexSimulator webex =
                parts.add(WebexSimulator.start(WebexSimulatorOptions.defaults().withPort(ports.free(WEBEX_PORT))));
        FinesseSimulator finesse = parts.add(FinesseSimulator.start(
                new FinesseSimulatorOptions().port(ports.free(FINESSE_PORT)).mount(DesktopPages::mount)));
        Cast.takePlaces(webex, finesse);
        startProducts(new ProductSettings(webex, finesse));
        StageServer stage = parts.add(StageServer.start(ports.free(STAGE_PORT), webex, finesse, running()));
        for (ProductProcess product : products.values()) {
            product.awaitReady();
        }
        return new Addresses(stage.url(), webex.baseUrl(), finesse.baseUrl(), running());
    }

    /// In the order of the modes.
    private Map<Mode, ProductProcess> running() {
        return Collections.unmodifiableMap(new EnumMap<>(products));
    }

    private void startProducts(ProductSettings settings) throws IOException {
        Path folder = parts.add(TemporaryFolder.create("presence-sync-demo")).path();
        for (Mode mode : modes) {
            int port = ports.free(mode == Mode.GADGET ? 5000 : 5001);
            Path own = Files.createDirectory(folder.resolve(mode == Mode.GADGET ? "sales" : "service"));
            String name = mode == Mode.GADGET ? "Presence Sync in gadget mode" : "Presence Sync in server mode";
            products.put(mode, parts.add(ProductProcess.start(jar, name, port, own, settings.of(mode, port))));
        }
    }

    /// Blocks until a product ends, which it should not.
    ///
    /// @throws DemoFailure that tells which and why, unless the demo is being closed
    void awaitEnd() {
        CompletableFuture<ProductProcess> first = new CompletableFuture<>();
        products.values().forEach(product -> {
            var _ = product.ended().thenAccept(first::complete);
        });
        ProductProcess ended = first.join();
        if (!parts.closed()) {
            throw ended.failure();
        }
    }

    boolean closed() {
        return parts.closed();
    }

    @Override
    public void close() {
        parts.close();
    }
}
