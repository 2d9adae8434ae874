package io.presencesync.config;

/// One thing wrong with the settings, for the person who made them. Holds no secret.
///
/// @param setting which setting, or which file
/// @param where where it was set: `presence-sync.yml:12`, a variable's name, or `not set`
/// @param problem what is wrong
/// @param remedy what to do
public record Fault(String setting, String where, String problem, String remedy) {
    @Override
    public String toString() {
        return setting + " (" + where + "): " + problem + ". " + remedy;
    }
}
