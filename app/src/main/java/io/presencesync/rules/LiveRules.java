package io.presencesync.rules;

import io.presencesync.config.Fault;
import io.presencesync.config.RulesConfig;
import io.presencesync.engine.Timers;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.SiteId;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rules file, watched while running: a change that is valid is put in force at once, a faulty one is refused and
/// the old rules stay, as they do when the file is deleted. The file is read once a second and compared by content, so
/// it does not matter how it was replaced; a change is taken once it has stayed the same for a moment, lest half a file
/// be taken for a whole one.
public final class LiveRules implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LiveRules.class);
    private static final Duration PACE = Duration.ofSeconds(1);
    private static final Duration STEADY = Duration.ofMillis(250);

    private final RulesConfig config;
    private final Set<SiteId> others;
    private final RulesInForce inForce;
    private final RulesHealth health;

    /// The content last judged, good or bad, and one that is waited for to stay. Only touched by one look at a time.
    private RulesFile.Content judged;

    private RulesFile.@Nullable Content fresh;
    private volatile boolean closed;

    private LiveRules(
            RulesConfig config,
            RulesFile.Content content,
            Set<SiteId> others,
            RulesInForce inForce,
            InstantSource clock) {
        this.config = config;
        this.others = others;
        this.judged = content;
        this.inForce = inForce;
        this.health = new RulesHealth(config.name(), inForce, clock, content instanceof RulesFile.Content.Text);
    }

    /// Reads the file for the first time; blocks for the disk.
    ///
    /// @param settle of rules and layers that set none
    /// @throws IOException naming every fault, when there is one
    public static LiveRules open(RulesConfig config, Settle settle, InstantSource clock) throws IOException {
        return open(config, settle, Set.of(), clock);
    }

    /// The same for one of several sites, whose file may be that of others too.
    ///
    /// @param others sites whose layers are not looked at
    public static LiveRules open(RulesConfig config, Settle settle, Set<SiteId> others, InstantSource clock)
            throws IOException {
        RulesFile.Content content = RulesFile.content(config.file());
        BookReader.Reading reading = RulesFile.read(config, content);
        if (!reading.faults().isEmpty()) {
            throw new IOException("the rules cannot be used:\n" + lines(reading.faults()));
        }
        reading.warnings().forEach(log::warn);
        LiveRules live = new LiveRules(
                config, content, others, new RulesInForce(reading.book().without(others), settle), clock);
        log.info("Rules: {}", live.health.inWords());
        return live;
    }

    private static String lines(List<Fault> faults) {
        return faults.stream().map(Fault::toString).collect(Collectors.joining("\n"));
    }

    public RulesInForce inForce() {
        return inForce;
    }

    public ConnectionState health() {
        return health.state();
    }

    /// Watches the file from now on. Called once.
    ///
    /// @param threads for reading the file
    /// @param changed run after other rules were put in force, on one of the threads
    public void watch(Timers timers, Executor threads, Runnable changed) {
        look(timers, threads, changed, PACE);
    }

    private void look(Timers timers, Executor threads, Runnable changed, Duration pause) {
        timers.after(
                pause,
                () -> threads.execute(() -> {
                    if (!closed) {
                        look(timers, threads, changed, looked(changed));
                    }
                }));
    }

    /// One look; gives the pause before the next.
    private Duration looked(Runnable changed) {
        try {
            return take(RulesFile.content(config.file()), changed);
        } catch (RuntimeException fault) {
            log.error("Looking at {} failed unexpectedly; the rules stay", config.name(), fault);
            return PACE;
        }
    }

    private Duration take(RulesFile.Content content, Runnable changed) {
        if (content.equals(judged)) {
            fresh = null;
        } else if (content.equals(fresh)) {
            fresh = null;
            judged = content;
            judge(content, changed);
        } else {
            fresh = content;
            return STEADY;
        }
        return PACE;
    }

    private void judge(RulesFile.Content content, Runnable changed) {
        if (content instanceof RulesFile.Content.Missing) {
            log.warn("{} was deleted; the rules read from it stay in force", config.name());
            health.deleted();
            return;
        }
        BookReader.Reading reading = reading(content);
        if (reading.faults().isEmpty()) {
            put(reading, changed);
        } else {
            log.warn("{} was changed and is faulty; it is refused, the old rules stay in force", config.name());
            reading.faults().forEach(fault -> log.warn("Faulty rules: {}", fault));
            health.faulty(reading.faults());
        }
    }

    /// Nothing at all is more likely half written than meant.
    private BookReader.Reading reading(RulesFile.Content content) {
        if (content instanceof RulesFile.Content.Text(String text) && text.isBlank()) {
            Fault empty = new Fault(
                    config.name(), config.name() + ":1", "the file is empty", "For no rules at all write: rules: []");
            return new BookReader.Reading(RuleBook.EMPTY, List.of(empty), List.of());
        }
        return RulesFile.read(config, content);
    }

    private void put(BookReader.Reading reading, Runnable changed) {
        String before = inForce.book().inWords();
        inForce.put(reading.book().without(others));
        health.read();
        reading.warnings().forEach(log::warn);
        log.info("Other rules are in force: {} (before: {})", health.inWords(), before);
        changed.run();
    }

    @Override
    public void close() {
        closed = true;
    }
}
