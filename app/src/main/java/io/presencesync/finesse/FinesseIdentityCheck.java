package io.presencesync.finesse;

import io.presencesync.engine.IdentityCheck;
import io.presencesync.net.HttpAnswer;
import io.presencesync.net.HttpFailure;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// Asks Finesse with the gadget's own header. The header lives only as long as the call. A Basic header must also name
/// the user himself, because a supervisor's or administrator's header would read him too.
final class FinesseIdentityCheck implements IdentityCheck {
    private static final Duration ONE_NODE = Duration.ofSeconds(9);
    private static final Duration TWO_NODES = Duration.ofMillis(4500);

    private final FinesseTransport transport;
    private final RefusalBrake brake;

    FinesseIdentityCheck(FinesseTransport transport, InstantSource clock) {
        this.transport = transport;
        this.brake = new RefusalBrake(clock);
    }

    @Override
    public Result check(FinesseUserId user, Secret authorization) {
        if (!sendable(authorization.reveal())) {
            return new Result.Refused("the Authorization header is not a valid one");
        }
        Optional<String> basicUser = basicUser(authorization);
        String signsIn = basicUser.orElse(user.value());
        if (brake.tooMany(signsIn)) {
            return new Result.Refused("too many refused sign-ins; wait five minutes");
        }
        Result result = ask(user, authorization, basicUser);
        switch (result) {
            case Result.Proven _ -> brake.accepted(signsIn);
            case Result.Refused _ -> brake.refused(signsIn);
            case Result.Unavailable _ -> {}
        }
        return result;
    }

    /// A known scheme and visible characters only: nothing that could add a header of its own.
    private static boolean sendable(String header) {
        return header.matches("(?i)(Basic [A-Za-z0-9+/]+=*|Bearer [\\x21-\\x7e]+)") && decodable(header);
    }

    private static boolean decodable(String header) {
        try {
            return !header.regionMatches(true, 0, "Basic ", 0, 6)
                    || decoded(header).contains(":");
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private Result ask(FinesseUserId user, Secret authorization, Optional<String> basicUser) {
        Duration timeout = transport.nodes().several() ? TWO_NODES : ONE_NODE;
        try {
            String path = "User/" + FinesseTransport.segment(user.value());
            Map<String, String> headers = Map.of("Authorization", authorization.reveal(), "Accept", "application/xml");
            return judged(
                    user,
                    transport
                            .get(path, uri -> headers, timeout, RequestPriority.READ)
                            .http(),
                    basicUser);
        } catch (HttpFailure | MalformedXml fault) {
            return new Result.Unavailable("Finesse could not be asked: " + fault.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Result.Unavailable("stopped while asking Finesse");
        }
    }

    private static Result judged(FinesseUserId asked, HttpAnswer answer, Optional<String> basicUser)
            throws MalformedXml {
        return switch (answer.status()) {
            case 200 -> proven(asked, FinesseXml.user(answer.body()), basicUser);
            case 401, 403, 404 ->
                new Result.Refused("Finesse refused: " + Failures.of(answer).message());
            default ->
                new Result.Unavailable("Finesse answered " + Failures.of(answer).message());
        };
    }

    private static Result proven(FinesseUserId asked, FinesseUser user, Optional<String> basicUser) {
        if (!user.answersTo(asked.value())) {
            return new Result.Refused("Finesse answered with another user than " + asked);
        }
        if (basicUser.isPresent() && !user.answersTo(basicUser.get())) {
            return new Result.Refused("the sign-in belongs to another user than " + asked);
        }
        return new Result.Proven(user.loginId(), user.login(), user.displayName());
    }

    /// The user name in a Basic header; empty for other schemes.
    private static Optional<String> basicUser(Secret authorization) {
        String header = authorization.reveal();
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        String pair = decoded(header);
        return Optional.of(pair.substring(0, pair.indexOf(':')));
    }

    private static String decoded(String header) {
        byte[] plain = Base64.getDecoder().decode(header.substring(6));
        return new String(plain, StandardCharsets.UTF_8);
    }
}
