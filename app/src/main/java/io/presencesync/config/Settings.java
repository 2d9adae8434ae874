package io.presencesync.config;

import io.presencesync.presence.Secret;
import io.presencesync.presence.SiteId;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads settings as what they should be. A value that is not becomes a fault, and reading goes on with the default,
/// so that all faults are found at once.
final class Settings {
    private static final String OR = " or ";

    private final Map<Key, Setting> set;
    private final List<Fault> faults;
    private final Doubts doubts;
    private final @Nullable SiteId site;

    /// Those at the top.
    Settings(Map<Key, Setting> set, List<Fault> faults) {
        this(set, faults, new Doubts());
    }

    /// @param doubts what may have been set where it could not be read
    Settings(Map<Key, Setting> set, List<Fault> faults, Doubts doubts) {
        this(set, faults, doubts, null);
    }

    private Settings(Map<Key, Setting> set, List<Fault> faults, Doubts doubts, @Nullable SiteId site) {
        this.set = set;
        this.faults = faults;
        this.doubts = doubts;
        this.site = site;
    }

    /// Those of one of several sites, asked for by the same keys.
    Settings of(SiteId named) {
        return new Settings(set, faults, doubts, named);
    }

    /// As set for the site, else at the top where that counts for all sites.
    Optional<Setting> setting(Key key) {
        Optional<Setting> own = Optional.ofNullable(set.get(place(key)));
        boolean shared = site != null && key.scope() != Key.Scope.OWN;
        return own.isEmpty() && shared ? Optional.ofNullable(set.get(key)) : own;
    }

    private Key place(Key key) {
        return site == null || key.scope() == Key.Scope.SERVICE ? key : key.in(site);
    }

    boolean isSet(Key key) {
        return setting(key).isPresent();
    }

    /// Not taken over from the top.
    boolean isOwn(Key key) {
        return set.containsKey(place(key));
    }

    /// The value as set, or the default.
    String text(Key key) {
        return setting(key).map(Setting::value).orElse(key.fallback()).strip();
    }

    List<String> list(Key key) {
        return Arrays.stream(text(key).split(",", -1))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }

    /// The same where no value holds a blank. One that does is a fault, and is read as the several that were meant.
    List<String> words(Key key) {
        List<String> entries = list(key);
        List<String> words = entries.stream()
                .flatMap(entry -> Arrays.stream(entry.split("[\\s;]+", -1)))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
        if (words.size() > entries.size()) {
            boolean yaml =
                    setting(key).filter(setting -> isPath(setting.name())).isPresent();
            fault(
                    key,
                    "holds several values with blanks or semicolons between them, which would be one value",
                    yaml
                            ? "Write them as a list: [" + inLine(words, ", ") + "]."
                            : "Write commas between them: " + inLine(words, ",") + ".");
        }
        return words;
    }

    /// Addresses are not repeated: they may hold a password.
    private static String inLine(List<String> words, String between) {
        boolean urls = words.stream().anyMatch(word -> word.contains("://"));
        return urls ? "first" + between + "second" : String.join(between, words);
    }

    Optional<Secret> secret(Key key) {
        return setting(key)
                .map(Setting::value)
                .filter(value -> !value.isBlank())
                .map(Secret::new);
    }

    Duration duration(Key key, Duration least, Duration most) {
        Optional<Duration> read = Durations.parse(text(key));
        if (read.isEmpty()) {
            fault(key, shown(key) + " is not a duration", "Write a number and a unit: 500ms, 5s, 2m, 1h or 30d.");
        } else if (read.get().compareTo(least) < 0 || read.get().compareTo(most) > 0) {
            fault(
                    key,
                    shown(key) + " is out of range",
                    "Choose from " + Durations.inWords(least) + " to " + Durations.inWords(most) + ".");
        } else {
            return read.get();
        }
        return Durations.parse(key.fallback()).orElseThrow();
    }

