package io.presencesync.config;

import java.util.ArrayList;
import java.util.List;

/// One line of separated values; a cell in double quotes may hold the separator, and a quote as two.
///
/// @param unclosed a cell's closing quote is missing
record CsvCells(List<String> cells, boolean unclosed) {
    static CsvCells of(String line, char separator) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < line.length(); at++) {
            char letter = line.charAt(at);
            boolean doubled = quoted && letter == '"' && at + 1 < line.length() && line.charAt(at + 1) == '"';
            if (doubled) {
                cell.append('"');
                at++;
            } else if (letter == '"' && (quoted || cell.toString().isBlank())) {
                quoted = !quoted;
            } else if (letter == separator && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(letter);
            }
        }
        cells.add(cell.toString());
        return new CsvCells(List.copyOf(cells), quoted);
    }
}
