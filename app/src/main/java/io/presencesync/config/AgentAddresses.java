package io.presencesync.config;

import io.presencesync.config.AddressPattern.Field;
import io.presencesync.presence.WebexAddress;
import org.jspecify.annotations.Nullable;

/// Finds an agent's Webex address: the mapping file knows best; a login name that is an address is one, where the
/// pattern uses it; else the pattern is filled in.
///
/// @param domain for the pattern; empty when none is set
public record AgentAddresses(AddressPattern pattern, String domain, AgentsFile file) {
    /// What Finesse tells of an agent; null is not told.
    public record Person(
            String loginName,
            String loginId,
            @Nullable String firstName,
            @Nullable String lastName) {}

    /// What came of it.
    public sealed interface Answer {
        record Found(WebexAddress address) implements Answer {}

        /// None, with the reason for whoever can mend it.
        record NotFound(String why) implements Answer {}
    }

    public Answer of(Person person) {
        AgentsFile.Line line = file.find(person.loginName(), person.loginId());
        if (line != null && !line.address().isEmpty()) {
            return new Answer.Found(new WebexAddress(line.address()));
        }
        boolean byLogin = pattern.fields().contains(Field.LOGIN_NAME);
        if (byLogin && AddressPattern.isAddress(person.loginName())) {
            return new Answer.Found(new WebexAddress(person.loginName()));
        }
        return filled(person);
    }

    private Answer filled(Person person) {
        for (Field field : pattern.fields()) {
            if (value(field, person).isEmpty()) {
                return new Answer.NotFound(
                        field == Field.DOMAIN
                                ? "their address needs " + Keys.WEBEX_DOMAIN + ", which is not set"
                                : "Finesse gives no " + field.inWords() + " of them, and their address is " + pattern
                                        + "; name them in " + Keys.AGENTS_FILE);
            }
        }
        String address = pattern.fill(field -> value(field, person));
        return AddressPattern.isAddress(address)
                ? new Answer.Found(new WebexAddress(address))
                : new Answer.NotFound("\"" + address + "\", made by " + Keys.AGENTS_ADDRESS
                        + ", is no mail address; name them in " + Keys.AGENTS_FILE);
    }

    private String value(Field field, Person person) {
        String value = switch (field) {
            case LOGIN_NAME -> person.loginName();
            case LOGIN_ID -> person.loginId();
            case FIRST_NAME -> person.firstName();
            case LAST_NAME -> person.lastName();
            case DOMAIN -> domain;
        };
        return value == null ? "" : Tidy.name(value);
    }
}
