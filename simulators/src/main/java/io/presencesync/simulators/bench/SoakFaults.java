package io.presencesync.simulators.bench;

import io.presencesync.simulators.webex.Endpoint;
import io.presencesync.simulators.webex.Fault;
import io.presencesync.simulators.webex.Fault.FrameFault;
import io.presencesync.simulators.webex.Limits;
import io.presencesync.simulators.webex.WebexSimulator;
import io.presencesync.simulators.webex.WebexSimulatorOptions.HiddenAs;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Plays Webex's faults, one at a time, chosen by a seed; each ends after 1 to 10 s. Left out are those that stop the
/// product on purpose for minutes: a refused token, an account that is not entitled, dead devices again and again.
final class SoakFaults {
    /// Subscriptions run short, so that what is lost without a trace is found out within about a minute.
    static final int SUBSCRIPTION_TTL = 120;

    private record Close(int code, String reason) {}

    private static final List<Close> CLOSES = List.of(
            new Close(1000, "idle"),
            new Close(1000, "pong not received"),
            new Close(1000, "no reason of note"),
            new Close(1001, ""),
            new Close(1003, "rejected"),
            new Close(1005, ""),
            new Close(1006, ""),
            new Close(1008, "Authentication did not happen within the timeout window of 30000 seconds."),
            new Close(1011, ""),
            new Close(4000, "Replaced"),
            new Close(4000, "other"),
            new Close(4001, ""),
            new Close(4401, ""),
            new Close(4404, ""),
            new Close(4999, ""));

    private static final List<Endpoint> CALLS = List.of(
            Endpoint.CATALOG,
            Endpoint.DEVICE_CREATE,
            Endpoint.DEVICE_LIST,
            Endpoint.DEVICE_UPDATE,
            Endpoint.MERCURY,
            Endpoint.SUBSCRIBE,
            Endpoint.COMPOSITIONS,
            Endpoint.PEOPLE_ME,
            Endpoint.ANY);

    private static final List<Integer> STATUSES = List.of(423, 429, 500, 502, 503);

    private final WebexSimulator webex;
    private final List<String> addresses;
    private final Random random;
    private final Limits usual;
    private final List<String> hidden = new ArrayList<>();

    SoakFaults(WebexSimulator webex, List<String> addresses, Random random) {
        this.webex = webex;
        this.addresses = addresses;
        this.random = random;
        webex.limit(webex.limits().withSubscriptionTtl(SUBSCRIPTION_TTL));
        this.usual = webex.limits();
    }

    /// Begins one; gives its name. To be followed by [#end()].
    String begin() {
        return switch (random.nextInt(13)) {
            case 0, 1 -> close();
            case 2 -> dead();
            case 3 -> answers();
            case 4 -> silentCalls();
            case 5, 6 -> frames();
            case 7 -> down();
            case 8 -> forgotten();
            case 9 -> persons();
            case 10 -> hosts();
            case 11 -> sharing();
            default -> opening();
        };
    }

    /// The cloud works again.
    void end() {
        webex.clearFaults();
        hidden.forEach(address -> webex.setSharing(address, true));
        hidden.clear();
        webex.limit(usual);
        webex.up();
    }

    private String close() {
        Close close = any(CLOSES);
        webex.closeSockets(close.code(), close.reason());
        return "close " + close.code() + (close.reason().isEmpty() ? "" : " " + close.reason());
    }

    private String dead() {
        return switch (random.nextInt(3)) {
            case 0 -> {
                webex.silenceSockets();
                yield "half-open";
            }
            case 1 -> {
                webex.closeWithoutHandshake(1001, "");
                yield "close without handshake";
            }
            default -> {
                webex.announceShutdown();
                yield "shutdown frame";
            }
        };
    }

    private String answers() {
        Endpoint endpoint = any(CALLS);
        int status = any(STATUSES);
        Integer wait = random.nextBoolean() ? Integer.valueOf(1 + random.nextInt(5)) : null;
        boolean mustTell = status == 423 || status == 429;
        webex.addFault(new Fault.Answer(
                endpoint, status, mustTell && wait == null ? Integer.valueOf(3) : wait, Fault.UNTIL_CLEARED));
        reconnect();
        return status + " for " + endpoint.label();
    }

