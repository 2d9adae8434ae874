package io.presencesync.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a mapping file says: lines of a login name or id and a Webex address. What is wrong is said line by line, and
/// the other lines hold.
///
/// @param name the file, for messages; empty when there is none
/// @param lines by login in small letters
public record AgentsFile(String name, Map<String, Line> lines, List<Problem> problems) {
    public static final AgentsFile NONE = new AgentsFile("", Map.of(), List.of());

    /// One agent.
    ///
    /// @param login his login name or id, as written
    /// @param address empty: as the pattern says
    public record Line(int number, String login, String address) {}

    /// Something wrong.
    ///
    /// @param where file and line
    public record Problem(String where, String why) {
        @Override
        public String toString() {
            return where + ": " + why;
        }
    }

    /// Reads a file's whole content; never fails.
    ///
    /// @param required whether every line needs an address
    public static AgentsFile parse(String name, byte[] content, boolean required) {
        return new AgentsFileReader(name, required).read(content);
    }

    static AgentsFile faulty(String name, String why) {
        return new AgentsFile(name, Map.of(), List.of(new Problem(name, why)));
    }

    /// The same with one more thing that is wrong.
    public AgentsFile but(String why) {
        List<Problem> all = new ArrayList<>(problems);
        all.add(new Problem(name, why));
        return new AgentsFile(name, lines, List.copyOf(all));
    }

    /// His line, by login name or else by id.
    @Nullable
    Line find(String loginName, String loginId) {
        Line line = lines.get(Tidy.folded(loginName));
        return line != null ? line : lines.get(Tidy.folded(loginId));
    }

    /// Whether one of the two is named.
    public boolean names(String loginName, String loginId) {
        return find(loginName, loginId) != null;
    }

    /// As written.
    public List<String> logins() {
        return lines.values().stream().map(Line::login).toList();
    }
}
