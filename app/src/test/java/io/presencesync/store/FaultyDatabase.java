package io.presencesync.store;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;

/// A real database whose connections can be made to fail around a commit, or not to be there at all.
final class FaultyDatabase implements Connector {
    /// What happens to the next commit that carries a batch.
    enum Commit {
        SUCCEEDS,
        FAILS,
        SUCCEEDS_WITHOUT_ANSWER
    }

    private final Connector real;
    volatile Commit nextCommit = Commit.SUCCEEDS;
    volatile boolean down;

    /// Connecting waits for it.
    volatile CountDownLatch reachable = new CountDownLatch(0);

    FaultyDatabase(Connector real) {
        this.real = real;
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public boolean embedded() {
        return real.embedded();
    }

    @Override
    public boolean mayHoldSomething() {
        return real.mayHoldSomething();
    }

    @Override
    public void refuseNewer() throws NewerStoreException {
        real.refuseNewer();
    }

    @Override
    public Opened open() throws IOException {
        awaitReachable();
        if (down) {
            throw new IOException("connection refused");
        }
        Opened opened = real.open();
        DataSource source = proxy(DataSource.class, opened.source(), this::sourceCall);
        return new Opened() {
            @Override
            public DataSource source() {
                return source;
            }

            @Override
            public void close() {
                opened.close();
            }
        };
    }

    private void awaitReachable() throws IOException {
        try {
            reachable.await();
        } catch (InterruptedException given) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while connecting", given);
        }
    }

    private interface Call {
        Object on(Object target, Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T target, Call call) {
        InvocationHandler handler = (proxy, method, arguments) -> call.on(target, method, arguments);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object sourceCall(Object target, Method method, Object[] arguments) throws Throwable {
        if (down) {
            throw new SQLException("connection refused", "08001");
        }
        Object answer = plain(target, method, arguments);
        return answer instanceof Connection connection
                ? proxy(Connection.class, connection, this::connectionCall)
                : answer;
    }

    private Object connectionCall(Object target, Method method, Object[] arguments) throws Throwable {
        if (down && !method.getName().equals("close")) {
            throw new SQLException("connection lost", "08006");
        }
        Commit now = nextCommit;
        if (!method.getName().equals("commit") || now == Commit.SUCCEEDS) {
            return plain(target, method, arguments);
        }
        nextCommit = Commit.SUCCEEDS;
        if (now == Commit.SUCCEEDS_WITHOUT_ANSWER) {
            plain(target, method, arguments);
        }
        throw new SQLException("connection lost during the commit", "08007");
    }

    private static Object plain(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}
