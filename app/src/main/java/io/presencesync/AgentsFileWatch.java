package io.presencesync;

import io.presencesync.config.AgentsConfig;
import io.presencesync.config.AgentsConfig.From;
import io.presencesync.config.AgentsConfig.MappingFile;
import io.presencesync.config.AgentsFile;
import io.presencesync.engine.Timers;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the mapping file says now. It is looked at every two seconds; another content counts once two looks have found
/// it the same, so that one being written is not read by halves. While it cannot be read, or names nobody any more,
/// what it said last stays. Any thread.
final class AgentsFileWatch {
    private static final Logger log = LoggerFactory.getLogger(AgentsFileWatch.class);
    private static final Duration PACE = Duration.ofSeconds(2);
    private static final Duration STEADY = Duration.ofMillis(500);
    private static final String NOTHING = "cannot be read or is empty";

    private final @Nullable MappingFile file;
    private final boolean required;
    private volatile AgentsFile now;

    /// Only touched by the look under way.
    private byte[] judged = new byte[0];
    private byte @Nullable [] fresh;

    AgentsFileWatch(AgentsConfig agents) {
        this.file = agents.file();
        this.required = agents.from() != From.FILE;
        this.now = file == null ? AgentsFile.NONE : first(file);
    }

    private AgentsFile first(MappingFile asked) {
        judged = content(asked);
        AgentsFile read = AgentsFile.parse(asked.name(), judged, required);
        return judged.length == 0 ? read.but(NOTHING) : read;
    }

    AgentsFile now() {
        return now;
    }

    /// Looks from now on. Called once.
    ///
    /// @param changed run when it says something else, on one of the threads
    void watch(Timers timers, Executor threads, Runnable changed) {
        if (file != null) {
            look(file, timers, threads, changed, PACE);
        }
    }

    private void look(MappingFile asked, Timers timers, Executor threads, Runnable changed, Duration pause) {
        timers.after(pause, () -> threads.execute(() -> look(asked, timers, threads, changed, looked(asked, changed))));
    }

    /// One look; gives the pause before the next.
    Duration looked(MappingFile asked, Runnable changed) {
        byte[] content = content(asked);
        if (Arrays.equals(content, judged)) {
            fresh = null;
            return PACE;
        }
        if (!Arrays.equals(content, fresh)) {
            fresh = content;
            return STEADY;
        }
        fresh = null;
        judged = content;
        judge(asked, content, changed);
        return PACE;
    }

    private void judge(MappingFile asked, byte[] content, Runnable changed) {
        AgentsFile read = AgentsFile.parse(asked.name(), content, required);
        if (read.lines().isEmpty() && !now.lines().isEmpty()) {
            String why = content.length == 0 ? NOTHING : "names nobody";
            log.warn("{} {}; what it said last counts", asked.name(), why);
            now = now.but(why + "; what it said last counts");
        } else {
            log.info(
                    "{} was changed: it names {} agents",
                    asked.name(),
                    read.lines().size());
            now = read;
        }
        changed.run();
    }

    private static byte[] content(MappingFile asked) {
        try {
            return Files.readAllBytes(asked.path());
        } catch (IOException unreadable) {
            return new byte[0];
        }
    }
}
