import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { describeLink, faceOf, newModel, type Model } from "../src/face";
import { describeHold } from "../src/hold";
import { drawing } from "../src/icons";
import type { LinkStatus, Presence } from "../src/messages";
import { describePresence } from "../src/presence";
import { BUILT_IN, Words } from "../src/words";

const en = Words.builtIn("en");
const NOW = Date.parse("2026-03-04T12:00:00Z");

function model(part: Partial<Model> = {}): Model {
  return { ...newModel(), link: { kind: "connected" }, agent: { state: "READY" }, ...part };
}

const notices = (part: Partial<Model>, words = en): string[] => faceOf(model(part), words, NOW).notices.map(({ text }) => text);
const noticesOf = (presence: Presence, words = en): string[] => notices({ presence }, words);

describe("a presence", () => {
  test("of a meeting joined in Webex is busy, of one that only stands in the calendar is not", () => {
    assert.equal(describePresence({ status: "meeting", meetingType: "online" }, en).tone, "talk");
    assert.equal(describePresence({ status: "meeting" }, en).tone, "away");
  });

  test("has words of its own for every known status, and an icon, and an unknown status its own name", () => {
    const known = "active inactive call meeting presenting dnd ooo calendarItem busy quiet pending unknown".split(" ");
    const looks = known.map((status) => describePresence({ status }, en));
    assert.equal(new Set(looks.map(({ text }) => text)).size, known.length);
    for (const { icon } of looks) {
      assert.match(drawing(icon).viewBox, /^0 0 \d+ \d+$/);
      assert.ok(drawing(icon).path.length > 20);
    }
    assert.equal(describePresence({ status: "teleporting" }, en).text, "teleporting");
    assert.equal(describePresence({}, en).text, "Not known");
  });

  test("is called unconfirmed as soon as the link is lost", () => {
    const presence = { status: "active" };
    assert.equal(faceOf(model({ presence }), en, NOW).presence?.dimmed, false);
    const lost = faceOf(model({ presence, link: { kind: "disconnected" } }), en, NOW);
    assert.equal(lost.presence?.dimmed, true);
    assert.match(lost.presence?.aside ?? "", /not confirmed lately/);
  });
});

describe("the link", () => {
  const others: LinkStatus[] = [
    { kind: "connecting" },
    { kind: "disconnected" },
    { kind: "waiting", detail: "busy" },
    { kind: "waiting", detail: "throttled" },
    { kind: "unauthorized" },
    { kind: "displaced" },
    { kind: "refused", reason: "unknown agent" },
  ];

  test("is shown as good only when welcomed, and only then something can be asked for", () => {
    assert.equal(faceOf(model(), en, NOW).link.tone, "good");
    assert.equal(faceOf(model(), en, NOW).able, true);
    for (const link of others) {
      const face = faceOf(model({ link }), en, NOW);
      assert.deepEqual([face.link.tone, face.able], ["bad", false], link.kind);
    }
  });

  test("offers to come back when displaced, and tells why it was refused", () => {
    assert.ok(describeLink({ link: { kind: "displaced" } }, en).again);
    assert.match(describeLink({ link: { kind: "refused", reason: "mend ?site=" } }, en).text, /mend \?site=/);
    assert.match(describeLink({ link: { kind: "refused", reason: "not_followed" } }, en).text, /not among the agents/);
  });

  test("says that too many have tried, in the agent's language", () => {
    const said = describeLink({ link: { kind: "waiting", detail: "throttled" } }, Words.builtIn("de")).text;
    assert.match(said, /Anmeldeversuche/);
  });
});

