package io.presencesync.admin;

import io.presencesync.config.TrustedProxies;
import io.presencesync.presence.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Judges the credential of the user `admin` (Basic) and slows down guessing, per address. Any thread; never blocks.
public final class AdminGuard {
    static final int WRONG_ALLOWED = 10;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int ADDRESSES = 1000;

    private final byte[] expected;
    private final InstantSource clock;
    private final TrustedProxies proxies;
    private final Map<String, Deque<Instant>> wrong = new LinkedHashMap<>();

    public AdminGuard(Secret password, InstantSource clock) {
        this(password, clock, TrustedProxies.NONE);
    }

    /// @param proxies believed when they say for whom they ask
    public AdminGuard(Secret password, InstantSource clock, TrustedProxies proxies) {
        this.proxies = proxies;
        this.expected = digest(("admin:" + password.reveal()).getBytes(StandardCharsets.UTF_8));
        this.clock = clock;
    }

    /// Judges one request.
    ///
    /// @param forwardedFor the header `X-Forwarded-For`; null when there is none
    public Verdict judge(String peer, @Nullable String forwardedFor, @Nullable String authorization) {
        return judge(proxies.client(peer, forwardedFor), authorization);
    }

    /// What to do with a request.
    public enum Verdict {
        LET_IN,
        ASK,
        TOO_MANY
    }

    /// Judges one request: a wrong credential counts against the address; none at all does not.
    ///
    /// @param authorization the header's value; null when there is none
    public Verdict judge(String address, @Nullable String authorization) {
        if (tooMany(address)) {
            return Verdict.TOO_MANY;
        }
        if (authorization == null) {
            return Verdict.ASK;
        }
        if (matches(authorization)) {
            return Verdict.LET_IN;
        }
        remember(address);
        return Verdict.ASK;
    }

    private boolean matches(String authorization) {
        String[] parts = authorization.strip().split("\\s+", 2);
        if (parts.length < 2 || !parts[0].equalsIgnoreCase("Basic")) {
            return false;
        }
        try {
            return MessageDigest.isEqual(expected, digest(Base64.getDecoder().decode(parts[1])));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private synchronized boolean tooMany(String address) {
        Deque<Instant> times = wrong.get(address);
        if (times == null) {
            return false;
        }
        Instant since = clock.instant().minus(WINDOW);
        times.removeIf(time -> time.isBefore(since));
        if (times.isEmpty()) {
            wrong.remove(address);
        }
        return times.size() >= WRONG_ALLOWED;
    }

    private synchronized void remember(String address) {
        wrong.computeIfAbsent(address, _ -> new ArrayDeque<>()).addLast(clock.instant());
        if (wrong.size() > ADDRESSES) {
            wrong.remove(wrong.keySet().iterator().next());
        }
    }

    /// Digests are of one length, so that comparing takes the same time whatever was sent.
    private static byte[] digest(byte[] credential) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(credential);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
