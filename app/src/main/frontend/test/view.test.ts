import assert from "node:assert/strict";
import { test } from "node:test";
import type { LinkStatus } from "../src/messages";
import { describeHold, describeLink, describeNote, shownPresence, START, tomorrow, type Model } from "../src/model";
import { describePresence, since } from "../src/presence";
import { BUILT_IN, choose, ENGLISH, languages, Words, type Texts } from "../src/words";

const model = (part: Partial<Model>): Model => ({ ...START, link: { kind: "connected" }, ...part });
const GERMAN = new Words("de", BUILT_IN["de"]!);

test("a meeting joined in Webex is busy, one that only stands in the calendar is not", () => {
  assert.equal(describePresence({ status: "meeting", meetingType: "online" }, ENGLISH).tone, "busy");
  assert.notEqual(describePresence({ status: "meeting" }, ENGLISH).tone, "busy");
});

test("every known status has words of its own, and an unknown one its own name", () => {
  const known = "active inactive call meeting presenting dnd ooo calendarItem busy quiet pending unknown".split(" ");
  const texts = known.map((status) => describePresence({ status }, ENGLISH).text);
  assert.equal(new Set(texts).size, known.length);
  assert.equal(describePresence({ status: "teleporting" }, ENGLISH).text, "teleporting");
});

test("since tells the hour today and the day before that", () => {
  const now = new Date(2026, 2, 4, 15, 30).getTime();
  assert.match(since(new Date(2026, 2, 4, 14, 5).toISOString(), now, ENGLISH), /(0?2|14):05/);
  assert.match(since(new Date(2026, 2, 3, 14, 5).toISOString(), now, ENGLISH), /3.*,/);
  assert.equal(since(new Date(2026, 2, 4, 14, 5).toISOString(), now, GERMAN), "seit 14:05");
});

test("since says nothing of a time that is absent or unreadable", () => {
  assert.deepEqual([since(undefined, 0, ENGLISH), since("soon", 0, ENGLISH)], ["", ""]);
});

test("only a welcomed link is shown as good, and not while the desktop changes servers", () => {
  const others: LinkStatus[] = [
    { kind: "connecting" },
    { kind: "disconnected" },
    { kind: "waiting", detail: "busy" },
    { kind: "unauthorized" },
    { kind: "displaced" },
    { kind: "refused", reason: "unknown agent" },
  ];
  assert.equal(describeLink(model({}), ENGLISH).good, true);
  assert.deepEqual(others.filter((link) => describeLink(model({ link }), ENGLISH).good), []);
  assert.equal(describeLink(model({ failing: true }), ENGLISH).good, false);
});

test("a displaced gadget offers to come back, and a refused one tells why", () => {
  assert.ok(describeLink(model({ link: { kind: "displaced" } }), ENGLISH).again);
  assert.match(describeLink(model({ link: { kind: "refused", reason: "no such site" } }), ENGLISH).text, /no such site/);
  assert.match(describeLink(model({ link: { kind: "refused", reason: "not_followed" } }), GERMAN).text, /Agenten/);
});

test("Not Ready is called ours only while Finesse shows our reason", () => {
  const held = model({ agent: { state: "NOT_READY", reasonLabel: "Webex Call" }, hold: { label: "Webex Call" } });
  assert.match(describeHold(held, ENGLISH, 0), /^Not Ready \(Webex Call\) was set for you\./);
  assert.equal(describeHold({ ...held, agent: { state: "NOT_READY", reasonLabel: "Lunch" } }, ENGLISH, 0), "");
  assert.equal(describeHold({ ...held, agent: { state: "READY" } }, ENGLISH, 0), "");
});

test("what the server holds him for is told in his language, after a reload too", () => {
  const presence = { status: "active", held: "Webex Meeting", heldFor: { status: "meeting" } };
  const held = model({ agent: { state: "NOT_READY", reasonLabel: "Webex Meeting" }, presence });
  assert.match(describeHold(held, ENGLISH, 0), /Webex showed “In a Webex meeting”/);
  const paused = { ...held, pause: { until: new Date(1_000).toISOString() } };
  assert.doesNotMatch(describeHold(paused, ENGLISH, 0), /Ready again/);
  assert.match(describeHold(held, GERMAN, 0), /Webex zeigte „In einem Webex-Meeting“/);
});