    private String silentCalls() {
        Endpoint endpoint = any(CALLS);
        Fault fault = switch (random.nextInt(4)) {
            case 0 -> new Fault.Hang(endpoint, 2);
            case 1 -> new Fault.Cut(endpoint, Fault.UNTIL_CLEARED);
            case 2 -> new Fault.Slow(endpoint, 200 + random.nextInt(3000), Fault.UNTIL_CLEARED);
            default -> new Fault.Garbage(endpoint, 3);
        };
        webex.addFault(fault);
        reconnect();
        return fault.getClass().getSimpleName() + " " + endpoint.label();
    }

    /// So that more than the socket is used.
    private void reconnect() {
        webex.closeSockets(1006, "");
    }

    private String frames() {
        FrameFault kind = any(List.of(FrameFault.values()));
        int amount = kind == FrameFault.OVERSIZE ? 2048 : kind == FrameFault.LATE ? 100 + random.nextInt(4000) : 1;
        int times = kind == FrameFault.OVERSIZE || kind == FrameFault.HALF ? 1 : 1 + random.nextInt(30);
        webex.addFault(new Fault.Frames(kind, amount, times));
        return "frames " + kind;
    }

    private String down() {
        webex.down();
        return "cloud down";
    }

    private String forgotten() {
        return switch (random.nextInt(3)) {
            case 0 -> {
                webex.forgetDevices();
                yield "devices forgotten";
            }
            case 1 -> {
                webex.forgetDevicesSilently();
                yield "devices forgotten silently";
            }
            default -> {
                webex.forgetSubscriptions();
                yield "subscriptions forgotten";
            }
        };
    }

    private String hosts() {
        Fault fault = switch (random.nextInt(3)) {
            case 0 -> new Fault.UpgradeRefused(any(STATUSES), 1 + random.nextInt(5), Fault.UNTIL_CLEARED);
            case 1 -> new Fault.CatalogNames("apheleia", null, Fault.UNTIL_CLEARED);
            default -> new Fault.Answer(any(CALLS), 503, 1 + random.nextInt(5), true, null, Fault.UNTIL_CLEARED);
        };
        webex.addFault(fault);
        reconnect();
        return fault.getClass().getSimpleName();
    }

    private String sharing() {
        for (int i = 0; i < 40; i++) {
            hidden.add(any(addresses));
        }
        hidden.forEach(address -> webex.setSharing(address, false));
        webex.limit(usual.withHiddenAs(any(List.of(HiddenAs.values()))));
        return "forty people hide their status";
    }

    private String persons() {
        if (random.nextInt(3) == 0) {
            webex.limit(usual.withSubscriptions(addresses.size() * 3 / 4, random.nextBoolean()));
            reconnect();
            return "room for three quarters";
        }
        for (int i = 0; i < 40; i++) {
            webex.addFault(ofPerson(any(addresses)));
        }
        reconnect();
        return "forty people refused or left out";
    }

    private Fault ofPerson(String address) {
        return switch (random.nextInt(5)) {
            case 0 -> new Fault.RefuseSubject(address, 401, null, false, 1);
            case 1 -> new Fault.RefuseSubject(address, 403, null, false, 1);
            case 2 -> new Fault.RefuseSubject(address, 409, 1 + random.nextInt(10), random.nextBoolean(), 1);
            case 3 -> new Fault.MissingStatus(address, 1);
            default -> new Fault.MissingAnswer(address, 1);
        };
    }

    private String opening() {
        Fault fault = switch (random.nextInt(3)) {
            case 0 -> new Fault.CloseBeforeReady(any(List.of(1006, 1011, 4404, 4999)), "", 1);
            case 1 -> new Fault.LateReady(random.nextBoolean() ? -1 : 3000, 1);
            default -> new Fault.FramesFirst(List.of("{\"id\":\"x\",\"data\":{\"eventType\":\"locus.event\"}}"), 1);
        };
        webex.addFault(fault);
        reconnect();
        return fault.getClass().getSimpleName();
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
