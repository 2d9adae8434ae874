package io.presencesync.simulators;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/// Vert.x without a cache folder, which a killed process would leave behind.
public final class LeanVertx {
    private LeanVertx() {}

    /// With as many event loops as asked for.
    public static Vertx start(int eventLoops) {
        FileSystemOptions files =
                new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(eventLoops)
                .setWorkerPoolSize(1)
                .setFileSystemOptions(files));
    }
}
