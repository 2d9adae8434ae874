package io.presencesync.simulators.finesse;

/// Writes XML on one line; every text is escaped, line ends included, so that a document fits one event line.
final class Xml {
    private final StringBuilder out = new StringBuilder(512);

    Xml open(String name) {
        out.append('<').append(name).append('>');
        return this;
    }

    Xml open(String name, String attribute, String value) {
        out.append('<').append(name).append(' ').append(attribute).append("=\"");
        escape(value);
        out.append("\">");
        return this;
    }

    Xml close(String name) {
        out.append("</").append(name).append('>');
        return this;
    }

    Xml leaf(String name, String text) {
        open(name);
        escape(text);
        return close(name);
    }

    Xml leaf(String name, boolean value) {
        return leaf(name, Boolean.toString(value));
    }

    Xml leaf(String name, long value) {
        return leaf(name, Long.toString(value));
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            escape(text.charAt(i));
        }
    }

    private void escape(char c) {
        switch (c) {
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '&' -> out.append("&amp;");
            case '"' -> out.append("&quot;");
            case '\n' -> out.append("&#10;");
            case '\r' -> out.append("&#13;");
            default -> out.append(c);
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