test("a hold by supervisor is ours though Finesse shows its own reason, another of our labels is not", () => {
  const presence = { status: "dnd", held: "Webex DND", heldFor: { status: "dnd" } };
  const shown = (reasonLabel: string): string =>
    describeHold(model({ agent: { state: "NOT_READY", reasonLabel }, presence }), ENGLISH, 0);
  assert.match(shown("Supervisor Initiated"), /Webex DND/);
  assert.equal(shown("Webex Call"), "");
});

test("a pause is told with its end, and by whom when it was not he", () => {
  const now = new Date(2026, 2, 4, 15, 30).getTime();
  const until = new Date(2026, 2, 4, 16, 0).toISOString();
  assert.match(describeNote(model({ pause: { until, by: "agent" } }), GERMAN, now), /ruht bis 16:00/);
  assert.match(describeNote(model({ pause: { until, by: "administrator" } }), ENGLISH, now), /administrator paused/);
  assert.equal(describeNote(model({ pause: { until, by: "agent" } }), ENGLISH, Date.parse(until)), "");
});

test("a missing reason is named where it is known, and said anyway", () => {
  const presence = { status: "dnd", code: "label_missing" };
  assert.match(describeNote(model({ presence, missing: "Webex DND" }), ENGLISH, 0), /“Webex DND”/);
  assert.match(describeNote(model({ presence }), ENGLISH, 0), /administrator/);
});

test("what the server says that we do not know is passed over", () => {
  assert.equal(describeNote(model({ presence: { status: "dnd", code: "teleported" } }), ENGLISH, 0), "");
  assert.equal(describeNote(model({ presence: { status: "active", code: "none" } }), ENGLISH, 0), "");
});

test("a presence is called stale as soon as the link is lost", () => {
  const presence = { status: "active" };
  assert.equal(shownPresence(model({ presence }))?.stale, undefined);
  assert.equal(shownPresence(model({ link: { kind: "disconnected" }, presence }))?.stale, true);
});

test("until tomorrow is the next midnight where the agent is", () => {
  const date = tomorrow(new Date(2026, 11, 31, 15, 30).getTime());
  assert.deepEqual([date.getFullYear(), date.getMonth(), date.getDate(), date.getHours()], [2027, 0, 1, 0]);
});

test("every language that is built in says everything, with the same values in it", () => {
  const values = (text: string | undefined): string[] => (text ?? "").match(/\{\w+\}/g)?.sort() ?? [];
  const english = BUILT_IN["en"]!;
  for (const [tag, texts] of Object.entries(BUILT_IN)) {
    assert.deepEqual(Object.keys(texts).sort(), Object.keys(english).sort(), tag);
    for (const key of Object.keys(english) as (keyof Texts)[]) {
      assert.deepEqual(values(texts[key]), values(english[key]), `${tag} ${key}`);
    }
  }
});

test("the desktop's language is taken, as it writes it, and nothing that is no language", () => {
  assert.deepEqual(languages(["de_DE", "", undefined, "../../etc", "pt-BR"]), ["de-DE", "pt-BR"]);
});

test("a language that is not built in is read from its file, and what the file lacks is said in English", async () => {
  const asked: string[] = [];
  const read = async (tag: string): Promise<Texts | undefined> => {
    asked.push(tag);
    return tag === "nl" ? { "link.connected": "Verbonden" } : undefined;
  };
  const words = await choose(["nl_BE", "de"], read);
  assert.deepEqual(asked, ["nl-BE", "nl"]);
  assert.deepEqual([words.say("link.connected"), words.say("again")], ["Verbonden", "Try again"]);
  assert.equal((await choose(["de-AT", "nl"], read)).say("link.connected"), "Verbunden");
  assert.equal(await choose(["xx"], async () => undefined), ENGLISH);
});
