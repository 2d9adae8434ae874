package io.presencesync.acceptance;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/// The classes that take long begin first, so that none of them runs on alone at the end; those that are not named
/// here follow in the order of their names.
public final class LongestFirst implements ClassOrderer {
    /// By the seconds that `bin/verify` printed. The fault matrices never run beside each other: they wait more than
    /// they compute, so one of them is always under way beside classes that keep the processors busy.
    private static final List<Class<?>> LONG = List.of(
            WebexFaultMatrixHttpTest.class,
            ServerModeAcceptanceTest.class,
            HealthAcceptanceTest.class,
            SystemStatesByGadgetAcceptanceTest.class,
            WallClockAcceptanceTest.class,
            GadgetViewBrowserTest.class,
            GadgetAccessBrowserTest.class,
            WebexFaultMatrixSubscriptionTest.class,
            GadgetModeAcceptanceTest.class,
            WebexDownAtStartAcceptanceTest.class,
            PlaybookGadgetAcceptanceTest.class,
            WebexFaultMatrixClosingTest.class,
            GadgetSecurityAcceptanceTest.class,
            GadgetSituationsBrowserTest.class,
            CommandsAcceptanceTest.class,
            WebexFaultMatrixCloudTest.class,
            GadgetDesktopAcceptanceTest.class,
            DemoEndTest.class,
            WebexFaultMatrixFrameTest.class,
            KillAcceptanceTest.class,
            LiveStatesAcceptanceTest.class,
            TwoNodesAcceptanceTest.class);

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors()
                .sort(Comparator.<ClassDescriptor>comparingInt(each -> place(each.getTestClass()))
                        .thenComparing(each -> each.getTestClass().getName()));
    }

    private static int place(Class<?> test) {
        int place = LONG.indexOf(test);
        return place < 0 ? LONG.size() : place;
    }
}
