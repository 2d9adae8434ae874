package io.presencesync.finesse;

import io.presencesync.finesse.FinesseTransport.Headers;
import io.presencesync.finesse.FinesseTransport.Told;
import io.presencesync.net.HttpAnswer;
import io.presencesync.net.HttpFailure;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.TargetState;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The REST API of one cluster with one account. Every method blocks its virtual thread and throws
/// [FinesseFailure] when there is no result; a stopped account sends nothing.
final class FinesseClient {
    private static final Duration READ = Duration.ofSeconds(10);
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(1);
    private static final Duration READ_WITH_TWO_NODES = Duration.ofSeconds(7);
    private static final Duration LONG_LIST = Duration.ofSeconds(60);
    private static final String NOT_READY_CODES = "ReasonCodes?category=NOT_READY";
    private static final HttpAnswer NOTHING_SENT = new HttpAnswer(0, Map.of(), "");

    private final FinesseTransport transport;
    private final NodeClocks clocks;
    private final Account account;
    private final RequestPriority priority;
    private final OwnUser own;

    FinesseClient(FinesseTransport transport, NodeClocks clocks, Account account) {
        this(transport, clocks, account, null);
    }

    /// @param admin by whom the account's id is found when Finesse does not know its name; null when there is none
    FinesseClient(FinesseTransport transport, NodeClocks clocks, Account account, @Nullable FinesseClient admin) {
        this(transport, clocks, account, RequestPriority.READ, new OwnUser(account, admin));
    }

    private FinesseClient(
            FinesseTransport transport, NodeClocks clocks, Account account, RequestPriority priority, OwnUser own) {
        this.transport = transport;
        this.clocks = clocks;
        this.account = account;
        this.priority = priority;
        this.own = own;
    }

    /// The same account, whose reads go as urgently as this.
    FinesseClient reading(RequestPriority wanted) {
        return wanted == priority ? this : new FinesseClient(transport, clocks, account, wanted, own);
    }

    OwnUser own() {
        return own;
    }

    /// GET User of the account itself.
    FinesseUser self() throws FinesseFailure {
        Told told = askedForItself();
        return parse(told, FinesseXml::user).onClock(clocks.ahead(told.node()));
    }

    private Told askedForItself() throws FinesseFailure {
        try {
            return get("User/" + FinesseTransport.segment(own.id().value()));
        } catch (FinesseFailure unknown) {
            if (unknown.failed().failure() == Outcome.Failure.THIS_AGENT_ONLY && own.lookUp()) {
                return get("User/" + FinesseTransport.segment(own.id().value()));
            }
            throw unknown;
        }
    }

    Account account() {
        return account;
    }

    /// GET User/{id}, by login id.
    FinesseUser user(FinesseUserId id) throws FinesseFailure {
        Told told = get("User/" + FinesseTransport.segment(id.value()));
        return parse(told, FinesseXml::user).onClock(clocks.ahead(told.node()));
    }

    /// GET User/{id}, by login id, unless it is kept back.
    ///
    /// @param leaves asked when nothing more can delay it; once more when it goes to the other node
    /// @return null when it was kept back
    @Nullable
    FinesseUser user(FinesseUserId id, BooleanSupplier leaves) throws FinesseFailure {
        String path = "User/" + FinesseTransport.segment(id.value());
        FinesseTransport.KeptBack kept = node -> leaves.getAsBoolean() ? null : new Told(node, node, NOTHING_SENT);
        Told told = call(headers -> transport.get(path, headers, readTimeout(), priority, kept), Proof.YES);
        return told.http().status() == NOTHING_SENT.status()
                ? null
                : parse(told, FinesseXml::user).onClock(clocks.ahead(told.node()));
    }

    /// GET User/{loginName}; CCE 12.5 and newer know it, CCX knows the user ID.
    FinesseUser userByLogin(String login) throws FinesseFailure {
        return user(new FinesseUserId(login));
    }

