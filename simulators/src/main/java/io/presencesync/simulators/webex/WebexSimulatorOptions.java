package io.presencesync.simulators.webex;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/// How one pretend cloud behaves; start from [#defaults()] and change what matters with the `with…` methods.
///
/// @param port 0 for any free port
/// @param botToken the bearer token of the bot; the SDK wants three parts joined by `_`, the last the org id
/// @param region the cluster in People ids, `us` or for instance `urn:TEAM:eu-central-1_k`
/// @param clock decides when subscriptions and devices expire and stamps every time on the wire
/// @param maxSubscriptionTtl the longest TTL granted, in seconds; a longer wish is cut to it
/// @param ttlScale real length of one granted TTL second: 0.01 lets a TTL of 600 end after 6 s
/// @param maxSubjects subjects allowed in one subscribe or compositions request
/// @param maxDevices registrations allowed per user
/// @param maxSubscriptions live subscriptions allowed per device
/// @param authorizationTimeout how long a new socket may stay without its authorization frame
/// @param framesBeforeReady JSON objects sent between authorization and the ready frame
/// @param hiddenAs how a person looks who shares no status
/// @param alternateHosts further addresses of this machine that serve the same on the same port, told in `hostCatalog`
public record WebexSimulatorOptions(
        String host,
        int port,
        String orgId,
        String botToken,
        String region,
        InstantSource clock,
        int maxSubscriptionTtl,
        double ttlScale,
        int maxSubjects,
        int maxDevices,
        int maxSubscriptions,
        Duration authorizationTimeout,
        List<String> framesBeforeReady,
        HiddenAs hiddenAs,
        List<String> alternateHosts) {

    /// What apheleia shows for a person with status sharing off; which of them the real cloud does is not known.
    public enum HiddenAs {
        /// Status `unknown`.
        UNKNOWN,
        /// Response code 403 in subscriptions, no composition.
        REFUSED,
        /// No status in subscriptions, no composition.
        MISSING
    }

    /// A free port on 127.0.0.1, a new org and a new token.
    public static WebexSimulatorOptions defaults() {
        String org = UUID.randomUUID().toString();
        return new WebexSimulatorOptions(
                "127.0.0.1",
                0,
                org,
                tokenFor(org),
                "us",
                InstantSource.system(),
                600,
                1.0,
                50,
                100,
                Integer.MAX_VALUE,
                Duration.ofSeconds(30),
                List.of(),
                HiddenAs.UNKNOWN,
                List.of());
    }

    static String tokenFor(String orgId) {
        return UUID.randomUUID().toString().replace("-", "") + "_PS26_" + orgId;
    }

    public WebexSimulatorOptions withHost(String host) {
        return new WebexSimulatorOptions(
                host,
                port,
                orgId,
                botToken,
                region,
                clock,
                maxSubscriptionTtl,
                ttlScale,
                maxSubjects,
                maxDevices,
                maxSubscriptions,
                authorizationTimeout,
                framesBeforeReady,
                hiddenAs,
                alternateHosts);
    }

    public WebexSimulatorOptions withPort(int port) {
        return new WebexSimulatorOptions(
                host,
                port,
                orgId,
                botToken,
                region,
                clock,
                maxSubscriptionTtl,
                ttlScale,
                maxSubjects,
                maxDevices,
                maxSubscriptions,
                authorizationTimeout,
                framesBeforeReady,
                hiddenAs,
                alternateHosts);
    }

    public WebexSimulatorOptions withOrgId(String orgId) {
        return new WebexSimulatorOptions(
                host,
                port,
                orgId,
                botToken,
                region,
                clock,
                maxSubscriptionTtl,
                ttlScale,
                maxSubjects,
                maxDevices,
                maxSubscriptions,
                authorizationTimeout,
                framesBeforeReady,
                hiddenAs,
                alternateHosts);
    }

    public WebexSimulatorOptions withBotToken(String botToken) {
        return new WebexSimulatorOptions(
                host,
                port,
                orgId,
                botToken,
                region,
                clock,
                maxSubscriptionTtl,
                ttlScale,
                maxSubjects,
                maxDevices,
                maxSubscriptions,
                authorizationTimeout,
                framesBeforeReady,
                hiddenAs,
                alternateHosts);
    }

    public WebexSimulatorOptions withRegion(String region) {
        return new WebexSimulatorOptions(
                host,
                port,
                orgId,
                botToken,
                region,
                clock,
                maxSubscriptionTtl,
                ttlScale,
                maxSubjects,
                maxDevices,
                maxSubscriptions,
                authorizationTimeout,
                framesBeforeReady,
                hiddenAs,
                alternateHosts);
    }

    public WebexSimulatorOptions withClock(InstantSource clock) {
        return new WebexSimulatorOptions(
                host,
                port,
                orgId,
                botToken,
                region,
                clock,
                maxSubscriptionTtl,
                ttlScale,
                maxSubjects,
                maxDevices,
                maxSubscriptions,
                authorizationTimeout,
                framesBeforeReady,
                hiddenAs,
                alternateHosts);
    }

    public WebexSimulatorOptions withMaxSubscriptionTtl(int maxSubscriptionTtl) {
        return new WebexSimulatorOptions(
                host,
                port,
                orgId,
                botToken,
                region,
                clock,
                maxSubscriptionTtl,
                ttlScale,
                maxSubjects,
                maxDevices,
                maxSubscriptions,
                authorizationTimeout,
                framesBeforeReady,
                hiddenAs,
                alternateHosts);
    }

    public WebexSimulatorOptions withTtlScale(double ttlScale) {
        return new WebexSimulatorOptions(
                host,
                port,
                orgId,
                botToken,
                region,
                clock,
                maxSubscriptionTtl,
                ttlScale,
                maxSubjects,
                maxDevices,
                maxSubscriptions,
                authorizationTimeout,
                framesBeforeReady,
                hiddenAs,
                alternateHosts);
    }

    public WebexSimulatorOptions withMaxSubjects(int maxSubjects) {
        return new WebexSimulatorOptions(
                host,
                port,
                orgId,
                botToken,
                region,
                clock,
                maxSubscriptionTtl,
                ttlScale,
                maxSubjects,
                maxDevices,
                maxSubscriptions,
                authorizationTimeout,
                framesBeforeReady,
                hiddenAs,
                alternateHosts);
    }

    public WebexSimulatorOptions withMaxDevices(int maxDevices) {
        return new WebexSimulatorOptions(
                host,
                port,
                orgId,
                botToken,
                region,
                clock,
                maxSubscriptionTtl,
                ttlScale,
                maxSubjects,
                maxDevices,
                maxSubscriptions,
                authorizationTimeout,
                framesBeforeReady,
                hiddenAs,
                alternateHosts);
    }

    public WebexSimulatorOptions withMaxSubscriptions(int maxSubscriptions) {
        return new WebexSimulatorOptions(
                host,
                port,
                orgId,
                botToken,
                region,
                clock,
                maxSubscriptionTtl,
                ttlScale,
                maxSubjects,
                maxDevices,
                maxSubscriptions,
                authorizationTimeout,
                framesBeforeReady,
                hiddenAs,
                alternateHosts);
    }

    public WebexSimulatorOptions withAuthorizationTimeout(Duration authorizationTimeout) {
        return new WebexSimulatorOptions(
                host,
                port,
                orgId,
                botToken,
                region,
                clock,
                maxSubscriptionTtl,
                ttlScale,
                maxSubjects,
                maxDevices,
                maxSubscriptions,
                authorizationTimeout,
                framesBeforeReady,
                hiddenAs,
                alternateHosts);
    }

    public WebexSimulatorOptions withFramesBeforeReady(List<String> framesBeforeReady) {
        return new WebexSimulatorOptions(
                host,
                port,
                orgId,
                botToken,
                region,
                clock,
                maxSubscriptionTtl,
                ttlScale,
                maxSubjects,
                maxDevices,
                maxSubscriptions,
                authorizationTimeout,
                framesBeforeReady,
                hiddenAs,
                alternateHosts);
    }

    public WebexSimulatorOptions withHiddenAs(HiddenAs hiddenAs) {
        return new WebexSimulatorOptions(
                host,
                port,
                orgId,
                botToken,
                region,
                clock,
                maxSubscriptionTtl,
                ttlScale,
                maxSubjects,
                maxDevices,
                maxSubscriptions,
                authorizationTimeout,
                framesBeforeReady,
                hiddenAs,
                alternateHosts);
    }

    public WebexSimulatorOptions withAlternateHosts(List<String> alternateHosts) {
        return new WebexSimulatorOptions(
                host,
                port,
                orgId,
                botToken,
                region,
                clock,
                maxSubscriptionTtl,
                ttlScale,
                maxSubjects,
                maxDevices,
                maxSubscriptions,
                authorizationTimeout,
                framesBeforeReady,
                hiddenAs,
                alternateHosts);
    }
}
