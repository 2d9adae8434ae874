package io.presencesync.acceptance;

import io.presencesync.acceptance.LibraryProbe.Library;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What a gadget can observe of the library and its container, once on our stand-in in both its forms and once on
/// Cisco's own file where that is at hand. `docs/finesse-library.md` lists the tests of its subclasses.
@ParameterizedClass(name = "{0}")
@EnumSource(Library.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GadgetLibrary {
    @Parameter
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Library library;

    private @Nullable LibraryProbe started;

    @BeforeParameterizedClassInvocation
    void start() {
        started = LibraryProbe.start(library);
    }

    @AfterParameterizedClassInvocation
    void stop() {
        LibraryProbe probe = started;
        if (probe != null) {
            probe.close();
        }
        started = null;
    }

    @BeforeEach
    void fresh() {
        var _ = probe().fresh();
    }

    LibraryProbe probe() {
        return Objects.requireNonNull(started);
    }

    String run(String statements) {
        return probe().run(statements);
    }
}
