package io.presencesync.finesse.xmpp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes readable what a writer of XML should not have written: characters that XML 1.0 forbids, whether as they are or
/// by a reference, references to nothing, and `&` and `<` that begin nothing. Java's own writers let such characters
/// pass (JAXB issues 226, 614
/// and 960), so one name that was pasted with one makes a whole answer unreadable. Pure.
public final class XmlRepair {
    /// Stands for each forbidden character.
    public static final char REPLACEMENT = '\uFFFD';

    private static final String CDATA = "<![CDATA[";
    private static final String CDATA_END = "]]>";
    private static final Pattern REFERENCE = Pattern.compile("&(#?[A-Za-z0-9_]+);");
    private static final Pattern NUMBER = Pattern.compile("#(?:x[0-9A-Fa-f]{1,6}|[0-9]{1,7})");

    private final String document;
    private final StringBuilder repaired;
    private boolean inCdata;

    private XmlRepair(String document) {
        this.document = document;
        this.repaired = new StringBuilder(document.length() + 16);
    }

    /// The same document where nothing is wrong with its characters.
    public static String of(String document) {
        return new XmlRepair(document).run();
    }

    /// Whether it may hold a forbidden character, as it is or by a reference.
    public static boolean needed(String document) {
        if (document.contains("&#")) {
            return true;
        }
        for (int at = 0; at < document.length(); at++) {
            if (!allowed(document.codePointAt(at))) {
                return true;
            }
            at += Character.isSupplementaryCodePoint(document.codePointAt(at)) ? 1 : 0;
        }
        return false;
    }

    private String run() {
        for (int at = 0; at < document.length(); ) {
            at += step(at);
        }
        return repaired.toString();
    }

    /// @return how many characters are done
    private int step(int at) {
        int letter = document.codePointAt(at);
        if (inCdata || document.startsWith(CDATA, at)) {
            inCdata = !(inCdata && document.startsWith(CDATA_END, at));
            return plain(letter);
        }
        return switch (letter) {
            case '&' -> reference(at);
            case '<' -> markup(at);
            default -> plain(letter);
        };
    }

    private int plain(int letter) {
        repaired.appendCodePoint(allowed(letter) ? letter : REPLACEMENT);
        return Character.charCount(letter);
    }

    private int markup(int at) {
        int next = at + 1 < document.length() ? document.codePointAt(at + 1) : ' ';
        boolean begins = next == '/' || next == '!' || next == '?' || next == '_' || Character.isLetter(next);
        repaired.append(begins ? "<" : "&lt;");
        return 1;
    }

    private int reference(int at) {
        Matcher found = REFERENCE.matcher(document).region(at, document.length());
        if (!found.lookingAt()) {
            repaired.append("&amp;");
            return 1;
        }
        repaired.append(known(found.group(1)) ? found.group() : REPLACEMENT);
        return found.end() - at;
    }

    /// No other name can be known without a document type, which is refused.
    private static boolean known(String name) {
        return switch (name) {
            case "amp", "lt", "gt", "quot", "apos" -> true;
            default -> NUMBER.matcher(name).matches() && allowed(number(name));
        };
    }

    private static int number(String name) {
        boolean hexadecimal = name.charAt(1) == 'x';
        return Integer.parseInt(name.substring(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
    }

    /// Of XML 1.0, section 2.2.
    private static boolean allowed(int letter) {
        return letter == '\t'
                || letter == '\n'
                || letter == '\r'
                || (letter >= 0x20 && letter <= 0xD7FF)
                || (letter >= 0xE000 && letter <= 0xFFFD)
                || (letter >= 0x10000 && letter <= Character.MAX_CODE_POINT);
    }
}
