package io.presencesync.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.config.AgentAddresses.Answer;
import io.presencesync.config.AgentAddresses.Person;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentAddressesTest {
    private static final AgentsFile FILE =
            AgentsFile.parse("agents.csv", "eve,e.v@other.org".getBytes(StandardCharsets.UTF_8), true);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{loginName}@{domain} | CSmith | 1001 | Chris | Smith | csmith@example.com",
                "{LOGINID}@{Domain} | csmith | 1001 | Chris | Smith | 1001@example.com",
                "{firstName}.{lastName}@x.org | csmith | 1001 | Chris | Smith | chris.smith@x.org",
                "{loginName}@{domain} | c@y.org | 1001 | - | - | c@y.org",
                "{loginId}@{domain} | c@y.org | 1001 | - | - | 1001@example.com",
                "{loginName} | c@y.org | 1001 | - | - | c@y.org",
                "{loginName} | csmith | 1001 | - | - | \"csmith\", made by agents.address, is no mail address",
                "{firstName}@{domain} | csmith | 1001 | Mary Ann | - | \"mary ann@example.com\", made by agents.address",
                "{lastName}@{domain} | csmith | 1001 | Mary Ann | - | Finesse gives no last name of them",
                "{firstName}@{domain} | EVE | 1001 | - | - | e.v@other.org",
            })
    void an_address_is_made_or_the_reason_said(
            String pattern, String login, String id, String first, String last, String expected) {
        AgentAddresses addresses = new AgentAddresses(new AddressPattern(pattern), "example.com", FILE);
        String told = switch (addresses.of(new Person(login, id, first, last))) {
            case Answer.Found(var address) -> address.value();
            case Answer.NotFound(String why) -> why;
        };
        assertThat(told).startsWith(expected);
    }
}