    /// GET Users; administrators only, may be thousands.
    ///
    /// @param remarks told what is wrong with single users
    List<FinesseUser> users(Consumer<String> remarks) throws FinesseFailure {
        return users(configuration("Users", LONG_LIST), "Users", remarks);
    }

    private List<FinesseUser> users(Told told, String root, Consumer<String> remarks) throws FinesseFailure {
        Duration ahead = clocks.ahead(told.node());
        return parse(told, body -> FinesseXml.users(body, root, remarks)).stream()
                .map(user -> user.onClock(ahead))
                .toList();
    }

    /// GET Team/{id}: summaries of its members, perhaps only of those signed in.
    ///
    /// Here `Authorization Failure` may also mean that the team is not this supervisor's. So the account is asked
    /// for itself, once and alone, before it is given up.
    List<FinesseUser> team(String teamId) throws FinesseFailure {
        return team(teamId, () -> {});
    }

    /// The same.
    ///
    /// @param leaving called when the request leaves; once more when it leaves for the other node
    List<FinesseUser> team(String teamId, Runnable leaving) throws FinesseFailure {
        return teamAt("Team/" + FinesseTransport.segment(teamId), leaving);
    }

    /// The same with those who are signed out, where Finesse tells them.
    List<FinesseUser> wholeTeam(String teamId) throws FinesseFailure {
        return teamAt("Team/" + FinesseTransport.segment(teamId) + "?includeLoggedOutAgents=true", () -> {});
    }

    /// The teams this account supervises, as Finesse tells them to himself.
    List<TeamName> supervisedTeams() throws FinesseFailure {
        return parse(askedForItself(), FinesseXml::supervisedTeams);
    }

    private List<FinesseUser> teamAt(String path, Runnable leaving) throws FinesseFailure {
        proveFirst();
        try {
            Exchange get = headers -> transport.get(path, noting(headers, leaving), readTimeout(), priority);
            return users(call(get, Proof.DOUBTFUL), "Team", _ -> {});
        } catch (FinesseFailure refused) {
            boolean doubtful = refused.failed().failure() == Outcome.Failure.ACCOUNT_STOPPED && !account.stopped();
            FinesseFailure judged = doubtful ? secondOpinion(refused) : refused;
            throw judged;
        }
    }

    /// Headers are made when a request leaves.
    private static Headers noting(Headers headers, Runnable leaving) {
        return uri -> {
            leaving.run();
            return headers.to(uri);
        };
    }

    /// An account never let in yet asks for itself first: there a refusal is about the password and nothing else, so
    /// that a wrong one costs exactly one failed sign-in.
    private void proveFirst() throws FinesseFailure {
        if (!account.unproven()) {
            return;
        }
        try {
            get("User/" + FinesseTransport.segment(own.id().value()));
        } catch (FinesseFailure refused) {
            if (refused.failed().failure() != Outcome.Failure.THIS_AGENT_ONLY) {
                throw refused;
            }
        }
    }

