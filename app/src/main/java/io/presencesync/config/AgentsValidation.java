package io.presencesync.config;

import io.presencesync.config.AddressPattern.Field;
import io.presencesync.config.AgentsConfig.From;
import io.presencesync.config.AgentsConfig.MappingFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes the section that says who the agents of a site are.
final class AgentsValidation {
    private static final List<String> WORDS = List.of("list", "all", "teams", "file", "gadgets");
    private static final String USUAL_LINE = "Write a login name and a Webex address a line.";
    private static final Set<Field> PERSONAL =
            EnumSet.of(Field.LOGIN_NAME, Field.LOGIN_ID, Field.FIRST_NAME, Field.LAST_NAME);
    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofHours(24);

    private final Settings settings;
    private final Path folder;
    private final boolean gadgetMode;
    private final List<String> warnings;

    AgentsValidation(Settings settings, Path folder, boolean gadgetMode, List<String> warnings) {
        this.settings = settings;
        this.folder = folder;
        this.gadgetMode = gadgetMode;
        this.warnings = warnings;
    }

    AgentsConfig section() {
        From from = chosen();
        AddressPattern pattern = pattern();
        if (isPlain()) {
            contradictions(from);
            accounts(from);
        }
        if (from == From.GADGETS && split(pattern)) {
            settings.fault(
                    Keys.AGENTS_ADDRESS,
                    "needs first or last names, which a gadget that signs in does not tell",
                    "Say where the agents are named: " + settings.name(Keys.AGENTS_FROM)
                            + " all, teams, list or file.");
        }
        return new AgentsConfig(
                from,
                settings.words(Keys.FINESSE_USERS),
                settings.list(Keys.AGENTS_TEAMS).stream().map(Tidy::name).toList(),
                pattern,
                file(from),
                settings.duration(Keys.AGENTS_EVERY, LEAST, MOST));
    }

    private static boolean split(AddressPattern pattern) {
        return pattern.fields().contains(Field.FIRST_NAME) || pattern.fields().contains(Field.LAST_NAME);
    }

    /// Whether addresses are made with the domain. In a file they may all be written out.
    boolean needsDomain() {
        boolean used =
                new AddressPattern(settings.text(Keys.AGENTS_ADDRESS)).fields().contains(Field.DOMAIN);
        return used && quietly() != From.FILE;
    }

    /// Whether a misspelt word leaves open who is meant: what would follow from it is not told.
    private boolean isPlain() {
        return !isWritten(Keys.AGENTS_FROM) || WORDS.contains(word());
    }

    private String word() {
        return settings.text(Keys.AGENTS_FROM).toLowerCase(Locale.ROOT);
    }

    private From chosen() {
        if (isWritten(Keys.AGENTS_FROM)) {
            settings.choice(Keys.AGENTS_FROM, WORDS);
        }
        return quietly();
    }

    private From quietly() {
        if (WORDS.contains(word())) {
            return From.valueOf(word().toUpperCase(Locale.ROOT));
        }
        boolean listed = !settings.list(Keys.FINESSE_USERS).isEmpty() || !gadgetMode;
        return listed ? From.LIST : From.GADGETS;
    }

    private boolean isWritten(Key key) {
        return !settings.text(key).isEmpty() && settings.isSet(key);
    }

    private void contradictions(From from) {
        if (from == From.LIST) {
            settings.missing(
                    Keys.FINESSE_USERS,
                    isWritten(Keys.AGENTS_FROM) ? "with " + said(From.LIST) : "in supervisor mode",
                    "Set the login names of the agents, comma separated, or say otherwise who they are with "
                            + settings.name(Keys.AGENTS_FROM) + " all, teams or file");
        } else if (!settings.list(Keys.FINESSE_USERS).isEmpty()) {
            settings.fault(
                    Keys.FINESSE_USERS,
                    "is set, and so is " + said(from),
                    "Take one of the two out; " + settings.name(Keys.AGENTS_FROM) + " says which counts.");
        }
        if (from == From.TEAMS) {
            settings.missing(Keys.AGENTS_TEAMS, "with " + said(from), "Set names or ids of teams, comma separated");
        } else if (!settings.list(Keys.AGENTS_TEAMS).isEmpty()) {
            settings.fault(
                    Keys.AGENTS_TEAMS, "has no effect without " + said(From.TEAMS), "Add that, or take the teams out.");
        }
        if (from == From.FILE && !isWritten(Keys.AGENTS_FILE)) {
            settings.missing(Keys.AGENTS_FILE, "with " + said(from), "Name the mapping file");
        }
        if (from == From.GADGETS && !gadgetMode) {
            settings.fault(
                    Keys.AGENTS_FROM,
                    "\"gadgets\" names nobody in supervisor mode, which knows no gadgets",
                    "Write list, all, teams or file.");
        }
    }

