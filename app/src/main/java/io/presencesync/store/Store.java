package io.presencesync.store;

import io.presencesync.config.StoreConfig;
import io.presencesync.engine.DeviceMemory;
import io.presencesync.engine.HoldLog;
import io.presencesync.engine.Journal;
import io.presencesync.engine.JournalPurge;
import io.presencesync.engine.JournalReader;
import io.presencesync.engine.PersonIds;
import io.presencesync.engine.ReportReader;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentName;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.KeptFile;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All that outlives a restart: the local hold log, the spool, and the database that follows them. Nothing but reading
/// and purging ever waits for the database; a database that is down stops nothing.
public final class Store implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Store.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration FIRST_TRY = Duration.ofSeconds(10);

    /// A command has nothing else to do, and the person before it no use for half an answer.
    private static final Duration COMMAND_WAITS = Duration.ofMinutes(1);

    private final InstantSource wall;
    private final Spool spool;
    private final SpoolDrain drain;
    private final DrainLoop loop;
    private final SpooledHoldLog holdLog;
    private final StoreHealth health;
    private final SqlJournal journal;
    private final Remembered<WebexAddress, WebexPersonId> people = new Remembered<>();
    private final Remembered<String, String> devices = new Remembered<>();
    private final Remembered<AgentId, AgentName> agents = new Remembered<>();
    private final Map<AgentId, AgentName> followed = new ConcurrentHashMap<>();

    /// What a store is made of besides its folder.
    record Settings(Connector connector, Spool.Limits limits, Duration keep, Duration firstRetry) {}

    private Store(Path data, Settings settings, FileHoldLog file, Spool spool, InstantSource wall, InstantSource clock)
            throws IOException {
        this.wall = wall;
        this.spool = spool;
        Connector connector = settings.connector();
        boolean askDatabase = file.mayLack() && connector.mayHoldSomething();
        this.health = new StoreHealth(file, spool, connector, clock);
        this.drain = new SpoolDrain(spool, connector, instance(data), wall);
        this.loop =
                new DrainLoop(spool, drain, new Loading(), health, wall, clock, settings.keep(), settings.firstRetry());
        this.holdLog = new SpooledHoldLog(file, spool, wall, askDatabase ? this::holdsOfDatabase : Map::of);
        this.journal = new SqlJournal(spool, drain, loop);
    }

    /// Opens the files at once and the database in the background.
    ///
    /// @param wall what records and what is too old are dated by
    /// @param clock never set; by it the store waits, and tells since when it is as it is
    /// @throws NewerStoreException when a newer version wrote a file of the folder; nothing in it was changed
    /// @throws IOException when the data folder cannot be used, or another process uses it
    public static Store open(StoreConfig config, Path data, InstantSource wall, InstantSource clock)
            throws IOException {
        return openFiles(config, data, wall, clock).begun();
    }

    /// Opens the files at once; the database only when it is first asked for ([#awaitDatabase]), so that a start that
    /// fails before has nothing to close.
    ///
    /// @throws NewerStoreException when a newer version wrote a file of the folder; nothing in it was changed
    /// @throws IOException when the data folder cannot be used, or another process uses it
    public static Store openFiles(StoreConfig config, Path data, InstantSource wall, InstantSource clock)
            throws IOException {
        Settings settings = new Settings(Database.of(config, data), Spool.Limits.USUAL, config.keep(), FIRST_RETRY);
        return openFiles(data, settings, wall, clock);
    }

    /// The same for a command while no service runs, once the database has answered; makes nothing new.
    ///
    /// @throws IOException when there is no store, a service uses it, or the database cannot be used
    public static Store openExisting(StoreConfig config, Path data, InstantSource clock) throws IOException {
        if (config.url().isEmpty() && !Files.exists(data.resolve("presence-sync.mv.db"))) {
            throw new IOException("there is no database in " + data);
        }
        return answering(open(config, data, clock, clock), COMMAND_WAITS);
    }

    /// The store once its database has answered.
    ///
    /// @throws IOException when it did not in time, or cannot be used; the store is then closed
    static Store answering(Store store, Duration patience) throws IOException {
        try {
            if (!store.awaitDatabase(patience)) {
                throw new IOException(
                        store.health().state() == ConnectionState.Kind.STARTING
                                ? "the database has not answered within " + patience.toSeconds() + " s"
                                : store.health().message());
            }
            return store;
        } catch (IOException unavailable) {
            store.close();
            throw unavailable;
        }
    }

    static Store open(Path data, Settings settings, InstantSource wall, InstantSource clock) throws IOException {
        return openFiles(data, settings, wall, clock).begun();
    }

    private Store begun() {
        loop.start();
        return this;
    }

    private static Store openFiles(Path data, Settings settings, InstantSource wall, InstantSource clock)
            throws IOException {
        FileHoldLog file = FileHoldLog.open(data, clock);
        try {
            settings.connector().refuseNewer();
            Spool spool = Spool.open(data.resolve("spool"), settings.limits(), wall);
            return new Store(data, settings, file, spool, wall, clock);
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    /// The name of this data folder in the database.
    private static String instance(Path data) throws IOException {
        Path file = data.resolve("spool").resolve("instance");
        if (Files.exists(file)) {
            String name = new String(KeptFile.read(file), StandardCharsets.UTF_8).strip();
            if (name.matches("[0-9a-f-]{36}")) {
                return name;
            }
            Aside.beside(file).keep(Lines.of(KeptFile.read(file)), file.toString());
        }
        String fresh = UUID.randomUUID().toString();
        Files.writeString(file, fresh + "\n");
        return fresh;
    }

    /// Waits until the database was tried once, which begins now if it has not; whether it is open.
    ///
    /// @throws NewerStoreException when it was written by a newer version
    public boolean awaitDatabase() throws IOException {
        return awaitDatabase(FIRST_TRY);
    }

    private boolean awaitDatabase(Duration patience) throws IOException {
        try {
            loop.start();
            return loop.awaitFirstTry(patience);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the database was opened", stopping);
        }
    }

    /// Only where the local log may lack something: a new machine, a lost folder, a file that is empty or spoilt.
    private Map<AgentId, String> holdsOfDatabase() {
        try {
            SqlStore sql = awaitDatabase() ? drain.sql() : null;
            if (sql == null) {
                log.warn(
                        "The local hold log is missing, empty or spoilt, and the database does not answer: agents it would"
                                + " tell of start without known holds");
                return Map.of();
            }
            Map<AgentId, String> holds = sql.holds();
            log.info(
                    "The database remembers {} agent(s); those whom the local hold log lacks are taken over",
                    holds.size());
            return holds;
        } catch (NewerStoreException refusesTheStart) {
            return Map.of();
        } catch (IOException | RuntimeException failed) {
            log.warn("The holds of the database cannot be read: {}", failed.getMessage());
            return Map.of();
        }
    }

    public HoldLog holdLog() {
        return holdLog;
    }

    public Journal journal() {
        return entry -> spool.append(SpoolCodec.line(new SpoolRecord.Entry(entry)));
    }

    public JournalReader journalReader() {
        return journal;
    }

    public ReportReader reportReader() {
        return journal;
    }

    public ConnectionState health() {
        return health.now();
    }

    /// Remembers by what an agent is called, so that the history is found by id, login name and address.
    public void follows(AgentId agent, String loginName, WebexAddress address) {
        AgentName name = new AgentName(agent, loginName, address);
        followed.put(agent, name);
        if (agents.set(agent, name)) {
            spool(new SpoolRecord.Agent(agent, address, loginName, wall.instant()));
        }
    }

    /// Every agent heard of, followed now or once; those of the database once it has answered.
    public List<AgentName> known() {
        return List.copyOf(agents.all().values());
    }

    private void spool(SpoolRecord record) {
        spool.append(SpoolCodec.line(record));
    }

    public JournalPurge purge() {
        return new JournalPurge() {
            @Override
            public List<AgentName> known() {
                return Store.this.known();
            }

            @Override
            public long count(AgentId agent) throws IOException {
                return journal.count(agent);
            }

            @Override
            public boolean remembers(WebexAddress address) {
                return !SitePeople.keys(people, address).isEmpty();
            }

            @Override
            public long purge(AgentId agent) throws IOException {
                return journal.purge(agent);
            }

            @Override
            public long purge(WebexAddress address) throws IOException {
                long gone = journal.purge(address);
                people.set(address, null);
                SitePeople.keys(people, address).forEach(key -> people.set(key, null));
                agents.all().values().stream()
                        .filter(agent -> address.equals(agent.address()))
                        .forEach(this::keepFollowed);
                return gone;
            }

            // Whoever is followed stays known, or the next purge would not find what is recorded from now on.
            private void keepFollowed(AgentName agent) {
                AgentName now = followed.get(agent.id());
                agents.set(agent.id(), now);
                if (now != null && now.address() != null) {
                    spool(new SpoolRecord.Agent(now.id(), now.address(), now.loginName(), wall.instant()));
                }
            }
        };
    }

    /// The Webex people of one site: two organisations may know one address as two people.
    public PersonIds personIds(SiteId site) {
        return new SitePeople(people, site, (address, person) -> {
            if (people.set(address, person)) {
                spool(new SpoolRecord.Person(address, person, wall.instant()));
            }
        });
    }

    /// The devices of one site: two bots may have devices of one name.
    public DeviceMemory devices(SiteId site) {
        return new SiteDevices(devices, site, (name, text) -> {
            if (devices.set(name, text)) {
                spool(new SpoolRecord.DeviceText(name, text, wall.instant()));
            }
        });
    }

    private final class Loading implements DrainLoop.Events {
        @Override
        public void opened(SqlStore sql) {
            people.loaded(sql.people());
            devices.loaded(sql.devices());
            agents.loaded(sql.agents());
            holdLog.compareAgain();
        }

        @Override
        public void idle(SqlStore sql) {
            holdLog.compareWith(sql);
        }
    }

    @Override
    public void close() {
        loop.close();
        spool.close();
        holdLog.close();
    }
}
