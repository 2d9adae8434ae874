package io.presencesync.finesse;

/// An answer that is not the XML we expect. The message names its size and a short, printable beginning.
final class MalformedXml extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int EXCERPT = 80;

    MalformedXml(String fault, String document) {
        super(fault + " (" + document.length() + " characters, beginning \"" + excerpt(document) + "\")");
    }

    private static String excerpt(String document) {
        String start = document.substring(0, Math.min(EXCERPT, document.length()));
        return start.replaceAll("[^\\x20-\\x7e]+", " ").strip();
    }
}
