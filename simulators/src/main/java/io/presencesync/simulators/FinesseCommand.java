package io.presencesync.simulators;

import io.presencesync.simulators.desktop.DesktopPages;
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
                .administrator("administrator", "admin-secret")
                .mount(DesktopPages::mount);
        try (FinesseSimulator finesse = FinesseSimulator.start(options)) {
            finesse.addTeam("1", "Team").addAgents("1", FIRST, agents);
            finesse.addUser(UserProfile.supervisor("1001900", "supervisor", "supervisor-secret", "1", List.of("1")));
            System.out.printf(
                    """
                    Pretend Finesse (%s) runs; Ctrl-C ends it.
                      FINESSE_BASE_URL  %s
                      Controls          %s/control
                      Desktop           %s/desktop/
                      Administrator     administrator, password admin-secret
                      Supervisor        supervisor, password supervisor-secret
                      Agents            agent%d to agent%d, passwords secret- and the number
                    """, platform, finesse.baseUrl(), finesse.baseUrl(), finesse.baseUrl(), FIRST, FIRST + agents - 1);
            Thread.currentThread().join();
            return 0;
        }
    }
}
