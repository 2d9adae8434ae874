package io.presencesync.acceptance;

import java.util.concurrent.TimeUnit;

/// The pause between two looks at a condition that another process makes true.
final class Pause {
    private Pause() {}

    static void shortly() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
