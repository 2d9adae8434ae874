package io.presencesync.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Finds names that look like settings of the playbook and are none. Names that begin with our own prefix are not
/// looked at: they are judged elsewhere.
final class Lookalikes {
    private static final Pattern LIKE_OURS = Pattern.compile("(?i)(FINESSE|WEBEX|GADGET|PRESENCE|U2C|HYDRA).*");

    private final Set<String> playbook = new TreeSet<>();
    private final Set<String> all;

    /// A name and what it may have been meant for; nothing when it is like none.
    record Found(String name, List<String> meant) {
        /// Whether it begins like a setting of ours; others may belong to another program.
        boolean likeOurs() {
            return LIKE_OURS.matcher(name).matches();
        }

        String sentence() {
            return "Did you mean " + String.join(" or ", meant) + "?";
        }
    }

    /// @param ours our own names in the environment
    Lookalikes(Set<String> ours) {
        for (Key key : Keys.ALL) {
            if (key.playbook() != null) {
                playbook.add(key.playbook());
            }
            if (key.playbook() != null && key.secret()) {
                playbook.add(key.playbook() + "_FILE");
            }
        }
        all = new TreeSet<>(ours);
        all.addAll(playbook);
    }

    List<Found> in(Collection<String> names) {
        return names.stream()
                .filter(name -> LIKE_OURS.matcher(name).matches() || misspelt(name))
                .filter(name -> !name.startsWith(Key.PREFIX) && !playbook.contains(name))
                .sorted()
                .map(name -> new Found(name, meant(name)))
                .toList();
    }

    /// A name of several words that begins with the same letter: `FINESE_ORIGIN`, but not `HOST` for `PORT`.
    private boolean misspelt(String name) {
        return name.contains("_")
                && Suggestion.nearest(name, playbook)
                        .filter(known -> known.charAt(0) == name.charAt(0))
                        .isPresent();
    }

    /// The nearest by spelling, else those that hold all its words.
    private List<String> meant(String name) {
        String capitals = name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
        return Suggestion.nearest(capitals, all)
                .map(List::of)
                .orElseGet(() -> playbook.stream()
                        .filter(known -> words(known).containsAll(words(capitals))
                                && words(capitals).size() > 1)
                        .filter(known -> !known.endsWith("_FILE"))
                        .toList());
    }

    private static Set<String> words(String name) {
        return new HashSet<>(Arrays.asList(name.split("_", -1)));
    }
}
