package io.presencesync.acceptance;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/// The classes that take long begin first, so that none of them runs on alone at the end; those that are not named
/// here follow in the order of their names.
public final class LongestFirst implements ClassOrderer {
    /// By the seconds that `bin/verify` printed.
    private static final List<Class<?>> LONG = List.of(
            ServerModeAcceptanceTest.class,
            GadgetModeAcceptanceTest.class,
            PlaybookGadgetAcceptanceTest.class,
            GadgetViewBrowserTest.class,
            AgentsFoundAcceptanceTest.class,
            WebexDownAtStartAcceptanceTest.class,
            GadgetAccessBrowserTest.class,
            GadgetPicturesBrowserTest.class,
            CcxGadgetAcceptanceTest.class,
            GadgetSecurityAcceptanceTest.class,
            TwoNodesAcceptanceTest.class,
            TwoSitesAcceptanceTest.class,
            GadgetTroubleAcceptanceTest.class,
            CcxAcceptanceTest.class,
            StageBrowserTest.class,
            AutoModeAcceptanceTest.class,
            WebexFallbackAcceptanceTest.class);

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
