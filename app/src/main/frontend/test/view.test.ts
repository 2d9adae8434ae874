import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { describeHold, describeLink, faceOf, newModel, type Model } from "../src/face";
import { drawing } from "../src/icons";
import type { LinkStatus, Presence } from "../src/messages";
import { describePresence } from "../src/presence";
import { Words } from "../src/words";

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
    assert.equal(faceOf(model(), en, NOW).link.good, true);
    assert.equal(faceOf(model(), en, NOW).able, true);
    for (const link of others) {
      const face = faceOf(model({ link }), en, NOW);
      assert.deepEqual([face.link.good, face.able], [false, false], link.kind);
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

  test("is told from the server's word, so that it survives a reload", () => {
    assert.equal(
      describeHold(model({ presence, agent }), en),
      "Not Ready (Webex Call) was set for you: you are in a Webex call",
    );
  });

  test("is told in the agent's language", () => {
    assert.match(describeHold(model({ presence, agent }), Words.builtIn("fr")), /défini pour vous : vous êtes en appel/);
  });

  test("made by the supervisor shows another reason in Finesse, and no label of ours is named", () => {
    const shown = describeHold(model({ presence, agent: { ...agent, reasonLabel: "Supervisor Initiated" } }), en);
    assert.equal(shown, "Not Ready was set for you: you are in a Webex call");
  });

  test("is not claimed for another reason while the link is down, or while he is Ready", () => {
    const link: LinkStatus = { kind: "disconnected" };
    assert.equal(describeHold(model({ presence, link, agent: { ...agent, reasonLabel: "Lunch" } }), en), "");
    assert.equal(describeHold(model({ presence, agent: { state: "READY" } }), en), "");
    assert.notEqual(describeHold(model({ presence, link, agent }), en), "");
  });

  test("that follows a call is announced", () => {
    const talking = { state: "TALKING", pendingState: "NOT_READY" };
    assert.equal(describeHold(model({ presence, agent: talking }), en), "After this call: Not Ready (Webex Call)");
  });

  test("is known from our own command where the server says nothing of holds", () => {
    const hold = { label: "Webex Call", why: "in a call" };
    const old: Presence = { status: "call" };
    assert.equal(describeHold(model({ presence: old, agent, hold }), en), "Not Ready (Webex Call) was set for you: in a call");
    assert.equal(describeHold(model({ presence: old, agent: { ...agent, reasonLabel: "Lunch" }, hold }), en), "");
    assert.equal(describeHold(model({ presence: { ...old, code: "none" }, agent, hold }), en), "");
  });
});

describe("why an agent is left as he is", () => {
  test("is said for every code of the wire", () => {
    for (const code of "override own_choice in_call wrap_up ringing off_duty switched_off stale feed_down signed_out waiting".split(" ")) {
      assert.equal(noticesOf({ status: "dnd", code }).length, 1, code);
    }
    assert.deepEqual(noticesOf({ status: "dnd", code: "none", decision: "held as Webex DND" }), []);
    assert.deepEqual(noticesOf({ status: "dnd", code: "paused" }), []);
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
    assert.match(notices({ pause: { until } })[0] ?? "", /^Sync is paused until/);
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
    assert.match(said("refused"), /not accepted/);
  });
});
