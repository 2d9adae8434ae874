package io.presencesync.presence;

import static io.presencesync.presence.SystemReason.Kind.CALL_NOT_ANSWERED;
import static io.presencesync.presence.SystemReason.Kind.DISCONNECTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.SystemReason.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SystemReasonTest {
    @ParameterizedTest
    @CsvSource({
        "CCE, 50005, TEMPORARY",
        "CCE, 50006, TEMPORARY",
        "CCE, 32762, TEMPORARY",
        "CCX, 32761, TEMPORARY",
        "CCX, 32762, TEMPORARY",
        "CCX, 32742, TEMPORARY",
        "CCE, 32767, CALL_NOT_ANSWERED",
        "CCX, 32763, CALL_NOT_ANSWERED",
        "CCE, 50002, DISCONNECTED",
        "CCX, 50002, DISCONNECTED"
    })
    void a_code_of_the_systems_is_known_whatever_its_label(Platform platform, int code, Kind kind) {
        assertThat(kind(platform, new Reason("7", code, "Pause"))).contains(kind);
        assertThat(kind(platform, new Reason(null, code, null))).contains(kind);
    }

    @Test
    void the_same_code_may_mean_another_thing_on_the_other_platform() {
        assertThat(kind(Platform.CCX, new Reason("7", 32767, "Re-logon"))).isEmpty();
        assertThat(kind(Platform.CCE, new Reason("7", 32761, null))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void neither_a_supervisors_code_nor_an_agents_own_nor_an_untold_one_is_the_systems(Platform platform) {
        assertThat(kind(platform, new Reason("19", platform.supervisorCode(), "Supervisor Initiated")))
                .isEmpty();
        assertThat(kind(platform, new Reason("16", 10, "Non ACD Busy"))).isEmpty();
        assertThat(kind(platform, new Reason("16", null, "Non ACD Busy"))).isEmpty();
        assertThat(kind(platform, null)).isEmpty();
    }

    @Test
    void every_kind_is_given_by_both_platforms() {
        assertThat(kind(Platform.CCX, new Reason("7", 32765, null))).contains(DISCONNECTED);
        assertThat(kind(Platform.CCE, new Reason("7", 50010, null))).contains(CALL_NOT_ANSWERED);
    }

    private static Optional<Kind> kind(Platform platform, @Nullable Reason reason) {
        return SystemReason.of(platform, reason).map(SystemReason::kind);
    }
}
