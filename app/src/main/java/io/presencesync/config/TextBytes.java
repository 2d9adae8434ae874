package io.presencesync.config;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Text as editors and spreadsheets save it: UTF-8 with or without a byte-order mark, or UTF-16 with one, as Windows'
/// own tools write it.
public final class TextBytes {
    /// What to do about a file in another encoding, as a sentence.
    public static final String SAVE_AS_UTF8 =
            "Save it as UTF-8; editors offer that as encoding, beside the file's name.";

    /// Stands for bytes that are no UTF-8.
    private static final char STRANGE = '\uFFFD';

    private TextBytes() {}

    /// The text without a byte-order mark; a U+FFFD stands for each sequence of bytes that could not be read.
    public static String decode(byte[] content) {
        String text = new String(content, encoding(content));
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /// The same for a small file that is read whole. Blocks for the disk.
    public static String read(Path file) throws IOException {
        return decode(Files.readAllBytes(file));
    }

    private static Charset encoding(byte[] content) {
        if (content.length >= 2 && content[0] == (byte) 0xFF && content[1] == (byte) 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        boolean bigEndian = content.length >= 2 && content[0] == (byte) 0xFE && content[1] == (byte) 0xFF;
        return bigEndian ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    /// The first line, counted from 1, that was not saved as UTF-8. Lines that begin with # say nothing and are passed
    /// over.
    public static OptionalInt strangeLine(String text) {
        List<String> lines = text.lines().toList();
        return IntStream.rangeClosed(1, lines.size())
                .filter(number -> isStrange(lines.get(number - 1)))
                .findFirst();
    }

    private static boolean isStrange(String line) {
        return !line.strip().startsWith("#") && (line.indexOf(STRANGE) >= 0 || line.indexOf('\0') >= 0);
    }

    /// Why a line cannot be read, as the end of a sentence.
    static String problem(int line) {
        return "line " + line + " is not UTF-8 text; it was probably saved in a Windows code page";
    }
}
