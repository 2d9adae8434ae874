package io.presencesync.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who the agents of a site are and what their Webex addresses are.
///
/// @param users login names or ids, as they were written, for [From#LIST]
/// @param teams names or ids, for [From#TEAMS]
/// @param address for whomever the file does not name
/// @param file login names or ids with their Webex addresses; null when there is none
/// @param every how often who they are is read again
public record AgentsConfig(
        From from,
        List<String> users,
        List<String> teams,
        AddressPattern address,
        @Nullable MappingFile file,
        Duration every) {
    public static final Duration EVERY = Duration.ofMinutes(10);

    /// Where the agents are named.
    public enum From {
        /// In the settings.
        LIST,
        /// Every user of Finesse who is an agent.
        ALL,
        /// The members of some teams.
        TEAMS,
        /// In the mapping file.
        FILE,
        /// Nowhere: whoever's gadget signs in.
        GADGETS
    }

    /// A file that may change while we run.
    ///
    /// @param path absolute
    /// @param name as it was set, for messages
    public record MappingFile(Path path, String name) {}

    /// A list of users with everything else as usual; nobody in it means gadgets.
    public static AgentsConfig list(List<String> users) {
        From from = users.isEmpty() ? From.GADGETS : From.LIST;
        return new AgentsConfig(from, users, List.of(), AddressPattern.USUAL, null, EVERY);
    }
}
