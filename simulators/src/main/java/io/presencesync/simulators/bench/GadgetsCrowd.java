package io.presencesync.simulators.bench;

import io.presencesync.simulators.finesse.UserProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// Gadgets for the agents of a site, some of which poll first.
final class GadgetsCrowd implements AutoCloseable {
    private final GadgetsNet net;
    private final GadgetsLog log;
    private final List<GadgetsClient> clients = new ArrayList<>();

    /// @param agents those who have a gadget here
    /// @param polling how many of them poll first
    GadgetsCrowd(Site site, List<UserProfile> agents, int port, int polling, GadgetsLog log, Ledger ledger, long seed) {
        this.log = log;
        this.net = new GadgetsNet(port, agents.size(), log);
        Random random = new Random(seed);
        for (UserProfile user : agents) {
            GadgetsDesk desk = new GadgetsDesk(
                    site.finesse().agent(user.loginId()), site.finesse().reasonCodes(), log);
            boolean polls = clients.size() < polling;
            clients.add(new GadgetsClient(user, net, polls, desk, ledger, new Random(random.nextLong())));
        }
    }

    /// All of them at once.
    void connect(int from, int to) {
        net.execute(() -> clients.subList(from, to).forEach(GadgetsClient::start));
    }

    void leave(int from, int to) {
        net.execute(() -> clients.subList(from, to).forEach(GadgetsClient::leave));
    }

    void forgetTokens() {
        net.execute(() -> clients.forEach(GadgetsClient::forgetToken));
    }

    int size() {
        return clients.size();
    }

    /// Whether so many were welcomed since the log's mark, within the time.
    boolean awaitHere(int count, int mostSeconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(mostSeconds);
        while (log.here() < count && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return log.here() >= count;
    }

    @Override
    public void close() {
        net.close();
    }
}
