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
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// Chromium without a window, driven by Playwright. For one thread at a time.
///
/// A test that closes it leaves it to the next one that wants a browser, so that there are no more of them than tests
/// that run side by side; what a test did stays in its windows, whose memories are closed with it. All end with the
/// JVM.
///
/// There are two. [#start()] gives Chromium's headless shell: the same engine without all that surrounds a page, for a
/// quarter of the processor time. It is what the environment variable `CHROMIUM_HEADLESS_SHELL` names, else
/// `chromium-headless-shell` of the PATH, else the whole browser. [#startWhole()] gives the browser as agents have it:
/// what `CHROMIUM` names, else `chromium` of the PATH. None is downloaded.
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

    private static final Map<Path, Deque<Browser>> IDLE = new ConcurrentHashMap<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Browser::endAll, "end of the browsers"));
    }

    private final Path executable;
    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Browser(Path executable) {
        this.executable = executable;
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(FLAGS));
    }

    /// One that no other test uses now, without what surrounds a page where there is such a one.
    static Browser start() {
        return start(named("CHROMIUM_HEADLESS_SHELL")
                .or(() -> onPath("chromium-headless-shell"))
                .orElseGet(Browser::whole));
    }

    /// The browser as agents have it.
    static Browser startWhole() {
        return start(whole());
    }

    private static Browser start(Path executable) {
        Deque<Browser> idle = idle(executable);
        for (Browser next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
            if (next.chromium.isConnected()) {
                return next;
            }
            next.playwright.close();
        }
        return new Browser(executable);
    }

    private static Deque<Browser> idle(Path executable) {
        return IDLE.computeIfAbsent(executable, _ -> new ConcurrentLinkedDeque<>());
    }

    private static void endAll() {
        IDLE.values().forEach(idle -> idle.forEach(each -> each.playwright.close()));
    }

    private static Path whole() {
        return named("CHROMIUM")
                .or(() -> onPath("chromium"))
                .orElseThrow(() -> new IllegalStateException("Install Chromium, or name it in CHROMIUM"));
    }

    private static Optional<Path> named(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(name -> !name.isBlank())
                .map(Path::of);
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
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
        List.copyOf(chromium.contexts()).forEach(BrowserContext::close);
        idle(executable).addFirst(this);
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
