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
        HttpAnswer answer = call(headers -> transport.get("Users", headers, LONG_LIST), Proof.YES);
        return parse(answer, body -> FinesseXml.users(body, "Users"));
    }

    /// GET Team/{id}: summaries of its members, perhaps only of those signed in.
    ///
    /// Here `Authorization Failure` may also mean that the team is not this supervisor's. So the account is asked
    /// for itself, once and alone, before it is given up.
    List<FinesseUser> team(String teamId) throws FinesseFailure {
        proveFirst();
        String path = "Team/" + FinesseTransport.segment(teamId);
        HttpAnswer answer;
        try {
            answer = call(headers -> transport.get(path, headers, readTimeout()), Proof.DOUBTFUL);
        } catch (FinesseFailure refused) {
            boolean doubtful = refused.failed().failure() == Outcome.Failure.ACCOUNT_STOPPED && !account.stopped();
            FinesseFailure judged = doubtful ? secondOpinion(refused) : refused;
            throw judged;
        }
        return parse(answer, body -> FinesseXml.users(body, "Team"));
    }

    /// An account never let in yet asks for itself first: there a refusal is about the password and nothing else, so
    /// that a wrong one costs exactly one failed sign-in.
    private void proveFirst() throws FinesseFailure {
        if (!account.unproven()) {
            return;
        }
        try {
            get("User/" + FinesseTransport.segment(account.user()));
        } catch (FinesseFailure refused) {
            if (refused.failed().failure() != Outcome.Failure.THIS_AGENT_ONLY) {
                throw refused;
            }
        }
    }

    private FinesseFailure secondOpinion(FinesseFailure refused) {
        try {
            get("User/" + FinesseTransport.segment(account.user()));
        } catch (FinesseFailure second) {
            if (second.failed().failure() != Outcome.Failure.THIS_AGENT_ONLY) {
                return second;
            }
        }
        Outcome.Failed failed = refused.failed();
        return new FinesseFailure(
                new Outcome.Failed(Outcome.Failure.THIS_AGENT_ONLY, failed.errorType(), failed.message()),
                refused.status());
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
        HttpAnswer answer = call(headers -> transport.get("SystemInfo", headers, readTimeout()), Proof.REFUSAL_ONLY);
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
                Proof.YES);
        return answer.status() != NOTHING_SENT.status();
    }

    private HttpAnswer get(String path) throws FinesseFailure {
        return call(headers -> transport.get(path, headers, readTimeout()), Proof.YES);
    }

    private HttpAnswer configuration(String path) throws FinesseFailure {
        try {
            return get(path);
        } catch (FinesseFailure refused) {
            if (refused.status() != 403 || !transport.nodes().several()) {
                throw refused;
            }
            return call(headers -> transport.getFromOther(path, headers, readTimeout()), Proof.YES);
        }
    }

    private Duration readTimeout() {
        return transport.nodes().several() ? READ_WITH_TWO_NODES : READ;
    }

    /// What an answer says of the password.
    private enum Proof {
        /// Success proves it, a refusal disproves it.
        YES,
        /// Success proves nothing, a refusal disproves it.
        REFUSAL_ONLY,
        /// Success proves it, a refusal may be about the right to see this.
        DOUBTFUL
    }

    private interface Exchange {
        HttpAnswer run(Map<String, String> headers) throws HttpFailure, InterruptedException;
    }

    private interface Reading<T> {
        T of(String body) throws MalformedXml;
    }

    private HttpAnswer call(Exchange exchange, Proof proof) throws FinesseFailure {
        try (Account.Admission _ = account.enter()) {
            return judged(exchange.run(headers()), proof);
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

    private HttpAnswer judged(HttpAnswer answer, Proof proof) throws FinesseFailure {
        if (answer.ok() || answer.status() == NOTHING_SENT.status()) {
            if (proof != Proof.REFUSAL_ONLY && answer.ok()) {
                account.proven();
            }
            return answer;
        }
        Outcome.Failed failed = Failures.of(answer);
        if (failed.failure() == Outcome.Failure.ACCOUNT_STOPPED && proof == Proof.DOUBTFUL) {
            account.doubted();
        } else if (failed.failure() == Outcome.Failure.ACCOUNT_STOPPED) {
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
