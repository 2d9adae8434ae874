package io.presencesync.simulators;

import io.presencesync.simulators.desktop.DesktopPages;
import io.presencesync.simulators.finesse.BasicToken;
import io.presencesync.simulators.finesse.FinesseSimulator;
import io.presencesync.simulators.finesse.FinesseSimulatorOptions;
import io.presencesync.simulators.finesse.Platform;
import io.presencesync.simulators.finesse.UserProfile;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the pretend Finesse alone, with one team of agents, until the process is told to end.
@Command(name = "finesse", mixinStandardHelpOptions = true, description = "Runs the pretend Finesse alone.")
final class FinesseCommand implements Callable<Integer> {
    private static final int FIRST = 1001001;
    private static final String ADMIN = "administrator";
    private static final String ADMIN_PASSWORD = "admin-secret";
    private static final String SUPERVISOR = "supervisor";
    private static final String SUPERVISOR_PASSWORD = "supervisor-secret";

    @Option(names = "--port", defaultValue = "5082", description = "TCP port on 127.0.0.1; 0 takes any (default 5082).")
    private int port;

    @Option(names = "--platform", defaultValue = "CCE", description = "CCE (default) or CCX.")
    private Platform platform = Platform.CCE;

    @Option(names = "--agents", defaultValue = "5", description = "Number of agents, signed out (default 5).")
    private int agents;

    @Override
    public Integer call() throws InterruptedException {
        FinesseSimulatorOptions options = new FinesseSimulatorOptions()
                .port(port)
                .platform(platform)
                .administrator(ADMIN, ADMIN_PASSWORD)
                .mount(DesktopPages::mount);
        try (FinesseSimulator finesse = FinesseSimulator.start(options)) {
            finesse.addTeam("1", "Team").addAgents("1", FIRST, agents);
            finesse.addUser(UserProfile.supervisor("1001900", SUPERVISOR, SUPERVISOR_PASSWORD, "1", List.of("1")));
            System.out.print(words(platform, finesse.baseUrl().toString(), agents));
            Thread.currentThread().join();
            return 0;
        }
    }

    /// What to write into an `.env`, and who there is.
    static String words(Platform platform, String address, int agents) {
        return """
                Pretend Finesse (%s) runs; Ctrl-C ends it. For an .env:

                FINESSE_BASE_URL=%s
                FINESSE_ADMIN_TOKEN=%s
                FINESSE_SUPERVISOR_TOKEN=%s

                  Controls       %s/control
                  Desktop        %s/desktop/ (signs in with the ID, such as %d, not with the login name)
                  Administrator  %s, password %s
                  Supervisor     %s, password %s
                  Agents         IDs %d to %d, login names agent and the ID, passwords secret- and the ID
                """.formatted(
                        platform,
                        address,
                        BasicToken.of(ADMIN, ADMIN_PASSWORD),
                        BasicToken.of(SUPERVISOR, SUPERVISOR_PASSWORD),
                        address,
                        address,
                        FIRST,
                        ADMIN,
                        ADMIN_PASSWORD,
                        SUPERVISOR,
                        SUPERVISOR_PASSWORD,
                        FIRST,
                        FIRST + agents - 1);
    }
}
