package io.presencesync.simulators.webex;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The one thread that owns all state of a simulator; other threads hand their work over and wait.
final class Loop {
    private final Context context;
    private final Thread thread;

    /// Vert.x must have exactly one event loop.
    Loop(Vertx vertx) {
        context = vertx.getOrCreateContext();
        var started = new CompletableFuture<Thread>();
        context.runOnContext(_ -> started.complete(Thread.currentThread()));
        thread = started.orTimeout(10, TimeUnit.SECONDS).join();
    }

    <T> T call(Supplier<T> work) {
        if (Thread.currentThread() == thread) {
            return work.get();
        }
        var result = new CompletableFuture<T>();
        context.runOnContext(_ -> complete(result, work));
        try {
            return result.orTimeout(30, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    private static <T> void complete(CompletableFuture<T> result, Supplier<T> work) {
        try {
            result.complete(work.get());
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }
}
