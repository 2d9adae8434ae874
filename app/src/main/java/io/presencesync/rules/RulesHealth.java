package io.presencesync.rules;

import io.presencesync.config.Fault;
import io.presencesync.presence.ConnectionState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the rules file is, as one value. Any thread.
final class RulesHealth {
    private static final String LINK = "rules";
    private static final int MOST_NAMES = 5;

    private final String file;
    private final RulesInForce inForce;
    private final InstantSource clock;
    private volatile boolean fromFile;
    private volatile Instant since;
    private volatile @Nullable ConnectionState trouble;

    /// @param fromFile whether the rules in force were read from the file
    RulesHealth(String file, RulesInForce inForce, InstantSource clock, boolean fromFile) {
        this.file = file;
        this.inForce = inForce;
        this.clock = clock;
        this.fromFile = fromFile;
        this.since = clock.instant();
    }

    ConnectionState state() {
        ConnectionState wrong = trouble;
        List<String> unnamed = inForce.unnamedWords();
        if (wrong != null) {
            return wrong;
        }
        return unnamed.isEmpty() ? ConnectionState.connected(LINK, inWords() + nobodys(), since) : unnamed(unnamed);
    }

    private ConnectionState unnamed(List<String> words) {
        String message = inWords() + "; Webex shows "
                + (words.size() == 1 ? "a status word" : words.size() + " status words") + " that no rule names: "
                + limited(words) + "; agents who show " + (words.size() == 1 ? "it" : "them")
                + " are left as they are";
        String action = "Name each in a rule of " + file + ", such as {status: " + words.getFirst() + ", then: free}";
        return new ConnectionState(LINK, ConnectionState.Kind.DEGRADED, "unnamed_status", message, action, since, null);
    }

    String inWords() {
        return fromFile ? file + ", " + inForce.book().inWords() : "the default rules (there is no file " + file + ")";
    }

    private String nobodys() {
        List<String> unmet = inForce.unmet();
        if (unmet.isEmpty()) {
            return "";
        }
        return "; no agent seen yet for " + limited(unmet);
    }

    private static String limited(List<String> names) {
        String more = names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "";
        return String.join(", ", names.stream().limit(MOST_NAMES).toList()) + more;
    }

    /// A valid file was put in force.
    void read() {
        fromFile = true;
        since = clock.instant();
        trouble = null;
    }

    void deleted() {
        trouble = degraded(
                "deleted",
                file + " was deleted; the rules read from it at " + since + " stay until a restart",
                "Put the file back; for no rules of your own write: rules: []");
    }

    void faulty(List<Fault> faults) {
        int more = faults.size() - 1;
        String others = more == 0 ? "" : more == 1 ? ", and one more fault" : ", and " + more + " more faults";
        trouble = degraded(
                "faulty",
                faults.getFirst() + others + "; the rules read at " + since + " stay",
                "Mend " + file + "; presence-sync check-config lists every fault");
    }

    private ConnectionState degraded(String code, String message, String action) {
        return new ConnectionState(LINK, ConnectionState.Kind.DEGRADED, code, message, action, clock.instant(), null);
    }
}
