package io.presencesync.simulators.stage;

import java.time.Duration;
import java.util.Locale;

/// What the demo tells its user when it is ready.
final class Greeting {
    private Greeting() {}

    static String of(Demo.Addresses addresses, Duration took) {
        StringBuilder text = new StringBuilder();
        line(text, "");
        line(text, "  Open this page:  " + addresses.stage());
        line(text, "");
        line(text, "  Choose a person, click \"In a meeting\", and see the Finesse state follow.");
        line(text, "  Sales is followed by the gadget in the agent's desktop, Service by a supervisor account.");
        line(text, "");
        line(text, "  Pretend Webex    " + addresses.webex() + "/");
        line(text, "  Pretend Finesse  " + addresses.finesse() + "/control");
        addresses.products().values().forEach(product -> describe(text, product));
        line(text, "");
        line(text, String.format(Locale.ROOT, "  Up in %.1f s. Ctrl-C ends everything.", took.toMillis() / 1000.0));
        return text.toString();
    }

    private static void describe(StringBuilder text, ProductProcess product) {
        line(text, "  " + product.name() + "  " + product.url() + "/health");
        line(text, "    user admin, password in " + product.adminPassword());
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
