package io.presencesync;

import io.presencesync.config.Configuration;
import io.presencesync.config.FinesseConfig;
import io.presencesync.finesse.CertificateRemedies;
import io.presencesync.net.Tls;
import io.presencesync.net.UntrustedCertificate;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Shakes hands with every Finesse node for `check-config`, sends nothing, and says whose certificate is refused. A
/// node
/// that cannot be reached from here is passed over: settings are also checked where Finesse is not.
final class CertificateLook {
    private static final Duration EACH = Duration.ofSeconds(2);
    private static final Duration ALL = Duration.ofSeconds(4);

    private record Node(FinesseConfig finesse, URI uri) {}

    private CertificateLook() {}

    /// One sentence for each node whose certificate is refused. Blocks for four seconds at most.
    static List<String> look(Configuration configuration) {
        List<Node> nodes = configuration.sites().stream()
                .flatMap(site -> site.finesse().nodes().stream().map(uri -> new Node(site.finesse(), uri)))
                .filter(node -> "https".equals(node.uri().getScheme()))
                .distinct()
                .toList();
        var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("certificate-look").factory());
        try {
            return threads
                    .invokeAll(
                            nodes.stream()
                                    .map(node -> (java.util.concurrent.Callable<Optional<String>>) () -> of(node))
                                    .toList(),
                            ALL.toMillis(),
                            TimeUnit.MILLISECONDS)
                    .stream()
                    .flatMap(found -> result(found).stream())
                    .toList();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Optional<String> result(Future<Optional<String>> found) {
        try {
            return found.isDone() ? found.get() : Optional.empty();
        } catch (ExecutionException | CancellationException unknown) {
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<String> of(Node node) {
        try {
            int port = node.uri().getPort() < 0 ? 443 : node.uri().getPort();
            String host = Objects.requireNonNull(node.uri().getHost()).replaceAll("^\\[|]$", "");
            Tls.handshake(node.finesse().tls(), host, port, EACH);
            return Optional.empty();
        } catch (IOException refused) {
            return UntrustedCertificate.in(refused).map(_ -> {
                CertificateRemedies found = CertificateRemedies.of(node.uri(), refused, "");
                return "Finesse cannot be used: " + found.message() + ". " + found.action();
            });
        }
    }
}
