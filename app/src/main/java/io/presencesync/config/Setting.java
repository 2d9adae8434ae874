package io.presencesync.config;

/// A value as somebody set it.
///
/// @param where for people: `finesse.poll in presence-sync.yml:12`, `PORT in .env:3`, `PORT in the environment`
/// @param playbook set by a name of the playbook, or by one that many programs read
record Setting(Key key, String value, String where, boolean playbook) {
    /// The value as it may be shown.
    String shown() {
        return key.secret() ? "***" : value;
    }

    @Override
    public String toString() {
        return key + "=" + shown() + " (" + where + ")";
    }
}