describe("a hold", () => {
  const presence: Presence = {
    status: "call",
    code: "none",
    held: "Webex Call",
    heldFor: { status: "call" },
    heldSince: "2026-03-04T11:00:00Z",
  };
  const agent = { state: "NOT_READY", reasonLabel: "Webex Call" };
  const said = (part: Partial<Model>, words = en): string => {
    const held = describeHold(model({ presence, agent, ...part }), words);
    return held ? [held.text, held.detail].filter(Boolean).join(" / ") : "";
  };

  test("is told from the server's word, so that it survives a reload, with what ends it", () => {
    assert.equal(said({}), "Not Ready – Webex Call / Ready again when the Webex call ends");
    const meeting = { ...presence, status: "meeting", held: "Webex Meeting" };
    const shown = said({ presence: meeting, agent: { ...agent, reasonLabel: "Webex Meeting" } });
    assert.equal(shown, "Not Ready – Webex Meeting / Ready again when the meeting ends");
  });

  test("is told in the agent's language", () => {
    assert.equal(said({}, Words.builtIn("fr")), "Non prêt – Webex Call / De nouveau Prêt à la fin de l’appel Webex");
  });

  test("says what ends it for whatever presence is behind it, never for one that has gone", () => {
    const ends = (status: string): string => said({ presence: { ...presence, status } }).split(" / ")[1] ?? "";
    assert.match(ends("unknown"), /^Webex shows you as offline or signed out\./);
    assert.equal(ends("active"), "Ready again in a moment");
    assert.equal(ends("busy"), "Ready again when Webex shows you as available");
  });

  test("that nothing ends by itself does not promise so", () => {
    for (const code of ["off_duty", "switched_off", "no_effect"]) {
      assert.match(said({ presence: { ...presence, code } }), /You stay Not Ready/, code);
    }
    assert.equal(said({ presence: { ...presence, code: "feed_down" } }), "Not Ready – Webex Call");
    assert.equal(said({ link: { kind: "disconnected" } }), "Not Ready – Webex Call");
  });

  test("made by the supervisor shows another reason in Finesse, and no label of ours is named", () => {
    const shown = said({ agent: { ...agent, reasonLabel: "Supervisor Initiated" } });
    assert.equal(shown, "Not Ready – set by Presence Sync / Ready again when the Webex call ends");
  });

  test("beneath a Not Ready of the system's is not promised to end, and the system is named in one sentence", () => {
    const bySystem = { ...presence, code: "set_elsewhere" };
    const lost = { ...agent, reasonLabel: "Connection Failure", reasonCode: "50002" };
    assert.equal(
      said({ presence: bySystem, agent: lost }),
      "Finesse itself set Connection Failure. Presence Sync waits for what Finesse shows next.",
    );
    assert.match(said({ presence: bySystem, agent: { state: "NOT_READY", reasonCode: "50002" } }), /set 50002\./);
    assert.equal(said({ presence: bySystem, agent: { state: "NOT_READY" } }), en.say("code.waiting"));
  });

  test("is not claimed for another reason while the link is down, or while he is Ready", () => {
    const link: LinkStatus = { kind: "disconnected" };
    assert.equal(said({ link, agent: { ...agent, reasonLabel: "Lunch" } }), "");
    assert.equal(said({ agent: { state: "READY" } }), "");
  });

  test("that follows a call is announced", () => {
    const talking = { state: "TALKING", pendingState: "NOT_READY" };
    assert.equal(said({ agent: talking }), "When your customer call ends: Not Ready (Webex Call)");
  });

  test("is known from our own command where the server says nothing of holds", () => {
    const hold = { label: "Webex Call", why: "in a call" };
    const old: Presence = { status: "call" };
    assert.equal(said({ presence: old, hold }), "Not Ready – Webex Call / Ready again when the Webex call ends");
    assert.equal(said({ presence: old, agent: { ...agent, reasonLabel: "Lunch" }, hold }), "");
    assert.equal(said({ presence: { ...old, code: "none" }, hold }), "");
  });

  test("in a pause is one notice, with its cause only while Webex still shows it", () => {
    const pause = { until: "2026-03-04T12:30:00Z" };
    const during = (status: string): string => {
      const found = faceOf(model({ presence: { ...presence, status, code: "paused" }, agent, pause }), en, NOW).notices;
      assert.equal(found.length, 1);
      return found[0]?.detail ?? "";
    };
    assert.equal(during("active"), "You stay Not Ready (Webex Call) until you press Ready or Resume.");
    assert.equal(during("call"), "You stay Not Ready (Webex Call): you are in a Webex call.");
    assert.equal(during("meeting"), "You stay Not Ready (Webex Call) unless you press Ready.");
  });

  test("while Webex is silent is warned of first, and the foot says so", () => {
    const face = faceOf(model({ presence: { ...presence, code: "feed_down" }, agent }), en, NOW);
    assert.deepEqual(face.notices.map(({ kind }) => kind), ["warning", "held"]);
    assert.equal(face.notices[0]?.text, "Webex can’t be reached. You stay Not Ready until it is back, or press Ready.");
    assert.deepEqual([face.link.tone, face.link.text], ["warn", "Webex not reachable"]);
    const unheld = faceOf(model({ presence: { status: "call", code: "feed_down" } }), en, NOW);
    assert.equal(unheld.notices[0]?.text, "Webex can’t be reached. Your state is left as it is.");
  });

  test("that ends once the silence has lasted does not claim to stay", () => {
    assert.match(notices({ presence: { ...presence, code: "fading" }, agent })[0] ?? "", /you become Ready again/);
  });
});

describe("a line of the header", () => {
  const widest = (key: string): string[] =>
    Object.entries(BUILT_IN).flatMap(([tag, words]) => (words[key as keyof typeof words].length > 34 ? [`${tag} ${key}`] : []));

  test("has words of its own that are short in every language", () => {
    const lines = Object.keys(BUILT_IN["en"] ?? {}).filter((key) => key.startsWith("line."));
    assert.ok(lines.length > 20);
    assert.deepEqual(lines.flatMap(widest), []);
  });

  test("is made for every code of the wire, and every sentence of the link", () => {
    const has = (key: string): boolean => en.has(`line.${key}`);
    const keys = Object.keys(BUILT_IN["en"] ?? {}).filter((key) => /^code\.|^link\.(?!connect|webex)/.test(key));
    assert.deepEqual(keys.filter((key) => !has(key) && key !== "code.signed_out"), []);
  });
});

