package io.presencesync.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.presencesync.config.StoreConfig;
import io.presencesync.presence.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Where the database is and how to reach it: H2 in the data folder, or PostgreSQL.
///
/// @param name for messages; without user, password and query
/// @param file of H2 in our own process; null: PostgreSQL
record Database(
        String name,
        String url,
        String user,
        @Nullable Secret password,
        @Nullable Path file) implements Connector {
    private static final int CONNECT_SECONDS = 3;
    private static final int ANSWER_SECONDS = 30;

    static Database of(StoreConfig config, Path data) {
        if (config.url().isEmpty()) {
            Path file = data.resolve("presence-sync");
            String url = "jdbc:h2:file:" + file + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
            Path shown = data.resolve("presence-sync.mv.db");
            return new Database("H2 in " + shown, url, "sa", null, shown);
        }
        String name = "PostgreSQL at " + config.url().replaceFirst("\\?.*", "").replaceFirst("^jdbc:postgresql:", "");
        return new Database(name, config.url(), config.user(), config.password(), null);
    }

    @Override
    public boolean mayHoldSomething() {
        return file == null || Files.exists(file);
    }

    @Override
    public boolean embedded() {
        return file != null;
    }

    @Override
    public void refuseNewer() throws NewerStoreException {
        if (file != null && Files.exists(file)) {
            new EmbeddedFile(file, name).refuseNewer();
        }
    }

    @Override
    public Opened open() throws IOException {
        HikariDataSource pool = connect();
        try {
            new Schema(pool, name).bringForward();
            return opened(pool);
        } catch (IOException | RuntimeException failed) {
            pool.close();
            throw failed;
        } catch (SQLException failed) {
            pool.close();
            throw new IOException(failed.getMessage(), failed);
        }
    }

    private static Opened opened(HikariDataSource pool) {
        return new Opened() {
            @Override
            public DataSource source() {
                return pool;
            }

            @Override
            public void close() {
                pool.close();
            }
        };
    }

    private HikariDataSource connect() throws IOException {
        try {
            return new HikariDataSource(pool());
        } catch (RuntimeException failed) {
            throw new IOException(rootMessage(failed), failed);
        }
    }

    private HikariConfig pool() {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("store");
        pool.setJdbcUrl(url);
        pool.setDriverClassName(embedded() ? "org.h2.Driver" : "org.postgresql.Driver");
        if (!user.isEmpty()) {
            pool.setUsername(user);
        }
        if (password != null) {
            pool.setPassword(password.reveal());
        }
        pool.setMaximumPoolSize(4);
        pool.setMinimumIdle(1);
        pool.setInitializationFailTimeout(1);
        pool.setConnectionTimeout(CONNECT_SECONDS * 1000L);
        pool.setValidationTimeout(2000);
        if (!embedded()) {
            postgres().forEach(pool::addDataSourceProperty);
        }
        return pool;
    }

    /// What the driver is told, unless the URL says otherwise. As text: values of other types are handed on
    /// by HikariCP, but not seen by the driver.
    ///
    /// A statement kept by name on the server would outlive a transaction, which a pooler such as PgBouncer
    /// does not allow in transaction mode; so there are none (`prepareThreshold`).
    private static Map<String, String> postgres() {
        return Map.of(
                "connectTimeout", String.valueOf(CONNECT_SECONDS),
                "loginTimeout", String.valueOf(CONNECT_SECONDS),
                "socketTimeout", String.valueOf(ANSWER_SECONDS),
                "tcpKeepAlive", "true",
                "ApplicationName", "presence-sync",
                "logServerErrorDetail", "false",
                "prepareThreshold", "0");
    }

    private static String rootMessage(Throwable failed) {
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
