package io.presencesync.simulators.bench;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the product to be measured lies.
final class Packaged {
    private Packaged() {}

    /// The built product.
    ///
    /// @param task what to run to have it built
    /// @throws BenchFailure when it is not there
    static Path jar(String task) {
        Path jar = Path.of(System.getProperty("presence-sync.jar", "app/target/presence-sync.jar"))
                .toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new BenchFailure("The product is not built: run " + task + ", which builds it.");
        }
        return jar;
    }
}
