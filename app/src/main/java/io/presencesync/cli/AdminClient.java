package io.presencesync.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.presencesync.config.ConfigurationLoader.Access;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Asks the running service, for every command that does: finds it by the settings it was started with, trusts its own
/// certificate, and names what is wrong. Blocks; for one thread.
final class AdminClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(8);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServiceAddress address;
    private final AdminCredential credential;
    private final Access access;
    private final ServiceTrust trust;
    private final HttpClient http;
    private URI base;

    private AdminClient(ServiceAddress address, Access access, ServiceTrust trust, Duration connect) {
        this.address = address;
        this.access = access;
        this.trust = trust;
        this.credential = AdminCredential.of(access);
        this.base = address.first();
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connect)
                .sslContext(trust.context());
        this.http = (address.named() ? builder : builder.proxy(HttpClient.Builder.NO_PROXY)).build();
    }

    /// @param url where the service is; null: as the settings say
    /// @param caFile PEM file of certificates to trust besides; null when there is none
    /// @throws Problem.Found when the settings do not tell where it is, or a file of certificates cannot be used
    static AdminClient of(Access access, @Nullable String url, @Nullable Path caFile) throws Problem.Found {
        return of(access, url, caFile, CONNECT);
    }

    /// @param connect how long a connection may take, with TLS
    static AdminClient of(Access access, @Nullable String url, @Nullable Path caFile, Duration connect)
            throws Problem.Found {
        ServiceAddress address = ServiceAddress.of(access, url);
        List<X509Certificate> authorities = caFile == null ? List.of() : OwnCertificate.all(caFile, "--ca-file");
        return new AdminClient(address, access, new ServiceTrust(address, own(access, address), authorities), connect);
    }

    /// A file that cannot be read matters only where nothing else tells the service from others.
    private static @Nullable OwnCertificate own(Access access, ServiceAddress address) throws Problem.Found {
        Path file = access.certificate();
        if (file == null || !address.tls()) {
            return null;
        }
        try {
            return OwnCertificate.of(file);
        } catch (Problem.Found unusable) {
            if (address.named()) {
                return null;
            }
            throw unusable;
        }
    }

    /// A page of the service.
    ///
    /// @param text as it came
    /// @param json [MissingNode] when it is none
    record Page(String text, JsonNode json) {}

    /// What is asked.
    ///
    /// @param credential the password of the user `admin` is sent with it
    record Question(String method, String path, String accept, boolean credential, Duration patience) {
        static Question get(String path, Duration patience) {
            return new Question("GET", path, "application/json", true, patience);
        }

        Question delete() {
            return new Question("DELETE", path, accept, credential, patience);
        }

        Question accepting(String type) {
            return new Question(method, path, type, credential, patience);
        }

        Question withoutCredential() {
            return new Question(method, path, accept, false, patience);
        }
    }

    /// One part of a path.
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Where it was found, or is looked for.
    URI base() {
        return base;
    }

    /// Somebody named the address; it need not be on this machine.
    boolean named() {
        return address.named();
    }

    /// For people, when the service's certificate is ours but others would refuse it; empty when all is well.
    String remark() {
        X509Certificate shown = trust.shown();
        return shown == null ? "" : OwnCertificate.remark(shown);
    }

    /// The page, when the service gives one.
    ///
    /// @throws Problem.Found when nobody answers, it is not the service, or it refuses
    Page ask(Question question) throws Problem.Found, InterruptedException {
        HttpResponse<String> reply = reply(question);
        Page page = new Page(reply.body(), json(reply.body()));
        if (reply.statusCode() == 200 && isOurs(reply, page, question)) {
            return page;
        }
        throw new ReplyProblems(base, credential).of(reply, page.json()).found();
    }

    /// Others answer 200 to anything, too.
    private static boolean isOurs(HttpResponse<String> reply, Page page, Question question) {
        String type = reply.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith(question.accept())
                && (type.startsWith("text/") || page.json().isObject());
    }

    private HttpResponse<String> reply(Question question) throws Problem.Found, InterruptedException {
        Problem first = null;
        for (URI one : address.bases()) {
            base = one;
            try {
                return http.send(request(question), HttpResponse.BodyHandlers.ofString());
            } catch (IOException failed) {
                Problem problem = new LinkProblems(address, one, access, trust).of(failed);
                if (problem.code() != Problem.Code.NOT_RUNNING) {
                    throw problem.found();
                }
                first = first == null ? problem : first;
            }
        }
        base = address.first();
        throw Objects.requireNonNull(first, "there is at least one address").found();
    }

    private HttpRequest request(Question question) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + question.path()))
                .timeout(question.patience())
                .header("Accept", question.accept())
                .method(question.method(), HttpRequest.BodyPublishers.noBody());
        String basic = question.credential() ? credential.basic() : null;
        return (basic == null ? request : request.header("Authorization", basic)).build();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException somebodyElse) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