    private FinesseFailure secondOpinion(FinesseFailure refused) {
        try {
            get("User/" + FinesseTransport.segment(own.id().value()));
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

    /// The site's Not Ready reason codes; administrators only.
    List<ReasonCode> reasonCodes() throws FinesseFailure {
        return parse(configuration(NOT_READY_CODES, readTimeout()), FinesseXml::reasonCodes);
    }

    /// The Not Ready reason codes valid for one user; of another user for administrators only.
    List<ReasonCode> reasonCodesOf(FinesseUserId id) throws FinesseFailure {
        String path = "User/" + FinesseTransport.segment(id.value()) + "/" + NOT_READY_CODES;
        return parse(configuration(path, readTimeout()), FinesseXml::reasonCodes);
    }

    /// GET SystemInfo of one node. Its success proves no password: some nodes answer it to anybody.
    SystemInfo systemInfo(URI node, Duration timeout) throws FinesseFailure {
        return parse(
                call(headers -> transport.look(node, headers, timeout), Proof.REFUSAL_ONLY), FinesseXml::systemInfo);
    }

    /// PUT User/{id} with the state alone, at one node. `stillWanted` is asked when nothing more can delay it.
    ///
    /// @return false when the wish had died and nothing was sent
    boolean setState(URI node, FinesseUserId id, TargetState target, String requestId, BooleanSupplier stillWanted)
            throws FinesseFailure {
        RequestPriority urgency = target == TargetState.NOT_READY ? RequestPriority.HOLD : RequestPriority.RELEASE;
        Told told = call(
                headers -> transport.inTurn(
                        node,
                        urgency,
                        AS_LONG_AS_IT_TAKES,
                        () -> stillWanted.getAsBoolean()
                                ? put(node, id, target, requestId, headers)
                                : new Told(node, node, NOTHING_SENT)),
                Proof.YES);
        return told.http().status() != NOTHING_SENT.status();
    }

    private Told put(URI node, FinesseUserId id, TargetState target, String requestId, Headers headers)
            throws HttpFailure, InterruptedException {
        String path = "User/" + FinesseTransport.segment(id.value());
        Headers all = uri -> with(headers.to(uri), requestId);
        return transport.put(node, path, all, FinesseXml.stateChange(target), READ);
    }

    private static Map<String, String> with(Map<String, String> headers, String requestId) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/xml");
        all.put("requestId", requestId);
        return all;
    }

    private Told get(String path) throws FinesseFailure {
        return call(headers -> transport.get(path, headers, readTimeout(), priority), Proof.YES);
    }

    /// What the primary node is there for. A CCE secondary node refuses it (403): the other is asked then, as when the
    /// node does not answer.
    private Told configuration(String path, Duration timeout) throws FinesseFailure {
        FinesseNodes nodes = transport.nodes();
        URI node = nodes.forConfiguration();
        try {
            return call(headers -> transport.getFrom(node, path, headers, timeout, priority), Proof.YES);
        } catch (FinesseFailure refused) {
            if (!nodes.several() || !(refused.status() == 403 || refused.outage())) {
                throw refused;
            }
            return call(headers -> transport.getFrom(nodes.beside(node), path, headers, timeout, priority), Proof.YES);
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
        Told run(Headers headers) throws HttpFailure, InterruptedException;
    }

    private interface Reading<T> {
        T of(String body) throws MalformedXml;
    }

    private Told call(Exchange exchange, Proof proof) throws FinesseFailure {
        try (Account.Admission admission = account.enter()) {
            Told told = exchange.run(account::headers);
            account.keep(told.uri(), told.http().cookies());
            judge(told.http(), proof, admission);
            return told;
        } catch (HttpFailure silent) {
            throw FinesseFailure.of(silent);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw FinesseFailure.noAnswer(Outcome.Failure.RETRY, "interrupted", "stopped while waiting for Finesse");
        }
    }

    private void judge(HttpAnswer answer, Proof proof, Account.Admission admission) throws FinesseFailure {
        if (answer.ok() || answer.status() == NOTHING_SENT.status()) {
            if (proof != Proof.REFUSAL_ONLY && answer.ok()) {
                account.proven(admission);
            }
            return;
        }
        Outcome.Failed failed = Failures.of(answer);
        if (failed.failure() == Outcome.Failure.ACCOUNT_STOPPED && proof == Proof.DOUBTFUL) {
            account.doubted(admission);
        } else if (failed.failure() == Outcome.Failure.ACCOUNT_STOPPED) {
            account.stop(admission);
            String message = account.stopMessage() + " (" + failed.message() + ")";
            failed = new Outcome.Failed(failed.failure(), failed.errorType(), message);
        }
        throw new FinesseFailure(failed, answer.status());
    }

    private static <T> T parse(Told told, Reading<T> reading) throws FinesseFailure {
        try {
            return reading.of(told.http().body());
        } catch (MalformedXml unreadable) {
            throw new FinesseFailure(Failures.of(unreadable), told.http().status());
        }
    }
}
