package io.presencesync.simulators;

import io.presencesync.simulators.webex.WebexSimulator;
import io.presencesync.simulators.webex.WebexSimulatorOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the pretend Webex cloud alone, until the process is told to end.
@Command(name = "webex", mixinStandardHelpOptions = true, description = "Runs the pretend Webex cloud alone.")
final class WebexCommand implements Callable<Integer> {
    @Option(names = "--port", defaultValue = "5081", description = "TCP port on 127.0.0.1; 0 takes any (default 5081).")
    private int port;

    @Override
    public Integer call() throws InterruptedException {
        try (WebexSimulator webex =
                WebexSimulator.start(WebexSimulatorOptions.defaults().withPort(port))) {
            System.out.printf(
                    """
                    Pretend Webex runs; Ctrl-C ends it. For an .env:

                    U2C_SERVICE_URL=%s
                    HYDRA_SERVICE_URL=%s
                    WEBEX_ACCESS_TOKEN=%s

                      Page and controls  %s/
                    People are added on the page, or with POST %s/control/people
                    """,
                    webex.u2cServiceUrl(), webex.hydraServiceUrl(), webex.botToken(), webex.baseUrl(), webex.baseUrl());
            Thread.currentThread().join();
            return 0;
        }
    }
}
