package io.presencesync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/// Changes every row of the decision, one at a time, runs the machine's tests against it, and prints whether they
/// noticed. Run by `bin/mutate-table`; not part of the normal tests, which it uses.
class MutateTable {
    private static final Class<?>[] TESTS = {
        CombinationTest.class,
        SightTest.class,
        AgentCallsTest.class,
        AgentOutcomesTest.class,
        AgentOutageTest.class,
        AgentSettingsTest.class,
        AgentMachineTest.class,
        AgentRecoveryTest.class,
        AgentClockTest.class,
        HoldToldAgainTest.class,
        HoldToldWithoutReasonAgainTest.class,
        HoldWithoutReasonTest.class,
        NewlyToldTest.class,
        DroppedHoldTest.class,
        SystemNotReadyTest.class,
        QueuedRequestTest.class,
        ReadBeforeReleaseTest.class,
        RequestGivenUpTest.class,
        StateFoundInDoubtTest.class,
        StateInDoubtTest.class
    };

    private static final PrintStream OUT = System.out;

    private final Launcher launcher = LauncherFactory.create();

    @Test
    void no_changed_row_survives() {
        assertThat(failures(Table.STANDARD)).as("the tests pass unchanged").isZero();
        Map<String, Table> flips = flips();
        List<String> survivors = new ArrayList<>();
        flips.forEach((name, table) -> {
            long noticed = failures(table);
            OUT.printf(Locale.ROOT, "%-70s %s%n", name, noticed > 0 ? "killed by " + noticed : "SURVIVED");
            if (noticed == 0) {
                survivors.add(name);
            }
        });
        OUT.printf(Locale.ROOT, "%d changed rows, %d survived%n", flips.size(), survivors.size());
        assertThat(survivors).isEmpty();
    }

    private long failures(Table table) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Arrays.stream(TESTS)
                        .map(test -> DiscoverySelectors.selectClass(test))
                        .toList())
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        Flip.to(table);
        try {
            launcher.execute(request, listener);
        } finally {
            Flip.to(Table.STANDARD);
        }
        return failures(listener.getSummary());
    }

    /// A run in which a test did not take place proves nothing.
    private static long failures(TestExecutionSummary summary) {
        long ran = summary.getTestsSucceededCount() + summary.getTestsFailedCount();
        if (ran == 0 || ran < summary.getTestsFoundCount() || summary.getContainersFailedCount() > 0) {
            throw new IllegalStateException(
                    "only " + ran + " of " + summary.getTestsFoundCount() + " tests ran",
                    summary.getFailures().isEmpty()
                            ? null
                            : summary.getFailures().getFirst().getException());
        }
        return summary.getTestsFailedCount();
    }

    private static Map<String, Table> flips() {
        Map<String, Table> flips = new LinkedHashMap<>();
        for (Sight row : Sight.values()) {
            for (Sight.Result other : opposites(row)) {
                flips.put("step 1: " + row + ": " + row.result + " -> " + other, Table.STANDARD.with(row, other));
            }
        }
        for (Answer row : Answer.values()) {
            for (Answer.Result other : Answer.Result.values()) {
                if (other != row.result) {
                    flips.put("outcome: " + row + ": " + row.result + " -> " + other, Table.STANDARD.with(row, other));
                }
            }
        }
        for (Row row : Row.values()) {
            for (Action other : Action.values()) {
                if (other != row.action) {
                    flips.put("step 2: " + row + ": " + row.action + " -> " + other, Table.STANDARD.with(row, other));
                }
            }
        }
        for (Guard guard : Guard.values()) {
            flips.put("guard: " + guard + ": off", Table.STANDARD.without(guard));
        }
        return flips;
    }

    /// The results that are the opposite of the row's own. Without a hold there is nothing to keep, lose or go back to,
    /// so that only a hold made up and a human's READY differ from doing nothing.
    private static Set<Sight.Result> opposites(Sight row) {
        boolean unheld = row.name().startsWith("UNHELD");
        return switch (row.result) {
            case KEEP -> EnumSet.of(unheld ? Sight.Result.OVERRIDE : Sight.Result.DROP);
            case HELD -> unheld ? EnumSet.of(Sight.Result.KEEP) : EnumSet.of(Sight.Result.KEEP, Sight.Result.DROP);
            case NEW_TIME -> EnumSet.of(Sight.Result.KEEP, Sight.Result.DROP);
            case READ -> EnumSet.of(Sight.Result.KEEP);
            case OVERTAKEN -> EnumSet.of(Sight.Result.KEEP, Sight.Result.DROP);
            case LOST -> EnumSet.of(Sight.Result.KEEP, Sight.Result.DROP);
            case EARLIER -> EnumSet.of(Sight.Result.KEEP, Sight.Result.DROP, Sight.Result.HELD);
            case FOUND, STANDS, BACK, DONE -> EnumSet.of(Sight.Result.KEEP);
            case DROP -> EnumSet.of(Sight.Result.KEEP, Sight.Result.OVERRIDE);
            case OVERRIDE -> unheld ? EnumSet.of(Sight.Result.KEEP) : EnumSet.of(Sight.Result.KEEP, Sight.Result.DROP);
        };
    }
}
