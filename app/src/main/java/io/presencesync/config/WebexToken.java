package io.presencesync.config;

import io.presencesync.presence.Secret;
import java.util.Locale;
import java.util.regex.Pattern;

/// A Webex access token as people paste it, made plain: without line ends and blanks around it, byte-order marks,
/// quotation marks, and the `Bearer` of a header. Its own form is not checked: Webex names none.
public final class WebexToken {
    private static final Pattern BEARER = Pattern.compile("(?i)^(?:Authorization\\s*:\\s*)?Bearer(?:\\s+|\\s*:\\s*)");
    private static final Pattern PLAIN = Pattern.compile("[!-~]+");
    /// A token has more than this; a placeholder, read by its letters alone, has fewer.
    private static final int LONGEST_PLACEHOLDER = 60;

    private static final Pattern BRACKETS = Pattern.compile("<.*>|\\[.*]|\\$?\\{.*}|%.*%|\\$\\w+|\\$\\(.*\\)");
    private static final Pattern FILLING = Pattern.compile("(?i)(.)\\1{2,}|[x*._…•-]{3,}|…");
    private static final Pattern SAYING = Pattern.compile(
            "(?:change|replace|insert|enter|paste|put|fill)(?:me|it|this|in|your|here|with|the).*"
                    + "|(?:my|your).*(?:token|key|secret|value)(?:here|value)?|.*(?:token|key|secret)(?:goes)?here"
                    + "|(?:cisco)?(?:webex|bot|access|personal|bearer)+token|(?:todo|tbd|placeholder|dummy|none|null|undefined)");

    private WebexToken() {}

    /// What a text came to.
    public sealed interface Reading {
        record Usable(Secret token) implements Reading {}

        /// @param problem the end of a sentence; never what the text holds
        /// @param remedy a sentence
        record Unusable(String problem, String remedy) implements Reading {}
    }

    /// Any text, from a setting or a file.
    public static Reading read(String text) {
        String token = tidy(text);
        if (token.isEmpty()) {
            return new Reading.Unusable("holds no token", "Write the access token of your Webex bot.");
        }
        if (isPlaceholder(token)) {
            return new Reading.Unusable(
                    "is a placeholder, not a token", "Write the access token of your Webex bot in its place.");
        }
        if (token.matches("(?is)Basic\\s.*")) {
            return new Reading.Unusable(
                    "is a user name and password (Basic), as Finesse wants them",
                    "Write the access token of your Webex bot.");
        }
        if (token.split("\\s+", -1).length > 1) {
            return new Reading.Unusable("holds more than one word", "Write the token alone, on one line.");
        }
        return PLAIN.matcher(token).matches()
                ? new Reading.Usable(new Secret(token))
                : new Reading.Unusable(
                        "holds characters that no token has",
                        "Copy the token again, as plain text, and write it alone.");
    }

    /// Quotation marks may be within the header's word or around it.
    private static String tidy(String text) {
        String before = "";
        String plain = Tidy.name(text);
        while (!plain.equals(before)) {
            before = plain;
            plain = Tidy.name(BEARER.matcher(plain).replaceFirst(""));
        }
        return plain.equalsIgnoreCase("Bearer") ? "" : plain;
    }

    /// For example `<your token>`, `xxx`, `changeme`, `${WEBEX_ACCESS_TOKEN}`, `YOUR_BOT_TOKEN_HERE`.
    private static boolean isPlaceholder(String token) {
        if (BRACKETS.matcher(token).matches() || FILLING.matcher(token).matches()) {
            return true;
        }
        String letters = token.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return token.length() <= LONGEST_PLACEHOLDER
                && !token.matches(".*\\d.*")
                && SAYING.matcher(letters).matches();
    }
}