    private String said(From from) {
        return settings.assigned(Keys.AGENTS_FROM, from.name().toLowerCase(Locale.ROOT));
    }

    private void accounts(From from) {
        boolean admin = isWritten(Keys.FINESSE_ADMIN) || isWritten(Keys.FINESSE_ADMIN_USER);
        boolean supervisor = isWritten(Keys.FINESSE_SUPERVISOR) || isWritten(Keys.FINESSE_SUPERVISOR_USER);
        if (from == From.ALL && !admin) {
            settings.fault(
                    Keys.AGENTS_FROM,
                    "\"all\" needs the administrator account: nobody else may list the users of Finesse",
                    "Set " + settings.name(Keys.FINESSE_ADMIN) + ", or name teams with " + said(From.TEAMS) + ".");
        }
        if (from == From.TEAMS && !admin && !supervisor) {
            settings.fault(
                    Keys.AGENTS_FROM,
                    "\"teams\" needs an account that may read them",
                    "Set " + settings.name(Keys.FINESSE_SUPERVISOR) + " or " + settings.name(Keys.FINESSE_ADMIN) + ".");
        }
    }

    private AddressPattern pattern() {
        AddressPattern pattern = new AddressPattern(settings.text(Keys.AGENTS_ADDRESS));
        List<String> unknown = pattern.unknown();
        String known = "Write it with " + String.join(", ", Field.words()) + ".";
        if (!unknown.isEmpty()) {
            settings.fault(Keys.AGENTS_ADDRESS, "does not know {" + String.join("}, {", unknown) + "}", known);
        } else if (pattern.unbalanced()) {
            settings.fault(Keys.AGENTS_ADDRESS, "has a brace without its other half", known);
        } else if (pattern.fields().stream().noneMatch(PERSONAL::contains)) {
            settings.fault(Keys.AGENTS_ADDRESS, "would give every agent the same address", known);
        }
        return pattern;
    }

    private @Nullable MappingFile file(From from) {
        if (!isWritten(Keys.AGENTS_FILE)) {
            return null;
        }
        String name = settings.text(Keys.AGENTS_FILE);
        Path path = folder.resolve(name).toAbsolutePath().normalize();
        try {
            look(AgentsFile.parse(name, Files.readAllBytes(path), from != From.FILE), from);
        } catch (NoSuchFileException missing) {
            settings.fault(Keys.AGENTS_FILE, "the file " + path + " does not exist", "Correct its name.");
        } catch (IOException unreadable) {
            settings.fault(
                    Keys.AGENTS_FILE, "the file " + path + " cannot be read", "Name a CSV or YAML file that can.");
        }
        return new MappingFile(path, name);
    }

    /// What is to be done stands behind the semicolon, if it is said.
    private void onlyProblem(AgentsFile.Problem problem) {
        String[] parts = problem.toString().split("; ", 2);
        String remedy = parts.length < 2
                ? USUAL_LINE
                : parts[1].substring(0, 1).toUpperCase(Locale.ROOT) + parts[1].substring(1) + ".";
        settings.fault(Keys.AGENTS_FILE, "names nobody that can be used: " + parts[0], remedy);
    }

    /// Single faulty lines stop nobody.
    private void look(AgentsFile file, From from) {
        boolean nobody = from == From.FILE && file.lines().isEmpty();
        if (nobody && file.problems().size() == 1) {
            onlyProblem(file.problems().getFirst());
            return;
        }
        file.problems().forEach(problem -> warnings.add(settings.name(Keys.AGENTS_FILE) + ": " + problem));
        if (nobody) {
            settings.fault(Keys.AGENTS_FILE, "names nobody", USUAL_LINE);
        }
    }
}
