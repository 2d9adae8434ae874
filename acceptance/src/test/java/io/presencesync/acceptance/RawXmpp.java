package io.presencesync.acceptance;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// XMPP over WebSocket (RFC 7395) by hand, element for element.
final class RawXmpp implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private final String domain;

    RawXmpp(URI endpoint, String domain) {
        this.domain = domain;
        this.socket = http.newWebSocketBuilder()
                .subprotocols("xmpp")
                .buildAsync(endpoint, new Ears())
                .join();
    }

    private final class Ears implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                received.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    void signIn(String user, String password, String resource) {
        open();
        byte[] plain = ("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8);
        send("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
                + Base64.getEncoder().encodeToString(plain) + "</auth>");
        next("<success");
        open();
        ask("<iq xmlns='jabber:client' type='set' id='b1'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>"
                + resource + "</resource></bind></iq>");
    }

    private void open() {
        send("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' version='1.0' to='" + domain + "'/>");
        next("features");
    }

    /// Sends an iq and waits for its result.
    String ask(String iq) {
        send(iq);
        String answer = next("<iq");
        if (!answer.contains("type='result'") && !answer.contains("type=\"result\"")) {
            throw new AssertionError(answer);
        }
        return answer;
    }

    void send(String element) {
        socket.sendText(element, true).join();
    }

    /// The next element that holds this text; others are passed over.
    String next(String text) {
        try {
            while (true) {
                String element = received.poll(10, TimeUnit.SECONDS);
                if (element == null) {
                    throw new AssertionError("no element with " + text + " came");
                }
                if (element.contains(text)) {
                    return element;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
