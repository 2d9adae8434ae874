package io.presencesync.config;

import io.presencesync.presence.SiteId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The names of the sites, wherever they are named. Without any there is one site, `main`, set at the top.
final class SiteNames {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    private final Map<String, String> places = new LinkedHashMap<>();

    void add(String name, String place) {
        places.putIfAbsent(name, place);
    }

    void addAll(String list, String place) {
        Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(name -> add(name, place));
    }

    /// Empty when no site is named.
    List<SiteId> sites() {
        return places.keySet().stream().filter(SiteNames::good).map(SiteId::new).toList();
    }

    private static boolean good(String name) {
        return NAME.matcher(name).matches();
    }

    /// Whether a setting's name begins with that of a site that has a fault of its own.
    boolean belowFaulty(String path) {
        return places.keySet().stream().anyMatch(name -> !good(name) && path.startsWith(Key.SITES + "." + name + "."));
    }

    List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        places.forEach((name, place) -> {
            if (!good(name)) {
                String problem = "is no name for a site";
                String remedy = "Write small letters, digits and dashes, 32 at most, a letter or digit first.";
                faults.add(new Fault(Key.SITES + "." + shown(name), place, problem, remedy));
            }
        });
        faults.addAll(sameInEnvironment());
        return faults;
    }

    private static String shown(String name) {
        return name.matches("[A-Za-z0-9_. -]{1,60}") ? name : "(name)";
    }

    /// Dashes and dots are one in the environment, so settings of two sites may have one name there.
    private List<Fault> sameInEnvironment() {
        Map<String, String> owners = new TreeMap<>();
        Map<String, Fault> faults = new TreeMap<>();
        for (SiteId site : sites()) {
            for (String name : environmentNames(site)) {
                String other = owners.putIfAbsent(name, site.value());
                if (other != null) {
                    String place = places.getOrDefault(site.value(), "");
                    String problem = "the names of this site and of " + other + " are one in the environment: " + name;
                    Fault fault = new Fault(Key.SITES + "." + site, place, problem, "Choose another name for one.");
                    faults.putIfAbsent(site.value(), fault);
                }
            }
        }
        return List.copyOf(faults.values());
    }

    private static Set<String> environmentNames(SiteId site) {
        Set<String> names = new TreeSet<>();
        for (Key key : Keys.OF_SITE) {
            names.add(key.in(site).environmentName());
            if (key.secret()) {
                names.add(key.in(site).environmentName() + "_FILE");
            }
        }
        return names;
    }
}
