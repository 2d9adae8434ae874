package io.presencesync.config;

import io.presencesync.presence.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads one Finesse account, in either of its forms.
///
/// @param token base64 of `user:password`
/// @param user the same in two settings
record AccountValidation(Settings settings, Key token, Key user, Key password) {
    static AccountValidation admin(Settings settings) {
        return new AccountValidation(
                settings, Keys.FINESSE_ADMIN, Keys.FINESSE_ADMIN_USER, Keys.FINESSE_ADMIN_PASSWORD);
    }

    static AccountValidation supervisor(Settings settings) {
        return new AccountValidation(
                settings, Keys.FINESSE_SUPERVISOR, Keys.FINESSE_SUPERVISOR_USER, Keys.FINESSE_SUPERVISOR_PASSWORD);
    }

    void required(String why, String remedy) {
        if (!settings.isSet(user) && !settings.isSet(password)) {
            settings.missing(token, why, remedy);
        }
    }

    /// Null when no account is set, or not rightly.
    @Nullable
    AccountConfig account() {
        if (settings.isSet(token)) {
            refuseSecondForm(user);
            refuseSecondForm(password);
            return fromToken().orElse(null);
        }
        return settings.isSet(user) || settings.isSet(password) ? fromParts().orElse(null) : null;
    }

    private void refuseSecondForm(Key other) {
        if (settings.isSet(other)) {
            settings.fault(
                    other,
                    "is set besides " + settings.name(token) + ": one account in two forms",
                    "Keep either the token, or user and password.");
        }
    }

    private Optional<AccountConfig> fromToken() {
        Optional<BasicCredentials> read =
                settings.secret(token).map(Secret::reveal).flatMap(AccountToken::parse);
        if (read.isEmpty() && settings.secret(token).isPresent()) {
            settings.fault(
                    token,
                    "is not base64 of user:password",
                    "The command printf '%s' 'user:password' | base64 -w0 prints what to write; on macOS leave out -w0.");
        }
        return read.map(credentials -> account(token, credentials, AccountConfig.Form.TOKEN));
    }

    private Optional<AccountConfig> fromParts() {
        settings.missing(user, "besides " + settings.name(password), "Set the account's user name");
        settings.missing(password, "besides " + settings.name(user), "Set the account's password");
        String name = settings.text(user);
        if (name.contains(":")) {
            settings.fault(user, "holds a colon, which no Finesse user name does", "Write the user name alone.");
        }
        Optional<Secret> secret = settings.secret(password);
        if (secret.isPresent() && secret.get().reveal().lines().count() > 1) {
            settings.fault(password, "holds more than one line", "Write the password alone.");
        }
        return secret.filter(_ -> !name.isEmpty())
                .map(word -> account(password, new BasicCredentials(name, word), AccountConfig.Form.PASSWORD));
    }

    private AccountConfig account(Key key, BasicCredentials credentials, AccountConfig.Form form) {
        Setting setting = settings.setting(key).orElseThrow();
        String name = setting.key().path();
        if (setting.playbook() && key.playbook() != null) {
            name = key.playbook();
        }
        return new AccountConfig(credentials, setting.file(), form, name);
    }
}
