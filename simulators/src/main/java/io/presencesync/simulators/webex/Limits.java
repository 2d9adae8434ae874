package io.presencesync.simulators.webex;

import io.presencesync.simulators.webex.WebexSimulatorOptions.HiddenAs;

/// What the pretend cloud allows at the moment; may be changed while it runs.
///
/// @param devices registrations allowed per user
/// @param subscriptions live subscriptions allowed per device
/// @param evicts whether a subscription above that number pushes the oldest out, instead of being refused with 409
/// @param subscriptionTtl the longest TTL granted, in seconds
/// @param peoplePage people in one answer of the People API
/// @param hiddenAs how a person looks who shares no status
public record Limits(
        int devices, int subscriptions, boolean evicts, int subscriptionTtl, int peoplePage, HiddenAs hiddenAs) {
    static final int PEOPLE_PAGE = 100;

    static Limits of(WebexSimulatorOptions options) {
        return new Limits(
                options.maxDevices(),
                options.maxSubscriptions(),
                false,
                options.maxSubscriptionTtl(),
                PEOPLE_PAGE,
                options.hiddenAs());
    }

    public Limits withDevices(int most) {
        return new Limits(most, subscriptions, evicts, subscriptionTtl, peoplePage, hiddenAs);
    }

    public Limits withSubscriptions(int most, boolean evicting) {
        return new Limits(devices, most, evicting, subscriptionTtl, peoplePage, hiddenAs);
    }

    public Limits withSubscriptionTtl(int seconds) {
        return new Limits(devices, subscriptions, evicts, seconds, peoplePage, hiddenAs);
    }

    public Limits withPeoplePage(int people) {
        return new Limits(devices, subscriptions, evicts, subscriptionTtl, people, hiddenAs);
    }

    public Limits withHiddenAs(HiddenAs form) {
        return new Limits(devices, subscriptions, evicts, subscriptionTtl, peoplePage, form);
    }
}
