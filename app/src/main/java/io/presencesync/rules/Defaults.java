package io.presencesync.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The rules and options as delivered: a rules file like any other, inside the program.
final class Defaults {
    static final String NAME = "default-rules.yml";

    private static final RuleBook BOOK = read();

    private Defaults() {}

    static Layer layer() {
        return BOOK.everybody();
    }

    static String text() {
        try (InputStream file = Defaults.class.getResourceAsStream(NAME)) {
            return new String(Objects.requireNonNull(file, NAME).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static RuleBook read() {
        BookReader.Reading reading = BookReader.read(NAME, text());
        if (!reading.faults().isEmpty()) {
            throw new IllegalStateException("the packaged rules are faulty: " + reading.faults());
        }
        return reading.book();
    }
}
