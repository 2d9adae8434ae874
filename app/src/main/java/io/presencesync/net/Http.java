package io.presencesync.net;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Blocking HTTP over Vert.x, for virtual threads. Never follows redirects, so that credentials go nowhere unasked.
public final class Http implements AutoCloseable {
    private final Context context;
    private final HttpClient client;
    /// @param options trust and time-outs; the pool keeps `connectionsPerHost` connections to each host
    public Http(Vertx vertx, HttpClientOptions options, int connectionsPerHost) {
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(connectionsPerHost);
        this.context = vertx.getOrCreateContext();
        this.client = vertx.createHttpClient(options, pool);
    }

    /// Sends and waits. Any status is an answer; only its absence is a failure.
    public HttpAnswer send(HttpCall call) throws HttpFailure, InterruptedException {
        try {
            return onEventLoop(call)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(call.timeout().toMillis() + 250, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new HttpFailure(HttpFailure.Kind.TIMEOUT, call + " was not answered in " + call.timeout(), late);
        } catch (ExecutionException failed) {
            throw failure(call, failed.getCause() == null ? failed : failed.getCause());
        }
    }

    /// The whole exchange runs on one event loop: a response handler that is set from another thread can come after
    /// the first bytes of the body and miss them. It is the same loop for all exchanges, so that connections live
    /// there too and no request is handed from thread to thread.
    private Future<HttpAnswer> onEventLoop(HttpCall call) {
        Promise<HttpAnswer> answer = Promise.promise();
        try {
            context.runOnContext(start -> begun(call).onComplete(answer));
        } catch (RejectedExecutionException ended) {
            return Future.failedFuture(ended(ended));
        }
        return answer.future();
    }

    /// A closed client throws where it should fail, and nobody would ever be told.
    private Future<HttpAnswer> begun(HttpCall call) {
        try {
            return exchange(call);
        } catch (IllegalStateException closed) {
            return Future.failedFuture(ended(closed));
        }
    }

    private static NoConnection ended(RuntimeException cause) {
        return new NoConnection(new IllegalStateException("not sent, this client has ended", cause));
    }

    private Future<HttpAnswer> exchange(HttpCall call) {
        RequestOptions options = new RequestOptions()
                .setAbsoluteURI(call.uri().toString())
                .setMethod(HttpMethod.valueOf(call.method()))
                .setTimeout(call.timeout().toMillis());
        try {
            call.headers().forEach(options::putHeader);
        } catch (IllegalArgumentException holdsTheValue) {
            return Future.failedFuture("a header holds a character that is not allowed");
        }
        return client.request(options)
                .recover(cause -> Future.failedFuture(new NoConnection(cause)))
                .compose(request -> sent(request, call))
                .compose(Http::read);
    }

    /// Marks what failed before there was a connection to send on.
    private static final class NoConnection extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoConnection(Throwable cause) {
            super(cause.getMessage(), cause, false, false);
        }
    }

    private static Future<HttpClientResponse> sent(HttpClientRequest request, HttpCall call) {
        return call.body() == null ? request.send() : request.send(Buffer.buffer(call.body()));
    }

    private static Future<HttpAnswer> read(HttpClientResponse response) {
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        List<String> cookies = response.headers().getAll("set-cookie");
        return response.body().map(body -> new HttpAnswer(response.statusCode(), headers, cookies, body.toString()));
    }

    private static HttpFailure failure(HttpCall call, Throwable failure) {
        boolean connected = !(failure instanceof NoConnection);
        Throwable cause = connected || failure.getCause() == null ? failure : failure.getCause();
        return new HttpFailure(kind(cause), connected, call + ": " + Proxies.explain(cause), cause);
    }

    private static HttpFailure.Kind kind(Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof SSLException || at instanceof java.security.GeneralSecurityException) {
                return HttpFailure.Kind.UNTRUSTED;
            }
            if (at instanceof TimeoutException) {
                return HttpFailure.Kind.TIMEOUT;
            }
        }
        return HttpFailure.Kind.UNREACHABLE;
    }

    @Override
    public void close() {
        client.close();
    }
}
