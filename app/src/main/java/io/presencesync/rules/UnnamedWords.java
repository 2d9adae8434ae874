package io.presencesync.rules;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Status words of Webex that no rule names, each told in the log when it is first heard. Any thread; never blocks.
final class UnnamedWords {
    private static final Logger log = LoggerFactory.getLogger(LiveRules.class);
    private static final int MOST = 20;
    private static final int LONGEST = 40;

    private final Set<String> told;
    private final Set<String> words = new ConcurrentSkipListSet<>();

    private UnnamedWords(Set<String> told) {
        this.told = told;
    }

    static UnnamedWords none() {
        return new UnnamedWords(new ConcurrentSkipListSet<>());
    }

    /// None yet under other rules; what was told in the log is not told again.
    UnnamedWords anew() {
        return new UnnamedWords(told);
    }

    /// @param status as Webex sent it: whatever it holds is made fit for a line of text
    void heard(String status) {
        String word = plain(status);
        if (words.size() < MOST && words.add(word) && told.add(word)) {
            log.warn(
                    "Webex shows the status \"{}\", which no rule names: agents who show it are left as they are."
                            + " If it should count, name it in a rule",
                    word);
        }
    }

    private static String plain(String status) {
        String line = status.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    List<String> words() {
        return List.copyOf(words);
    }
}
