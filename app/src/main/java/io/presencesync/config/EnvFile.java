package io.presencesync.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads an `.env` file: `NAME=value` (or `NAME: value`) lines, `export`, comments, single, double and back quotes,
/// spaces around `=`.
/// Nothing is expanded. Of a repeated name the last line wins. Base64 that a command wrapped goes on in the next lines.
final class EnvFile {
    private static final Pattern LINE =
            Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)(?:\\s*=\\s*|:\\s+)(.*)");
    private static final Pattern NAME = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)");
    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)#.*$");

    /// A value and the line it stands on, counted from 1.
    record Entry(String value, int line) {
        @Override
        public String toString() {
            return "*** (line " + line + ")";
        }
    }

    private final String name;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> spoiled = new TreeSet<>();

    private EnvFile(String name) {
        this.name = name;
    }

    /// @param name the file's name, for messages
    static EnvFile parse(String name, String text) {
        EnvFile file = new EnvFile(name);
        List<String> lines = text.replaceFirst("^\uFEFF", "").lines().toList();
        for (int at = 0; at < lines.size(); ) {
            WrappedBase64.Logical read = WrappedBase64.logical(lines, at);
            file.read(read.line(), at + 1);
            at += read.lines();
        }
        TextBytes.strangeLine(text)
                .ifPresent(line -> file.fault(line, TextBytes.problem(line), TextBytes.SAVE_AS_UTF8));
        return file;
    }

    Map<String, Entry> entries() {
        return entries;
    }

    List<Fault> faults() {
        return faults;
    }

    /// Names that lines with a fault begin with: what they were set to is unknown.
    Set<String> spoiled() {
        return spoiled;
    }

    private void read(String line, int number) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        Matcher name = NAME.matcher(line);
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            fault(number, "the line is not NAME=value", "Write it so, or put a # before it.");
            if (name.lookingAt()) {
                spoiled.add(name.group(1));
            }
            return;
        }
        String value = value(parts.group(2), number);
        if (value == null) {
            spoiled.add(parts.group(1));
        } else {
            entries.put(parts.group(1), new Entry(value, number));
        }
    }

    private @org.jspecify.annotations.Nullable String value(String raw, int number) {
        if (raw.isEmpty() || "\"'`".indexOf(raw.charAt(0)) < 0) {
            return COMMENT.matcher(raw).replaceFirst("").strip();
        }
        int end = closing(raw);
        if (end < 0) {
            fault(number, "the quote is not closed on this line", "Close it.");
            return null;
        }
        String rest = raw.substring(end + 1).strip();
        if (!rest.isEmpty() && !rest.startsWith("#")) {
            fault(number, "there is text after the closing quote", "Put the whole value into the quotes.");
            return null;
        }
        String inside = raw.substring(1, end);
        return raw.charAt(0) == '"' ? unescaped(inside) : inside;
    }

    private static int closing(String raw) {
        char quote = raw.charAt(0);
        for (int at = 1; at < raw.length(); at++) {
            if (raw.charAt(at) == '\\' && quote == '"') {
                at++;
            } else if (raw.charAt(at) == quote) {
                return at;
            }
        }
        return -1;
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == '\\' && at + 1 < text.length()) {
                char next = text.charAt(++at);
                plain.append(next == 'n' ? "\n" : next == '"' || next == '\\' ? "" + next : "\\" + next);
            } else {
                plain.append(letter);
            }
        }
        return plain.toString();
    }

    private void fault(int line, String problem, String remedy) {
        faults.add(new Fault(name, name + ":" + line, problem, remedy));
    }
}
