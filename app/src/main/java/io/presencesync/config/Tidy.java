package io.presencesync.config;

import java.util.Locale;
import java.util.regex.Pattern;

/// Names as they come out of spreadsheets and mails, made plain.
public final class Tidy {
    private static final Pattern INVISIBLE = Pattern.compile("[\\uFEFF\\u200B-\\u200F\\u2060\\u00AD]");
    private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s]+");
    private static final String OPENING = "\"'\u201C\u201D\u201E\u201F\u2018\u2019\u201A\u00AB\u00BB`";

    private Tidy() {}

    /// Without byte-order marks and other invisible characters, with plain single spaces, and without spaces or
    /// quotation marks around it.
    public static String name(String text) {
        String plain = SPACES.matcher(INVISIBLE.matcher(text).replaceAll(""))
                .replaceAll(" ")
                .strip();
        while (plain.length() >= 2 && isQuote(plain.charAt(0)) && isQuote(plain.charAt(plain.length() - 1))) {
            plain = plain.substring(1, plain.length() - 1).strip();
        }
        return plain;
    }

    /// The same in small letters, for comparing.
    public static String folded(String text) {
        return name(text).toLowerCase(Locale.ROOT);
    }

    private static boolean isQuote(char letter) {
        return OPENING.indexOf(letter) >= 0;
    }
}
