package io.presencesync.config;

import io.presencesync.presence.SiteId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /// All that was set, at the top and for each site.
    ///
    /// @param sites empty when none is named: then the settings at the top are those of the one site
    /// @param doubts what may have been set where it could not be read
    /// @param warnings what is probably not meant
    record Collected(Map<Key, Setting> settings, List<SiteId> sites, Doubts doubts, List<String> warnings) {}

    /// Values of one place by name.
    ///
    /// @param place where a name was set, for people
    private record Named(Map<String, String> values, UnaryOperator<String> place) {}

    private final Path folder;
    private final List<Fault> faults;
    private final Map<Key, Setting> settings = new LinkedHashMap<>();
    private final SiteNames names = new SiteNames();
    private final Doubts doubts = new Doubts();
    private final List<String> warnings = new ArrayList<>();

    private Sources(Path folder, List<Fault> faults) {
        this.folder = folder;
        this.faults = faults;
    }

    /// @param file the YAML file asked for; null: the usual one if it exists
    static Collected collect(Map<String, String> environment, Path folder, @Nullable Path file, List<Fault> faults) {
        Sources sources = new Sources(folder, faults);
        Named variables = new Named(environment, Sources::inEnvironment);
        Named envFile = sources.envFile();
        Named yaml = sources.yaml(file);
        sources.names(List.of(variables, envFile));
        sources.variables(variables);
        sources.variables(envFile);
        sources.paths(yaml);
        sources.customary(environment);
        sources.lookalikes(variables, envFile);
        sources.refuseQuotes();
        return new Collected(sources.settings, sources.names.sites(), sources.doubts, sources.warnings);
    }

    private static String inEnvironment(String name) {
        return name + " in the environment";
    }

    /// In the `.env` file a name close to one of the playbook's is a fault when it begins like one. The environment
    /// belongs to others too.
    private void lookalikes(Named variables, Named envFile) {
        Lookalikes lookalikes = new Lookalikes(environmentNames());
        for (Lookalikes.Found found : lookalikes.in(envFile.values().keySet())) {
            String place = envFile.place().apply(found.name());
            if (found.meant().isEmpty()) {
                warnings.add(place + ": there is no such setting; it has no effect");
            } else if (!found.likeOurs()) {
                warnings.add(place + ": there is no such setting; it has no effect. " + found.sentence());
            } else {
                faults.add(new Fault(found.name(), place, "there is no such setting", found.sentence()));
                found.meant().forEach(this::doubt);
            }
        }
        lookalikes.in(variables.values().keySet()).stream()
                .filter(found -> !found.meant().isEmpty())
                .forEach(found -> warnings.add(variables.place().apply(found.name())
                        + ": there is no such setting; it has no effect. " + found.sentence()));
    }

    /// Containers keep quotation marks that shells and `.env` files take off.
    private void refuseQuotes() {
        settings.values().stream()
                .filter(setting -> setting.where().equals(inEnvironment(setting.name())))
                .filter(setting -> setting.value().strip().matches("(?s)\"..*\"|'..*'"))
                .forEach(setting -> faults.add(new Fault(
                        setting.key().path(),
                        setting.where(),
                        "the value stands in quotation marks, which belong to it here",
                        "Take them off: a container's env file is read without a shell.")));
    }

    private void doubt(String name) {
        keys().filter(key -> namesOf(key).contains(name)).forEach(doubts::add);
    }

    /// Every name by which a key may be written anywhere.
    private static List<String> namesOf(Key key) {
        List<String> names = new ArrayList<>(
                List.of(key.path(), key.filePath(), key.environmentName(), key.environmentName() + "_FILE"));
        if (key.playbook() != null) {
            names.addAll(List.of(key.playbook(), key.playbook() + "_FILE"));
        }
        return names;
    }

    /// The file says more of a site than its name, so it comes first; here may be others.
    private void names(List<Named> places) {
        String variable = Keys.SITES.environmentName();
        for (Named named : places) {
            String list = named.values().get(variable);
            if (list != null) {
                names.addAll(list, named.place().apply(variable));
            }
        }
        faults.addAll(names.faults());
    }

    private void variables(Named named) {
        Map<String, String> ours = new LinkedHashMap<>(named.values());
        ours.keySet().removeIf(name -> !name.startsWith(Key.PREFIX));
        Variables own = new Variables(ours, named.place(), folder, faults);
        take(key -> own.find(key, key.environmentName(), key.environmentName() + "_FILE", false));
        own.refuseUnknown(environmentNames(), this::remedyForVariable);
        Variables all = new Variables(named.values(), named.place(), folder, faults);
        take(key -> key.playbook() == null
                ? Optional.empty()
                : all.find(key, key.playbook(), key.playbook() + "_FILE", true));
    }

    private Named envFile() {
        Path file = folder.resolve(ENV_FILE);
        if (!Files.isRegularFile(file)) {
            return new Named(Map.of(), UnaryOperator.identity());
        }
        EnvFile parsed = EnvFile.parse(ENV_FILE, text(file, ENV_FILE));
        faults.addAll(parsed.faults());
        parsed.spoiled().forEach(this::doubt);
        Map<String, String> values = new LinkedHashMap<>();
        parsed.entries().forEach((name, entry) -> values.put(name, entry.value()));
        return new Named(values, name -> {
            EnvFile.Entry entry = parsed.entries().get(name);
            return name + " in " + ENV_FILE + (entry == null ? "" : ":" + entry.line());
        });
    }

    private Named yaml(@Nullable Path asked) {
        Path file = folder.resolve(asked == null ? Path.of(YAML_FILE) : asked);
        if (asked == null && !Files.exists(file)) {
            return new Named(Map.of(), UnaryOperator.identity());
        }
        String name = asked == null ? YAML_FILE : asked.toString();
        YamlFile parsed = YamlFile.parse(name, text(file, name));
        faults.addAll(parsed.faults());
        if (parsed.unread()) {
            doubts.addAll();
        }
        parsed.below(Key.SITES).forEach(site -> names.add(site.name(), name + ":" + site.line()));
        Map<String, String> values = new LinkedHashMap<>();
        parsed.entries().forEach((path, entry) -> values.put(path, entry.value()));
        String list = values.remove(Key.SITES);
        if (list != null) {
            names.addAll(list, name + lineOf(parsed, Key.SITES));
        }
        return new Named(values, path -> name + lineOf(parsed, path));
    }

    private void paths(Named named) {
        Variables found = new Variables(named.values(), named.place(), folder, faults);
        take(key -> found.find(key, key.path(), key.filePath(), false));
        Map<String, String> judged = new LinkedHashMap<>(named.values());
        judged.keySet().removeIf(names::belowFaulty);
        new Variables(judged, named.place(), folder, faults).refuseUnknown(paths(), this::remedyForPath);
    }

    private void customary(Map<String, String> environment) {
        Variables found = new Variables(environment, Sources::inEnvironment, folder, faults);
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
            return TextBytes.read(file);
        } catch (NoSuchFileException missing) {
            faults.add(new Fault(name, name, "the file does not exist", "Correct its name after --config."));
        } catch (IOException unreadable) {
            faults.add(new Fault(name, name, "the file cannot be read", "Let the user the service runs as read it."));
        }
        doubts.addAll();
        return "";
    }

    private void take(Function<Key, Optional<Setting>> source) {
        keys().forEach(key -> source.apply(key).ifPresent(setting -> settings.putIfAbsent(key, setting)));
    }

    /// Those at the top and those of every site.
    private Stream<Key> keys() {
        Stream<Key> ofSites =
                names.sites().stream().flatMap(site -> Keys.OF_SITE.stream().map(key -> key.in(site)));
        return Stream.concat(Keys.ALL.stream(), ofSites);
    }

    private Set<String> environmentNames() {
        return environmentNames(keys());
    }

    static Set<String> environmentNames(Stream<Key> keys) {
        TreeSet<String> known = new TreeSet<>(Set.of(Keys.SITES.environmentName()));
        keys.forEach(key -> {
            known.add(key.environmentName());
            if (key.secret()) {
                known.add(key.environmentName() + "_FILE");
            }
        });
        return known;
    }

    private Set<String> paths() {
        TreeSet<String> known = new TreeSet<>();
        keys().forEach(key -> {
            known.add(key.path());
            if (key.secret()) {
                known.add(key.filePath());
            }
        });
        return known;
    }

    private String remedyForVariable(String name) {
        String start = Keys.SITES.environmentName() + "_";
        boolean noSite = name.startsWith(start)
                && names.sites().stream().noneMatch(site -> name.startsWith(start + capitals(site) + "_"));
        return noSite ? "It begins with the name of no site; " + sitesInWords() : suggestion(name, environmentNames());
    }

    /// What was meant is not missing besides.
    private String suggestion(String written, Set<String> known) {
        Suggestion.nearest(written, known).ifPresent(this::doubt);
        return Suggestion.sentence(written, known);
    }

    private static String capitals(SiteId site) {
        return site.value().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private String sitesInWords() {
        List<SiteId> sites = names.sites();
        return sites.isEmpty()
                ? "name the sites in " + Keys.SITES.environmentName() + ", or below " + Key.SITES
                        + ": in the YAML file."
                : "the sites are " + sites.stream().map(SiteId::value).collect(Collectors.joining(", ")) + ".";
    }

    private String remedyForPath(String path) {
        String below = path.replaceFirst("^" + Key.SITES + "\\.[^.]*\\.", "");
        boolean ofService = Keys.ALL.stream()
                .filter(key -> key.scope() == Key.Scope.SERVICE)
                .anyMatch(key -> key.path().equals(below) || key.filePath().equals(below));
        return ofService && !below.equals(path)
                ? "It is of the whole service: write " + below + " at the top of the file."
                : suggestion(path, paths());
    }
}
