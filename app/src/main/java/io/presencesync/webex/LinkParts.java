package io.presencesync.webex;

import io.presencesync.engine.PresenceListener;
import io.presencesync.engine.Timers;
import io.presencesync.net.Backoff;
import java.net.URI;
import java.time.InstantSource;

/// What [LinkLoop] works with.
record LinkParts(
        WebexApi api,
        BotToken token,
        URI hydra,
        TrustedHosts trusted,
        Discovery discovery,
        DeviceRegistry registry,
        DeviceReplacement replacement,
        PeopleDirectory directory,
        SubscriptionRunner subscriptions,
        MercurySocket.Tools socketTools,
        MercurySocket.Events events,
        Backoff backoff,
        Timers timers,
        InstantSource clock,
        LinkHealth health,
        WorkerFaults faults,
        PresenceListener listener) {}
