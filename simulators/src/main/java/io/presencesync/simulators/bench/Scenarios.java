package io.presencesync.simulators.bench;

import io.presencesync.simulators.webex.RequestLog;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The scenarios, each with simulators and a product of its own, which end with it.
final class Scenarios {
    private static final int WITHIN_DEFAULT_LIMIT = 8;

    private final Plan plan;
    private final Report report;

    Scenarios(Plan plan, Report report) {
        this.plan = plan;
        this.report = report;
    }

    /// Supervisor mode without a request limit.
    void unlimited() throws IOException, InterruptedException {
        Settings settings = new Settings(false, false);
        report.part(
                "Supervisor mode, %d agents, no request limit, warm-up %d s".formatted(plan.agents(), plan.warmUp()));
        try (Site site = new Site(plan.agents());
                Product product = Product.start(plan.jar(), plan.flags(), settings, site)) {
            Trial trial = begin(site, product, settings, supervised(site));
            trial.warmUp(plan.rate(), plan.warmUp());
            Tally tally = trial.steady("event → PUT", plan.rate(), plan.seconds());
            report.budget(
                    "event → PUT p50 (holds: no read before)",
                    tally.quantiles(Optional.of(Kind.HOLD)).millis(0.5),
                    2,
                    "ms");
            trial.burst("event → PUT", Tally.LATEST);
            end(product);
        }
    }

    /// Supervisor mode with the product's own request limit.
    void limited() throws IOException, InterruptedException {
        Settings settings = new Settings(false, true);
        report.part("Supervisor mode, %d agents, default request limit (10/s, 50 at once), warm-up 5 s"
                .formatted(plan.agents()));
        try (Site site = new Site(plan.agents());
                Product product = Product.start(plan.jar(), plan.flags(), settings, site)) {
            Trial trial = begin(site, product, settings, supervised(site));
            trial.warmUp(WITHIN_DEFAULT_LIMIT, 5);
            trial.steady("event → PUT", WITHIN_DEFAULT_LIMIT, 10);
            trial.burst("event → PUT", Duration.ofSeconds(60));
            trial.steady("event → PUT, far over the limit", plan.rate(), plan.seconds());
            end(product);
        }
    }

    private static Ledger supervised(Site site) {
        Ledger ledger = new Ledger();
        site.noteRequests(ledger);
        return ledger;
    }

    /// Gadget mode with a gadget for every agent.
    void gadget() throws IOException, InterruptedException {
        Settings settings = new Settings(true, false);
        report.part("Gadget mode, %d agents with a gadget each, warm-up %d s".formatted(plan.agents(), plan.warmUp()));
        Ledger ledger = new Ledger();
        try (Site site = new Site(plan.agents());
                Product product = Product.start(plan.jar(), plan.flags(), settings, site);
                GadgetCrowd crowd = new GadgetCrowd(site, ledger)) {
            Trial trial = begin(site, product, settings, ledger);
            crowd.connect(product.port());
            trial.warmUp(plan.rate(), plan.warmUp());
            Tally tally = trial.steady("event → gadget", plan.rate(), plan.seconds());
            report.budget(
                    "event → gadget p50", tally.quantiles(Optional.empty()).millis(0.5), 1, "ms");
            trial.burst("event → gadget", Tally.LATEST);
            end(product);
        }
    }

    private Trial begin(Site site, Product product, Settings settings, Ledger ledger) throws InterruptedException {
        var _ = product.awaitSubscribed(site);
        var _ = product.awaitReady();
        report.line("  memory of the product when ready: " + product.memory());
        site.noteEvents(ledger);
        return new Trial(site, ledger, settings, report);
    }

    private void end(Product product) throws IOException {
        report.line("  memory of the product at the end: " + product.memory());
        report.line("  warnings and errors in its log: " + product.complaints());
    }

    /// A second start with the store of the first: everybody is known, nobody needs to be looked up.
    void warm(int agents) throws IOException, InterruptedException {
        Settings settings = new Settings(false, true);
        report.part("Warm start of %d known agents, exact requests to Webex".formatted(agents));
        try (Site site = new Site(agents);
                Product first = Product.start(plan.jar(), plan.flags(), settings, site)) {
            var _ = first.awaitSubscribed(site);
            var _ = first.awaitReady();
            first.end();
            site.webex().forgetSubscriptions();
            Map<String, Long> before = site.webex().log().counters();
            try (Product second = first.again(plan.jar(), plan.flags(), settings, site)) {
                Duration subscribed = second.awaitSubscribed(site);
                report.start(agents, subscribed, second.awaitReady());
                warmRequests(site.webex().log(), before, agents);
            }
        }
    }

    private void warmRequests(RequestLog log, Map<String, Long> before, int agents) {
        Map<String, Long> expected = Map.of(
                "u2c.catalog",
                1L,
                "device.update",
                1L,
                "device.create",
                0L,
                "device.list",
                0L,
                "people",
                0L,
                "subscribe",
                (agents + 49) / 50L,
                "compositions",
                0L);
        new TreeMap<>(expected).forEach((label, wanted) -> {
            long had = log.counters().getOrDefault(label, 0L) - before.getOrDefault(label, 0L);
            report.line("  %-16s %4d (expected %d)%s"
                    .formatted(label, had, wanted, had == wanted ? "" : " NOT AS EXPECTED"));
        });
    }

    /// From nothing to all subscribed, the start of the process included.
    Duration start(int agents) throws IOException, InterruptedException {
        try (Site site = new Site(agents);
                Product product = Product.start(plan.jar(), plan.flags(), new Settings(false, true), site)) {
            Duration subscribed = product.awaitSubscribed(site);
            report.start(agents, subscribed, product.awaitReady());
            report.line("  requests: " + Counts.now(site).inWords() + "; memory: " + product.memory());
            return subscribed;
        }
    }
}
