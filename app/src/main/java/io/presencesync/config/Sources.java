package io.presencesync.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Collects what was set where, the strongest source first: our names in the environment, the playbook's names there,
/// the `.env` file, the YAML file. Defaults are not part of it.
final class Sources {
    static final String ENV_FILE = ".env";
    static final String YAML_FILE = "presence-sync.yml";

    /// Names that many programs read, weaker than any of ours.
    private static final Map<Key, List<String>> CUSTOMARY = Map.of(
            Keys.WEBEX_PROXY, List.of("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"),
            Keys.WEBEX_NO_PROXY, List.of("NO_PROXY", "no_proxy"));

    private final Path folder;
    private final List<Fault> faults;
    private final Map<Key, Setting> settings = new LinkedHashMap<>();

    private Sources(Path folder, List<Fault> faults) {
        this.folder = folder;
        this.faults = faults;
    }

    /// @param file the YAML file asked for; null: the usual one if it exists
    static Map<Key, Setting> collect(
            Map<String, String> environment, Path folder, @Nullable Path file, List<Fault> faults) {
        Sources sources = new Sources(folder, faults);
        sources.variables(environment, name -> name + " in the environment");
        sources.envFile();
        sources.yaml(file);
        sources.customary(environment);
        return sources.settings;
    }

    private void variables(Map<String, String> values, UnaryOperator<String> place) {
        Map<String, String> ours = new LinkedHashMap<>(values);
        ours.keySet().removeIf(name -> !name.startsWith(Key.PREFIX));
        Variables own = new Variables(ours, place, folder, faults);
        take(key -> own.find(key, key.environmentName(), key.environmentName() + "_FILE", false));
        own.refuseUnknown(environmentNames());
        Variables all = new Variables(values, place, folder, faults);
        take(key -> key.playbook() == null
                ? Optional.empty()
                : all.find(key, key.playbook(), key.playbook() + "_FILE", true));
    }

    private void envFile() {
        Path file = folder.resolve(ENV_FILE);
        if (!Files.isRegularFile(file)) {
            return;
        }
        EnvFile parsed = EnvFile.parse(ENV_FILE, text(file, ENV_FILE));
        faults.addAll(parsed.faults());
        Map<String, String> values = new LinkedHashMap<>();
        parsed.entries().forEach((name, entry) -> values.put(name, entry.value()));
        variables(values, name -> {
            EnvFile.Entry entry = parsed.entries().get(name);
            return name + " in " + ENV_FILE + (entry == null ? "" : ":" + entry.line());
        });
    }

    private void yaml(@Nullable Path asked) {
        Path file = folder.resolve(asked == null ? Path.of(YAML_FILE) : asked);
        if (asked == null && !Files.exists(file)) {
            return;
        }
        String name = asked == null ? YAML_FILE : asked.toString();
        YamlFile parsed = YamlFile.parse(name, text(file, name));
        faults.addAll(parsed.faults());
        Map<String, String> values = new LinkedHashMap<>();
        parsed.entries().forEach((path, entry) -> values.put(path, entry.value()));
        Variables found = new Variables(values, path -> name + lineOf(parsed, path), folder, faults);
        take(key -> found.find(key, key.path(), key.filePath(), false));
        found.refuseUnknown(paths());
    }

    private void customary(Map<String, String> environment) {
        Variables found = new Variables(environment, name -> name + " in the environment", folder, faults);
        take(key -> CUSTOMARY.getOrDefault(key, List.of()).stream()
                .flatMap(name -> found.find(key, name, "", true).stream())
                .findFirst());
    }

    private static String lineOf(YamlFile file, String path) {
        YamlFile.Entry entry = file.entries().get(path);
        return entry == null ? "" : ":" + entry.line();
    }

    private String text(Path file, String name) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            faults.add(new Fault(
                    name, name, "the file cannot be read", "Check that it exists, is UTF-8 text and may be read."));
            return "";
        }
    }

    private void take(Function<Key, Optional<Setting>> source) {
        for (Key key : Keys.ALL) {
            source.apply(key).ifPresent(setting -> settings.putIfAbsent(key, setting));
        }
    }

    static Set<String> environmentNames() {
        TreeSet<String> names = new TreeSet<>();
        for (Key key : Keys.ALL) {
            names.add(key.environmentName());
            if (key.secret()) {
                names.add(key.environmentName() + "_FILE");
            }
        }
        return names;
    }

    static Set<String> paths() {
        TreeSet<String> paths = new TreeSet<>();
        for (Key key : Keys.ALL) {
            paths.add(key.path());
            if (key.secret()) {
                paths.add(key.filePath());
            }
        }
        return paths;
    }
}
