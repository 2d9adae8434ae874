package io.presencesync.finesse;

import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all who read teams have learned of GET Team: which teams may not be read, and which are told without reasons.
/// Whoever learns it spares the others a question that helps nobody. Any thread.
final class TeamAnswers {
    private static final Logger log = LoggerFactory.getLogger(TeamAnswers.class);
    private static final Duration REFUSED_FOR = Duration.ofMinutes(5);

    private final InstantSource clock;
    private final Map<String, Instant> refusedUntil = new ConcurrentHashMap<>();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private final Map<String, Boolean> tellReasons = new ConcurrentHashMap<>();
    private final Map<String, Set<FinesseUserId>> untold = new ConcurrentHashMap<>();

    TeamAnswers(InstantSource clock) {
        this.clock = clock;
    }

    /// Finesse refuses to show this team: for five minutes its members are read one by one.
    void refused(String team, FinesseFailure failure) {
        if (refusedUntil.put(team, clock.instant().plus(REFUSED_FOR)) == null) {
            log.warn(
                    "Finesse team {} cannot be read ({}); its agents are read one by one",
                    team,
                    failure.failed().message());
        }
    }

    /// Finesse's answer about this team is broken: until it is whole, its members are read one by one.
    void broken(String team, FinesseFailure failure) {
        if (broken.add(team)) {
            log.warn(
                    "Finesse's answer about team {} is broken ({}); its agents are read one by one until it is whole",
                    team,
                    failure.failed().message());
        }
    }

    boolean isRefused(String team) {
        Instant until = refusedUntil.get(team);
        return until != null && clock.instant().isBefore(until);
    }

    /// An answer where nobody is Not Ready says nothing about reasons.
    void seen(String team, Collection<FinesseUser> users) {
        if (broken.remove(team)) {
            log.info("Finesse's answer about team {} is whole again", team);
        }
        List<FinesseUser> notReady = users.stream()
                .filter(user -> user.state() == StateName.NOT_READY)
                .toList();
        Set<FinesseUserId> without = notReady.stream()
                .filter(user -> !tellsReason(user.reason()))
                .map(FinesseUser::loginId)
                .collect(Collectors.toUnmodifiableSet());
        untold.put(team, without);
        if (!notReady.isEmpty()) {
            tellReasons.put(team, without.size() < notReady.size());
        }
    }

    /// Whether the last answer showed this member Not Ready without a reason: another one would hardly tell more.
    boolean untold(String team, FinesseUserId member) {
        return untold.getOrDefault(team, Set.of()).contains(member);
    }

    /// Whether the last answer that showed somebody Not Ready told any reason; null before there was one.
    @Nullable
    Boolean tellReasons(String team) {
        return tellReasons.get(team);
    }

    static boolean tellsReason(@Nullable Reason reason) {
        return reason != null && !reason.none() && reason.id() != null;
    }
}