    int whole(Key key, int least, int most) {
        try {
            int number = Integer.parseInt(text(key));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // the same fault as a number out of range
        }
        fault(key, shown(key) + " is not right", "Write a whole number from " + least + " to " + most + ".");
        return Integer.parseInt(key.fallback());
    }

    double number(Key key, double most) {
        if (text(key).matches("\\d{1,9}(\\.\\d{1,9})?") && Double.parseDouble(text(key)) <= most) {
            return Double.parseDouble(text(key));
        }
        fault(key, shown(key) + " is not right", "Write a number from 0 to " + (long) most + ".");
        return Double.parseDouble(key.fallback());
    }

    boolean yes(Key key) {
        return choice(key, List.of("true", "false")).equals("true");
    }

    /// One of the words, in lower case.
    String choice(Key key, List<String> words) {
        String word = text(key).toLowerCase(Locale.ROOT);
        if (words.contains(word)) {
            return word;
        }
        fault(key, shown(key) + " is not a choice here", "Write one of: " + String.join(", ", words) + ".");
        return key.fallback();
    }

    /// The URL, or a harmless one beside the fault.
    URI url(Key key, String text, boolean withoutPath) {
        try {
            return withoutPath ? Urls.bare(text) : Urls.base(text);
        } catch (Urls.BadUrl bad) {
            fault(key, bad.problem(), bad.remedy());
            return URI.create("https://invalid.invalid");
        }
    }

    void fault(Key key, String problem, String remedy) {
        String where = setting(key).map(Setting::where).orElse("not set");
        faults.add(new Fault(path(key), where, problem, remedy));
    }

    /// Nothing when it may have been set where it could not be read: that is a fault already.
    void missing(Key key, String why, String remedy) {
        boolean emptyList = key.kind() == Key.Kind.LIST && list(key).isEmpty();
        if ((isSet(key) && !emptyList) || doubts.concern(place(key)) || doubts.concern(key)) {
            return;
        }
        String where = setting(key).map(Setting::where).orElse("not set");
        faults.add(new Fault(path(key), where, "is required " + why, remedy + " (" + name(key) + ")."));
    }

    /// Keys that only a value with a fault would have asked for, or not.
    void doubt(Key... keys) {
        for (Key key : keys) {
            doubts.add(place(key));
        }
    }

    /// The key as it is written by whoever made these settings: as it was set, else in the way of the others; in both
    /// ways where both are used.
    String name(Key key) {
        return setting(key).map(Setting::name).orElseGet(() -> unset(place(key)));
    }

    /// The site's own key, in the way in which the one at the top was written.
    String placed(Key key) {
        boolean path = Optional.ofNullable(set.get(key))
                .filter(setting -> isPath(setting.name()))
                .isPresent();
        return path ? place(key).path() : place(key).environmentName();
    }

    private String unset(Key key) {
        if (set.isEmpty()) {
            return key.namesForPeople();
        }
        boolean paths = set.values().stream().anyMatch(setting -> isPath(setting.name()));
        boolean variables = set.values().stream().anyMatch(setting -> !isPath(setting.name()));
        String variable = key.playbook() == null ? key.environmentName() : key.playbook();
        return paths && variables ? key.path() + OR + variable : paths ? key.path() : variable;
    }

    /// The key with a value, as it is to be written: `agents.from: all`, or `PRESENCE_SYNC_AGENTS_FROM=all`.
    String assigned(Key key, String value) {
        String name = name(key).replaceFirst(OR + ".*", "");
        return name + (isPath(name) ? ": " : "=") + value;
    }

    private static boolean isPath(String name) {
        return name.equals(name.toLowerCase(Locale.ROOT)) && !name.contains("_");
    }

    /// As written, or as it would be in the file.
    private String path(Key key) {
        return setting(key)
                .map(setting -> isPath(setting.name()) && setting.key().secret()
                        ? setting.name()
                        : setting.key().path())
                .orElse(place(key).path());
    }

    private String shown(Key key) {
        return key.secret() ? "the value" : "\"" + text(key) + "\"";
    }
}
