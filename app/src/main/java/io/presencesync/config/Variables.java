package io.presencesync.config;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Turns named values (environment variables, lines of an `.env` file, YAML paths) into settings.
/// An empty value counts as not set.
final class Variables {
    private final Map<String, String> values;
    private final UnaryOperator<String> place;
    private final Path folder;
    private final List<Fault> faults;

    /// @param values by name
    /// @param place where a name was set, for people
    /// @param folder what relative names of secret files start from
    /// @param faults takes what is found wrong
    Variables(Map<String, String> values, UnaryOperator<String> place, Path folder, List<Fault> faults) {
        this.values = values;
        this.place = place;
        this.folder = folder;
        this.faults = faults;
    }

    /// The key's value under `name`; of a secret also the content of the file named under `fileName`.
    Optional<Setting> find(Key key, String name, String fileName, boolean playbook) {
        Optional<Setting> direct =
                value(name).map(value -> new Setting(key, value, name, place.apply(name), playbook, null));
        if (!key.secret() || value(fileName).isEmpty()) {
            return direct;
        }
        if (direct.isPresent()) {
            fault(key, name, "is set twice, here and by " + fileName, "Keep one of the two.");
            return direct;
        }
        return Optional.of(
                new Setting(key, content(key, fileName), fileName, place.apply(fileName), playbook, file(fileName)));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    private Path file(String fileName) {
        return folder.resolve(values.getOrDefault(fileName, "").strip());
    }

    private String content(Key key, String fileName) {
        Path file = file(fileName);
        try {
            String content = TextBytes.read(file).strip();
            TextBytes.strangeLine(content)
                    .ifPresent(line -> fault(
                            key,
                            fileName,
                            "the file " + file + " is not UTF-8 text",
                            "Write the secret alone into it, in plain characters."));
            if (content.isEmpty()) {
                fault(key, fileName, "the file " + file + " is empty", "Write the secret into it.");
            }
            return content;
        } catch (NoSuchFileException missing) {
            fault(key, fileName, "the file " + file + " does not exist", "Correct its name, or write it.");
            return "";
        } catch (IOException | SecurityException unreadable) {
            fault(key, fileName, "the file " + file + " cannot be read", "Let the user the service runs as read it.");
            return "";
        }
    }

    /// Faults for names that look like ours and are not.
    ///
    /// @param remedy what to do about such a name
    void refuseUnknown(Collection<String> known, UnaryOperator<String> remedy) {
        for (String name : new ArrayList<>(values.keySet())) {
            if (!known.contains(name)) {
                String shown = name.matches("[A-Za-z0-9_.-]{1,60}") ? name : "a key";
                faults.add(new Fault(shown, place.apply(name), "there is no such setting", remedy.apply(name)));
            }
        }
    }

    private void fault(Key key, String name, String problem, String remedy) {
        String written = name.equals(key.filePath()) ? name : key.path();
        faults.add(new Fault(written, place.apply(name), problem, remedy));
    }
}
