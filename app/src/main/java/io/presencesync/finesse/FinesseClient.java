package io.presencesync.finesse;

import io.presencesync.net.HttpAnswer;
import io.presencesync.net.HttpFailure;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.TargetState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// The REST API of one cluster with one account. Every method blocks its virtual thread and throws
/// [FinesseFailure] when there is no result; a stopped account sends nothing.
final class FinesseClient {
    static final Duration READ = Duration.ofSeconds(10);
    static final Duration READ_WITH_TWO_NODES = Duration.ofSeconds(7);
    private static final Duration LONG_LIST = Duration.ofSeconds(60);
    private static final String NOT_READY_CODES = "ReasonCodes?category=NOT_READY";
    private static final HttpAnswer NOTHING_SENT = new HttpAnswer(0, Map.of(), "");

    private final FinesseTransport transport;
    private final Account account;

    FinesseClient(FinesseTransport transport, Account account) {
        this.transport = transport;
        this.account = account;
    }

    Account account() {
        return account;
    }

    /// GET User/{id}, by login id.
    FinesseUser user(FinesseUserId id) throws FinesseFailure {
        return parse(get("User/" + FinesseTransport.segment(id.value())), FinesseXml::user);
    }

    /// GET User/{loginName}; CCE 12.5 and newer know it, CCX knows the user ID.
    FinesseUser userByLogin(String login) throws FinesseFailure {
        return user(new FinesseUserId(login));
    }

    /// GET Users; administrators only, may be thousands.
    List<FinesseUser> users() throws FinesseFailure {
        HttpAnswer answer = call(headers -> transport.get("Users", headers, LONG_LIST), true);
        return parse(answer, body -> FinesseXml.users(body, "Users"));
    }

    /// GET Team/{id}: summaries of its members, perhaps only of those signed in.
    List<FinesseUser> team(String teamId) throws FinesseFailure {
        HttpAnswer answer = get("Team/" + FinesseTransport.segment(teamId));
        return parse(answer, body -> FinesseXml.users(body, "Team"));
    }

    /// The site's Not Ready reason codes; administrators only. A CCE secondary node refuses (403): the other is asked.
    List<ReasonCode> reasonCodes() throws FinesseFailure {
        return parse(configuration(NOT_READY_CODES), FinesseXml::reasonCodes);
    }

    /// The Not Ready reason codes valid for one user; of another user for administrators only.
    List<ReasonCode> reasonCodesOf(FinesseUserId id) throws FinesseFailure {
        String path = "User/" + FinesseTransport.segment(id.value()) + "/" + NOT_READY_CODES;
        return parse(configuration(path), FinesseXml::reasonCodes);
    }

    /// GET SystemInfo. Its success proves no password: some nodes answer it to anybody.
    SystemInfo systemInfo() throws FinesseFailure {
        HttpAnswer answer = call(headers -> transport.get("SystemInfo", headers, readTimeout()), false);
        return parse(answer, FinesseXml::systemInfo);
    }

    /// PUT User/{id} with the state alone. `stillWanted` is asked when nothing more can delay the request.
    ///
    /// @return false when the wish had died and nothing was sent
    boolean setState(FinesseUserId id, TargetState target, String requestId, BooleanSupplier stillWanted)
            throws FinesseFailure {
        HttpAnswer answer = call(
                headers -> {
                    if (!stillWanted.getAsBoolean()) {
                        return NOTHING_SENT;
                    }
                    headers.put("Content-Type", "application/xml");
                    headers.put("requestId", requestId);
                    String path = "User/" + FinesseTransport.segment(id.value());
                    return transport.put(path, headers, FinesseXml.stateChange(target), READ);
                },
                true);
        return answer.status() != NOTHING_SENT.status();
    }

    private HttpAnswer get(String path) throws FinesseFailure {
        return call(headers -> transport.get(path, headers, readTimeout()), true);
    }

    private HttpAnswer configuration(String path) throws FinesseFailure {
        try {
            return get(path);
        } catch (FinesseFailure refused) {
            if (refused.status() != 403 || !transport.nodes().several()) {
                throw refused;
            }
            return call(headers -> transport.getFromOther(path, headers, readTimeout()), true);
        }
    }

    private Duration readTimeout() {
        return transport.nodes().several() ? READ_WITH_TWO_NODES : READ;
    }

    private interface Exchange {
        HttpAnswer run(Map<String, String> headers) throws HttpFailure, InterruptedException;
    }

    private interface Reading<T> {
        T of(String body) throws MalformedXml;
    }

    private HttpAnswer call(Exchange exchange, boolean provesPassword) throws FinesseFailure {
        try (Account.Admission _ = account.enter()) {
            return judged(exchange.run(headers()), provesPassword);
        } catch (HttpFailure silent) {
            throw new FinesseFailure(Failures.of(silent), 0);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw FinesseFailure.noAnswer(Outcome.Failure.RETRY, "interrupted", "stopped while waiting for Finesse");
        }
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", account.authorization());
        headers.put("Accept", "application/xml");
        return headers;
    }

    private HttpAnswer judged(HttpAnswer answer, boolean provesPassword) throws FinesseFailure {
        if (answer.ok() || answer.status() == NOTHING_SENT.status()) {
            if (provesPassword && answer.ok()) {
                account.proven();
            }
            return answer;
        }
        Outcome.Failed failed = Failures.of(answer);
        if (failed.failure() == Outcome.Failure.ACCOUNT_STOPPED) {
            account.stop();
            String message = account.stopMessage() + " (" + failed.message() + ")";
            failed = new Outcome.Failed(failed.failure(), failed.errorType(), message);
        }
        throw new FinesseFailure(failed, answer.status());
    }

    private static <T> T parse(HttpAnswer answer, Reading<T> reading) throws FinesseFailure {
        try {
            return reading.of(answer.body());
        } catch (MalformedXml unreadable) {
            throw new FinesseFailure(Failures.of(unreadable), answer.status());
        }
    }
}
