package io.presencesync.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the known name that somebody probably meant.
public final class Suggestion {
    private Suggestion() {}

    /// A sentence: `Did you mean x?`, or what to do when nothing is near.
    static String sentence(String written, Collection<String> known) {
        return sentence(written, known, "Remove it; the commented example lists every key.");
    }

    /// A sentence: `Did you mean x?`, or `otherwise` when nothing is near.
    public static String sentence(String written, Collection<String> known, String otherwise) {
        return nearest(written, known).map(name -> "Did you mean " + name + "?").orElse(otherwise);
    }

    static Optional<String> nearest(String written, Collection<String> known) {
        int limit = Math.max(2, written.length() / 4);
        return known.stream()
                .min(Comparator.comparingInt(name -> likeness(written, name)))
                .filter(name -> likeness(written, name) <= limit);
    }

    /// Capitals count for nothing.
    private static int likeness(String written, String name) {
        return distance(written.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    }

    /// Insertions, removals and replacements that turn one into the other.
    private static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            above = nextRow(from.charAt(row - 1), row, to, above);
        }
        return above[to.length()];
    }

    private static int[] nextRow(char letter, int row, String to, int[] above) {
        int[] current = new int[above.length];
        current[0] = row;
        for (int column = 1; column < above.length; column++) {
            int replaced = above[column - 1] + (letter == to.charAt(column - 1) ? 0 : 1);
            current[column] = Math.min(replaced, Math.min(above[column], current[column - 1]) + 1);
        }
        return current;
    }
}
