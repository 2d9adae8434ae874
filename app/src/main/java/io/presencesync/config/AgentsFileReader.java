package io.presencesync.config;

import io.presencesync.config.AgentsFile.Line;
import io.presencesync.config.AgentsFile.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads a mapping file. Each line is a login name or id and an address, with a comma, semicolon or tab between them
/// (CSV, quoted or not), or a colon and a space (YAML). Empty lines, lines that begin with #, and a first line of
/// headings are passed over.
final class AgentsFileReader {
    private static final int LARGEST = 8_000_000;
    private static final int MOST_PROBLEMS = 100;
    private static final String NOT_UTF8 =
            "is not UTF-8 text, but probably in a Windows code page; in Excel save the file as \"CSV UTF-8\"";
    private static final Pattern HEADING = Pattern.compile(
            "(?i).*\\b(log[io]n|name|user|users|agent|agents|id|finesse|e-?mail|mail|address|webex)\\b.*");
    private static final Pattern YAML = Pattern.compile(":(\\s+|$)");
    private static final Pattern COMMENT_BEHIND = Pattern.compile("\\s#.*$");

    private final String name;
    private final boolean required;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private boolean first = true;

    AgentsFileReader(String name, boolean required) {
        this.name = name;
        this.required = required;
    }

    AgentsFile read(byte[] content) {
        if (content.length > LARGEST) {
            return AgentsFile.faulty(name, "is larger than 8 MB");
        }
        if (content.length > 2 && content[0] == 'P' && content[1] == 'K') {
            return AgentsFile.faulty(
                    name, "is an Excel workbook, not a text file; save it from Excel as \"CSV UTF-8\"");
        }
        String text = TextBytes.decode(content);
        return text.indexOf('\0') >= 0 ? AgentsFile.faulty(name, NOT_UTF8) : read(text);
    }

    private AgentsFile read(String text) {
        int number = 0;
        for (String line : text.split("\\r\\n|\\n|\\r", -1)) {
            take(++number, line);
        }
        return new AgentsFile(
                name,
                Collections.unmodifiableMap(lines),
                problems.stream().limit(MOST_PROBLEMS).toList());
    }

    private void take(int number, String raw) {
        String line = raw.replace("\uFEFF", "").strip();
        if (line.isEmpty() || line.startsWith("#") || line.equals("---") || line.matches("[,;\\s]*")) {
            return;
        }
        if (TextBytes.strangeLine(line).isPresent()) {
            problem(number, NOT_UTF8);
            return;
        }
        List<String> cells = cells(number, line);
        boolean heading = first && isHeading(cells);
        first = false;
        if (!cells.isEmpty() && !heading) {
            judge(number, cells);
        }
    }

    private static boolean isHeading(List<String> cells) {
        return cells.size() >= 2
                && cells.stream().noneMatch(cell -> cell.contains("@"))
                && HEADING.matcher(cells.get(1)).matches();
    }

    /// Empty after a fault.
    private List<String> cells(int number, String line) {
        String item = line.startsWith("- ") ? line.substring(2).strip() : line;
        CsvCells read = CsvCells.of(item, separator(item));
        if (read.unclosed()) {
            problem(number, "a quotation mark is not closed");
            return List.of();
        }
        List<String> cells = new ArrayList<>();
        read.cells()
                .forEach(
                        cell -> cells.add(Tidy.name(COMMENT_BEHIND.matcher(cell).replaceFirst(""))));
        while (cells.size() > 2 && cells.getLast().isEmpty()) {
            cells.removeLast();
        }
        return cells;
    }

    /// The first of them that is there.
    private static char separator(String line) {
        for (char separator : new char[] {',', ';', '\t'}) {
            if (line.indexOf(separator) >= 0) {
                return separator;
            }
        }
        return YAML.matcher(line).find() ? ':' : ',';
    }

    private void judge(int number, List<String> cells) {
        String login = cells.getFirst();
        String address = cells.size() > 1 ? cells.get(1) : "";
        if (cells.size() > 2) {
            problem(number, "has " + cells.size() + " columns; write the login name or id and the Webex address");
        } else if (login.isEmpty()) {
            problem(number, "has no login name or id");
        } else if (address.isEmpty() && required) {
            problem(number, "has no Webex address for " + login);
        } else if (!address.isEmpty() && !AddressPattern.isAddress(address)) {
            problem(number, "\"" + address + "\" is no mail address");
        } else {
            keep(new Line(number, login, address));
        }
    }

    private void keep(Line line) {
        Line before = lines.putIfAbsent(Tidy.folded(line.login()), line);
        if (before != null) {
            boolean same = before.address().equalsIgnoreCase(line.address());
            String where = " in line " + before.number();
            problem(
                    line.number(),
                    line.login() + (same ? " stands" + where + " already" : " has another address" + where)
                            + "; that line counts");
        }
    }

    private void problem(int number, String why) {
        problems.add(new Problem(name + ":" + number, why));
    }
}
