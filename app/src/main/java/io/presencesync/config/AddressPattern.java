package io.presencesync.config;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How an agent's Webex address is made of what Finesse knows of him, such as `{loginName}@{domain}`.
public record AddressPattern(String text) {
    public static final AddressPattern USUAL = new AddressPattern("{loginName}@{domain}");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");

    /// What may stand in braces, in capitals or not.
    public enum Field {
        LOGIN_NAME("loginName", "login name"),
        LOGIN_ID("loginId", "login id"),
        FIRST_NAME("firstName", "first name"),
        LAST_NAME("lastName", "last name"),
        DOMAIN("domain", "domain");

        private final String word;
        private final String inWords;

        Field(String word, String inWords) {
            this.word = word;
            this.inWords = inWords;
        }

        public String inWords() {
            return inWords;
        }

        private static Optional<Field> of(String word) {
            return Arrays.stream(values())
                    .filter(field -> field.word.equalsIgnoreCase(word.strip()))
                    .findFirst();
        }

        static List<String> words() {
            return Arrays.stream(values()).map(field -> "{" + field.word + "}").toList();
        }
    }

    /// Whether that could be somebody's mail address.
    public static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches() && !text.contains("..") && text.length() <= 254;
    }

    private List<String> words() {
        return PLACEHOLDER.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /// Words in braces that stand for nothing.
    List<String> unknown() {
        return words().stream().filter(word -> Field.of(word).isEmpty()).toList();
    }

    /// What it uses.
    public Set<Field> fields() {
        Set<Field> fields = new LinkedHashSet<>();
        words().forEach(word -> Field.of(word).ifPresent(fields::add));
        return fields;
    }

    /// Whether a brace is left open or is too many.
    boolean unbalanced() {
        String rest = PLACEHOLDER.matcher(text).replaceAll("");
        return rest.contains("{") || rest.contains("}");
    }

    /// The text with every placeholder replaced.
    public String fill(Function<Field, String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(value(found, values)))
                .toLowerCase(Locale.ROOT);
    }

    private static String value(MatchResult found, Function<Field, String> values) {
        return Field.of(found.group(1)).map(values).orElse(found.group());
    }

    @Override
    public String toString() {
        return text;
    }
}
