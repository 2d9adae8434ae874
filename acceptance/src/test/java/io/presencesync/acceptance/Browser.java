package io.presencesync.acceptance;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Chromium without a window, driven by Playwright. For one thread at a time.
///
/// A test that closes it leaves it to the next one that wants a browser, so that there are no more of them than tests
/// that run side by side; what a test did stays in its windows, whose memories are closed with it. All end with the
/// JVM.
///
/// The browser is the one that the environment variable `CHROMIUM` names, else `chromium` of the PATH; none is
/// downloaded.
final class Browser implements AutoCloseable {
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run");

    /// On a busy machine a page may take its time; how long is not what is tested.
    private static final double PATIENCE_MILLIS = 20_000;

    private static final Deque<Browser> IDLE = new ConcurrentLinkedDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Browser::endAll, "end of the browsers"));
    }

    private final AtomicBoolean lent = new AtomicBoolean(true);
    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Browser() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(FLAGS));
    }

    /// One that no other test uses now.
    static Browser start() {
        for (Browser idle = IDLE.pollFirst(); idle != null; idle = IDLE.pollFirst()) {
            if (idle.chromium.isConnected()) {
                idle.lent.set(true);
                return idle;
            }
            idle.playwright.close();
        }
        return new Browser();
    }

    private static void endAll() {
        IDLE.forEach(idle -> idle.playwright.close());
    }

    private static Path executable() {
        @Nullable String named = System.getenv("CHROMIUM");
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "chromium"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Install Chromium, or name it in CHROMIUM"));
    }

    /// A window with a memory of its own, at that address.
    Window open(String url) {
        Window window = new Window(chromium.newContext(
                new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(1440, 960)));
        window.page.navigate(url);
        return window;
    }

    @Override
    public void close() {
        if (!lent.getAndSet(false)) {
            throw new IllegalStateException("This browser was given back before, and may be somebody else's by now.");
        }
        List.copyOf(chromium.contexts()).forEach(BrowserContext::close);
        IDLE.addFirst(this);
    }

    /// One page with all its frames, and what went wrong in it.
    static final class Window implements AutoCloseable {
        private final List<String> errors = new CopyOnWriteArrayList<>();
        private final List<String> requests = new CopyOnWriteArrayList<>();
        private final BrowserContext context;
        private final Page page;

        private Window(BrowserContext context) {
            this.context = context;
            context.onRequest(request -> requests.add(request.url()));
            page = context.newPage();
            page.onWebSocket(socket -> requests.add(socket.url()));
            page.onConsoleMessage(this::note);
            page.onPageError(errors::add);
        }

        private void note(ConsoleMessage message) {
            if (message.type().equals("error")) {
                errors.add(message.text() + " at " + message.location());
            }
        }

        Page page() {
            return page;
        }

        /// Errors in the console and uncaught ones.
        List<String> errors() {
            return errors;
        }

        /// Addresses of all WebSockets so far.
        List<String> sockets() {
            return requests.stream().filter(url -> url.startsWith("ws")).toList();
        }

        /// Hosts of all requests and sockets so far, of all frames.
        List<String> hosts() {
            return requests.stream()
                    .filter(url -> !url.startsWith("data:") && !url.startsWith("blob:"))
                    .map(url -> URI.create(url).getHost())
                    .distinct()
                    .toList();
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
