package io.presencesync.finesse;

import io.presencesync.config.Tidy;

/// A team as Finesse names it.
record TeamName(String id, String name) {
    /// Whether the word is its id or its name, whatever capitals and spaces.
    boolean answersTo(String word) {
        String wanted = Tidy.folded(word);
        return Tidy.folded(id).equals(wanted) || Tidy.folded(name).equals(wanted);
    }

    @Override
    public String toString() {
        return name + " (" + id + ")";
    }
}
