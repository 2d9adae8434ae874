package io.presencesync.cli;

import io.presencesync.config.ConfigurationLoader.Access;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// Names why the service could not be asked at all.
record LinkProblems(ServiceAddress address, URI base, Access access, ServiceTrust trust) {
    private static final Duration PROBE = Duration.ofSeconds(2);

    Problem of(IOException failed) {
        if (caused(failed, UnresolvedAddressException.class) || caused(failed, UnknownHostException.class)) {
            return unknownHost();
        }
        return switch (failed) {
            case HttpConnectTimeoutException _ ->
                address.tls() && speaksPlainHttp() ? tlsNotSpoken() : silent("does not accept a connection in time");
            case HttpTimeoutException _ -> silent("accepts connections but does not answer in time");
            case ConnectException _ -> notRunning();
            case SSLException refused -> tls(refused);
            case ProtocolException _ -> somebodyElse("does not speak HTTP");
            default -> base.getScheme().equals("http") && speaksTls() ? tlsWanted() : broken(failed);
        };
    }

    private static boolean caused(Throwable failed, Class<? extends Throwable> kind) {
        @Nullable Throwable each = failed;
        while (each != null && !kind.isInstance(each)) {
            each = each.getCause();
        }
        return each != null;
    }

    private String nobody(String why) {
        return "No Presence Sync answers at " + base + ": " + why + ".";
    }

    private Problem notRunning() {
        return new Problem(Problem.Code.NOT_RUNNING, nobody("nothing accepts connections there"), start());
    }

    private String start() {
        if (address.named()) {
            return "Start the service, or name its address with --url.";
        }
        String faults = access.faults().isEmpty()
                ? ""
                : " The settings have a fault: " + access.faults().getFirst() + ".";
        return "Start it with presence-sync serve. If it runs, its settings are others than those here (asked because"
                + " of " + access.from() + "): run this in its folder and with its environment or --config, or name its"
                + " address with --url." + faults;
    }

    private Problem unknownHost() {
        return new Problem(
                Problem.Code.UNKNOWN_HOST,
                nobody("the host " + base.getHost() + " is not known here"),
                address.named()
                        ? "Name the address with --url as this machine knows it."
                        : "The service listens on that host by the setting host; name its address with --url.");
    }

    private Problem silent(String why) {
        return new Problem(
                Problem.Code.NO_ANSWER,
                "The service at " + base + " " + why + ".",
                "If it runs, it hangs or a firewall swallows the connection: see its log; restart it if it stays so.");
    }

    private Problem somebodyElse(String why) {
        return new Problem(
                Problem.Code.NOT_PRESENCE_SYNC,
                nobody("somebody else listens there, who " + why),
                "Is this the address of Presence Sync? Another program may use its port, or --url names another one.");
    }

    private Problem broken(IOException failed) {
        return new Problem(
                Problem.Code.CONNECTION_BROKE,
                "The connection to " + base + " ended before an answer came ("
                        + Objects.requireNonNullElse(failed.getMessage(), failed.toString()) + ").",
                "Ask again. If it stays so, somebody else listens there, or the service ended: see its log.");
    }

    /// The certificate is judged first, by [ServiceTrust]; what is left is about the protocol.
    private Problem tls(SSLException failed) {
        Problem refused = trust.refused();
        if (refused != null) {
            return refused;
        }
        String words = Objects.requireNonNullElse(failed.getMessage(), failed.toString());
        return words.contains("plaintext") || words.contains("Unsupported or unrecognized")
                ? tlsNotSpoken()
                : new Problem(
                        Problem.Code.TLS_FAILED,
                        "No TLS connection to " + base + " comes about: " + words + ".",
                        "See the log of the service; it and this command must know a common TLS version, 1.2 or 1.3.");
    }

    private Problem tlsNotSpoken() {
        return new Problem(
                Problem.Code.TLS_NOT_SPOKEN,
                "Whoever answers at " + base + " does not speak TLS.",
                address.named()
                        ? "Write http:// in --url when this address is without TLS."
                        : "tls.certificate-file is set here: when it was set after the start, restart the service; else"
                                + " something else listens on this port.");
    }

    private Problem tlsWanted() {
        return new Problem(
                Problem.Code.TLS_WANTED,
                "Whoever answers at " + base + " speaks TLS, not plain HTTP.",
                address.named()
                        ? "Write https:// in --url."
                        : "tls.certificate-file and tls.key-file are not set here: run this with the settings of the"
                                + " service (its folder, environment or --config), or name its address with --url"
                                + " https://...");
    }

    private void connect(Socket socket) throws IOException {
        int usual = address.tls() ? 443 : 80;
        String host = base.getHost().replaceAll("^\\[|]$", "");
        int timeout = (int) PROBE.toMillis();
        socket.connect(new InetSocketAddress(host, base.getPort() < 0 ? usual : base.getPort()), timeout);
        socket.setSoTimeout(timeout);
    }

    private boolean speaksPlainHttp() {
        try (Socket socket = new Socket()) {
            connect(socket);
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] start = socket.getInputStream().readNBytes(5);
            return new String(start, StandardCharsets.US_ASCII).equals("HTTP/");
        } catch (IOException silent) {
            return false;
        }
    }

    /// Shakes hands to see; what certificate is shown does not matter.
    private boolean speaksTls() {
        try (SSLSocket socket = (SSLSocket) trust.context().getSocketFactory().createSocket()) {
            connect(socket);
            socket.startHandshake();
            return true;
        } catch (IOException refused) {
            return trust.shown() != null;
        }
    }
}
