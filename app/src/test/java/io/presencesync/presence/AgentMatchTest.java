package io.presencesync.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentMatchTest {
    private static final List<AgentName> ALL = List.of(
            agent("1001", "csmith", "chris@example.com"),
            agent("emea/1001", "dana", "dana@example.com"),
            agent("emea/2001", "twin", "twin@example.com"),
            agent("apac/2002", "twin", "twin@example.com"),
            agent("apac/JDoe", "1001", "jdoe@example.com"));

    private static AgentName agent(String id, String loginName, String address) {
        return new AgentName(AgentId.parse(id), loginName, new WebexAddress(address));
    }

    private static AgentMatch<AgentName> find(String name) {
        return AgentMatch.find(ALL, agent -> agent, name);
    }

    @ParameterizedTest
    @CsvSource({
        "1001,               1001",
        "main/1001,          1001",
        "emea/1001,          emea/1001",
        "2002,               apac/2002",
        "CSmith,             1001",
        "' csmith ',         1001",
        "Dana@Example.com,   emea/1001",
        "apac/twin,          apac/2002",
        "EMEA/twin@example.com, emea/2001",
        "jdoe,               apac/JDoe",
        "apac/1001,          apac/JDoe"
    })
    void an_agent_is_found_by_id_login_name_or_address_with_a_site_in_front_or_not(String name, String id) {
        assertThat(find(name))
                .isInstanceOfSatisfying(
                        AgentMatch.One.class,
                        one -> assertThat(one.agent()).extracting("id").hasToString(id));
    }

    @ParameterizedTest
    @CsvSource({"nobody", "emea/csmith", "other/1001", "emea/", "/1001"})
    void nobody_is_found_by_another_name(String name) {
        assertThat(find(name)).isInstanceOf(AgentMatch.None.class);
    }

    @Test
    void a_name_of_several_is_told_with_how_to_name_one() {
        assertThat(find("twin"))
                .isInstanceOfSatisfying(
                        AgentMatch.Several.class,
                        several -> assertThat(several.inWords())
                                .isEqualTo(
                                        "several agents are meant: emea/2001 (twin), apac/2002 (twin); name one by id, with the site in"
                                                + " front: emea/2001"));
    }
}