describe("why an agent is left as he is", () => {
  test("is said for every code of the wire", () => {
    const codes = "override own_choice signed_in set_elsewhere no_effect in_call wrap_up ringing off_duty switched_off";
    for (const code of `${codes} stale fading feed_down signed_out waiting`.split(" ")) {
      assert.equal(noticesOf({ status: "dnd", code }).length, 1, code);
    }
    assert.deepEqual(noticesOf({ status: "dnd", code: "none", decision: "held as Webex DND" }), []);
    assert.deepEqual(noticesOf({ status: "dnd", code: "paused" }), []);
  });

  test("names the reason that the agent chose, and does not call theirs what others set", () => {
    const lunch: Presence = { status: "active", code: "own_choice", label: "Lunch" };
    const agent = { state: "NOT_READY", reasonLabel: "Lunch" };
    assert.deepEqual(notices({ presence: lunch, agent }), ["Lunch is your own choice. Press Ready when you are back."]);
    const old: Presence = { status: "dnd", code: "own_choice" };
    assert.deepEqual(notices({ presence: old, agent }), ["Lunch is your own choice. Press Ready when you are back."]);
    const bare = notices({ presence: old, agent: { state: "NOT_READY" } });
    assert.deepEqual(bare, ["You are Not Ready without a reason. Press Ready when you want calls."]);
    assert.match(notices({ presence: old, agent: { state: "TALKING" } })[0] ?? "", /what follows this call/);
    const forced = { status: "active", code: "set_elsewhere", label: "Ring No Answer" };
    assert.match(notices({ presence: forced, agent })[0] ?? "", /^Ring No Answer was not set by Presence Sync/);
  });

  test("names the presence that changes nothing here", () => {
    assert.deepEqual(noticesOf({ status: "ooo", code: "no_effect" }), ["Out of office does not change your state here."]);
    assert.match(noticesOf({ status: "unknown", code: "no_effect" })[0] ?? "", /does not show your presence/);
  });

  test("can be reported as wrong, and nothing can where nothing is said", () => {
    const face = (presence: Presence): boolean => faceOf(model({ presence }), en, NOW).reportable;
    assert.deepEqual([face({ status: "active", code: "none" }), face({ status: "dnd", code: "override" })], [false, true]);
  });

  test("is not said of calls and wrap-up while Webex shows him as free", () => {
    assert.deepEqual(noticesOf({ status: "active", code: "wrap_up" }), []);
    assert.equal(noticesOf({ status: "meeting", code: "wrap_up" }).length, 1);
  });

  test("is the server's English sentence for a code that is not known here, and only in English", () => {
    const presence = { status: "dnd", code: "solar_eclipse", decision: "the sun is dark" };
    assert.deepEqual(noticesOf(presence), ["The sun is dark"]);
    assert.deepEqual(noticesOf(presence, Words.builtIn("ja")), []);
  });

  test("is not said from memory while the link is down", () => {
    assert.deepEqual(notices({ presence: { status: "dnd", code: "override" }, link: { kind: "disconnected" } }), []);
  });

  test("names a missing reason so that it can be passed on", () => {
    const wanted = 'Finesse offers you no Not Ready reason “Webex DND”. Please tell your administrator.';
    assert.deepEqual(noticesOf({ status: "dnd", code: "label_missing", label: "Webex DND" }), [wanted]);
    assert.deepEqual(notices({ missing: "Webex DND" }), [wanted]);
    assert.deepEqual(noticesOf({ status: "dnd", code: "label_missing", decision: 'his team has no "Webex DND"' }), [wanted]);
    assert.match(noticesOf({ status: "dnd", code: "label_missing" })[0] ?? "", /administrator/);
  });

  test("says that the desktop has lost Finesse", () => {
    assert.match(notices({ desktopLost: true })[0] ?? "", /lost Finesse/);
  });
});

describe("a pause", () => {
  const until = "2026-03-04T12:30:00Z";

  test("is shown until its end, and not after it", () => {
    assert.equal(faceOf(model({ pause: { until } }), en, NOW).paused, true);
    assert.equal(faceOf(model({ pause: { until } }), en, Date.parse(until)).paused, false);
    assert.match(notices({ pause: { until } })[0] ?? "", /^Paused until/);
    assert.match(notices({ pause: { until, by: "administrator" } })[0] ?? "", /administrator/);
  });

  test("is judged by the server's clock when the agent's is wrong", () => {
    assert.equal(faceOf(model({ pause: { until }, drift: 3_600_000 }), en, NOW).paused, false);
  });

  test("that was not answered or not accepted is said", () => {
    const said = (pausing: Model["wishes"]["pausing"]): string =>
      faceOf(model({ wishes: { pausing, report: "none" } }), en, NOW).answer;
    assert.deepEqual([said("none"), said("asked")], ["", ""]);
    assert.match(said("unanswered"), /No answer/);
    assert.match(said("refused"), /Not accepted/);
  });
});
