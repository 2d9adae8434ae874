package io.presencesync.simulators.finesse;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The desktop layout documents: the default one and those of teams that have their own.
final class Layouts {
    private static final String SHIPPED = """
            <finesseLayout xmlns="http://www.cisco.com/vtg/finesse">
              <version>1252.02</version>
              <configs><config key="title" value="Cisco Finesse"/></configs>
              <layout>
                <role>Agent</role>
                <page><gadget>/desktop/scripts/js/callcontrol.js</gadget></page>
                <tabs><tab><id>home</id><icon>home</icon><label>finesse.container.tabs.agent.homeLabel</label>
                  <columns><column><gadgets/></column></columns>
                </tab></tabs>
              </layout>
              <layout>
                <role>Supervisor</role>
                <page><gadget>/desktop/scripts/js/callcontrol.js</gadget></page>
                <tabs><tab><id>home</id><icon>home</icon><label>finesse.container.tabs.supervisor.homeLabel</label>
                  <columns><column><gadgets/></column></columns>
                </tab></tabs>
              </layout>
            </finesseLayout>
            """;

    private volatile String defaultLayout = SHIPPED;
    private final Map<String, String> ofTeams = new ConcurrentHashMap<>();

    String defaultLayout() {
        return defaultLayout;
    }

    void defaultLayout(String layout) {
        defaultLayout = layout;
    }

    /// Empty when the team uses the default.
    Optional<String> ofTeam(String teamId) {
        return Optional.ofNullable(ofTeams.get(teamId));
    }

    void ofTeam(String teamId, String layout) {
        ofTeams.put(teamId, layout);
    }

    void useDefault(String teamId) {
        ofTeams.remove(teamId);
    }
}
