package io.presencesync;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A virtual thread for each task, at most so many at once; further tasks wait in line. Starting one never blocks.
final class BoundedThreads implements Executor {
    private static final Logger log = LoggerFactory.getLogger(BoundedThreads.class);

    private final int most;
    private final ThreadFactory factory;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;

    BoundedThreads(String name, int most) {
        this.most = most;
        this.factory = Thread.ofVirtual().name(name + "-", 0).factory();
    }

    @Override
    public void execute(Runnable task) {
        lock.lock();
        try {
            if (running >= most) {
                waiting.add(task);
                return;
            }
            running++;
        } finally {
            lock.unlock();
        }
        factory.newThread(() -> work(task)).start();
    }

    private void work(Runnable first) {
        for (Runnable task = first; task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException fault) {
                log.error("A task failed unexpectedly; everything else goes on", fault);
            }
        }
    }

    /// The next waiting task; without one this thread ends and makes room.
    private @org.jspecify.annotations.Nullable Runnable next() {
        lock.lock();
        try {
            Runnable task = waiting.poll();
            if (task == null) {
                running--;
            }
            return task;
        } finally {
            lock.unlock();
        }
    }
}
