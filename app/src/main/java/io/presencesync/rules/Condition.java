package io.presencesync.rules;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one field of a presence must be: one of some words, without regard to capitals, or anything.
/// A field that was not delivered has the word [#NONE].
final class Condition {
    /// The word of a field that a presence does not have.
    static final String NONE = "none";

    static final Condition ANY = new Condition(Map.of());

    /// The words in lower case, and as they were written; empty for anything.
    private final Map<String, String> words;

    private Condition(Map<String, String> words) {
        this.words = words;
    }

    static Condition of(Collection<String> written) {
        Map<String, String> words = new LinkedHashMap<>();
        written.forEach(word -> words.putIfAbsent(plain(word), word));
        return new Condition(words);
    }

    /// A delivered word, or the lack of one, as conditions compare it.
    static String plain(@Nullable String word) {
        return word == null ? NONE : word.toLowerCase(Locale.ROOT);
    }

    boolean any() {
        return words.isEmpty();
    }

    /// @param word as [#plain] gives it
    boolean meets(String word) {
        return any() || words.containsKey(word);
    }

    /// In lower case; empty for anything.
    Set<String> words() {
        return words.keySet();
    }

    String inWords() {
        return any() ? "any" : String.join(" or ", words.values());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Condition condition && words().equals(condition.words());
    }

    @Override
    public int hashCode() {
        return words().hashCode();
    }

    @Override
    public String toString() {
        return inWords();
    }
}
