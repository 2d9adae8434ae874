package io.presencesync.simulators.finesse;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who a request comes from. Five wrong passwords in a row block that user for five minutes; while blocked even the
/// right password is refused, without details.
final class Credentials {
    private static final int TRIES = 5;
    private static final Duration BLOCK = Duration.ofMinutes(5);

    /// What became of an Authorization header.
    sealed interface Check {}

    record Accepted(Caller caller) implements Check {}

    record Denied(String user) implements Check {}

    record Blocked(String user) implements Check {}

    private record Failures(int count, @Nullable Instant blockedUntil) {}

    private final InstantSource clock;
    private final Agents agents;
    private final Platform platform;
    private final String adminUser;
    private final String adminPassword;
    private final Map<String, Failures> failures = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();

    Credentials(InstantSource clock, Agents agents, FinesseSimulatorOptions options) {
        this.clock = clock;
        this.agents = agents;
        this.platform = options.platform();
        this.adminUser = options.adminUser();
        this.adminPassword = options.adminPassword();
    }

    /// Lets `Authorization: Bearer <token>` stand for that user, as single sign-on does.
    synchronized void addToken(String token, String loginId) {
        tokens.put(token, loginId);
    }

    synchronized void unblockAll() {
        failures.clear();
    }

    synchronized Check check(@Nullable String header) {
        if (header == null) {
            return new Denied("");
        }
        if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return bearer(header.substring(7).strip());
        }
        return header.regionMatches(true, 0, "Basic ", 0, 6) ? basic(header.substring(6)) : new Denied("");
    }

    private Check bearer(String token) {
        Optional<Agent> user = Optional.ofNullable(tokens.get(token)).flatMap(agents::find);
        return user.isPresent() ? new Accepted(Caller.user(user.get())) : new Denied("");
    }

    private Check basic(String encoded) {
        String pair = decode(encoded);
        int colon = pair.indexOf(':');
        if (colon < 0) {
            return new Denied("");
        }
        return check(pair.substring(0, colon), pair.substring(colon + 1));
    }

    synchronized Check check(String user, String password) {
        if (blocked(user)) {
            return new Blocked(user);
        }
        Optional<Caller> caller = find(user, password);
        if (caller.isPresent()) {
            failures.remove(user);
            return new Accepted(caller.get());
        }
        return countFailure(user);
    }

    private Optional<Caller> find(String user, String password) {
        if (user.equals(adminUser)) {
            return password.equals(adminPassword) ? Optional.of(Caller.administrator(user)) : Optional.empty();
        }
        Optional<Agent> agent = agents.find(user);
        if (agent.isEmpty() && platform == Platform.CCE) {
            agent = agents.byLoginName(user);
        }
        return agent.filter(found -> found.profile().password().equals(password))
                .map(Caller::user);
    }

    private boolean blocked(String user) {
        @Nullable Failures past = failures.get(user);
        if (past == null || past.blockedUntil == null) {
            return false;
        }
        if (clock.instant().isBefore(past.blockedUntil)) {
            return true;
        }
        failures.remove(user);
        return false;
    }

    private Check countFailure(String user) {
        @Nullable Failures past = failures.get(user);
        int count = past == null ? 1 : past.count + 1;
        failures.put(user, new Failures(count, count >= TRIES ? clock.instant().plus(BLOCK) : null));
        return new Denied(user);
    }

    private static String decode(String encoded) {
        try {
            return new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
