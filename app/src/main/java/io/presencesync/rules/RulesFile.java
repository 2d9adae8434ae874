package io.presencesync.rules;

import io.presencesync.config.Fault;
import io.presencesync.config.RulesConfig;
import io.presencesync.config.TextBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// The rules file on the disk. Its methods block for the disk.
public final class RulesFile {
    private static final int LARGEST = 4 << 20;

    private RulesFile() {}

    /// What lies on the disk at one moment.
    sealed interface Content {
        record Text(String text) implements Content {}

        record Missing() implements Content {}

        /// Something is there that cannot be read as text.
        ///
        /// @param why in words
        record Unreadable(String why) implements Content {}
    }

    static Content content(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                return new Content.Unreadable("the file is larger than 4 MB");
            }
            return new Content.Text(TextBytes.read(file));
        } catch (NoSuchFileException missing) {
            return new Content.Missing();
        } catch (IOException unreadable) {
            return new Content.Unreadable("the file cannot be read");
        }
    }

    /// What is wrong with the rules file; nothing when the service could start with it.
    public static List<Fault> check(RulesConfig config) {
        return load(config).faults();
    }

    static BookReader.Reading load(RulesConfig config) {
        return read(config, content(config.file()));
    }

    static BookReader.Reading read(RulesConfig config, Content content) {
        return switch (content) {
            case Content.Text(String text) -> BookReader.read(config.name(), text);
            case Content.Missing()
            when config.required() -> faulty(config, "the file does not exist", "Create it, or correct rules.file.");
            case Content.Missing() -> new BookReader.Reading(RuleBook.EMPTY, List.of(), List.of());
            case Content.Unreadable(String why) ->
                faulty(config, why, "Check that it is a text file that may be read.");
        };
    }

    private static BookReader.Reading faulty(RulesConfig config, String problem, String remedy) {
        Fault fault = new Fault(config.name(), config.name(), problem, remedy);
        return new BookReader.Reading(RuleBook.EMPTY, List.of(fault), List.of());
    }
}
