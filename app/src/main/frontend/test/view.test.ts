import assert from "node:assert/strict";
import { test } from "node:test";
import type { LinkStatus } from "../src/messages";
import { describePresence, since } from "../src/presence";
import { describeHold, describeLink, shownPresence, type Model } from "../src/view";

test("a meeting joined in Webex is busy, one that only stands in the calendar is not", () => {
  assert.equal(describePresence({ status: "meeting", meetingType: "online" }).tone, "busy");
  assert.notEqual(describePresence({ status: "meeting" }).tone, "busy");
});

test("every known status has words of its own, and an unknown one its own name", () => {
  const known = "active inactive call meeting presenting dnd ooo calendarItem busy quiet pending unknown".split(" ");
  const texts = known.map((status) => describePresence({ status }).text);
  assert.equal(new Set(texts).size, known.length);
  assert.equal(describePresence({ status: "teleporting" }).text, "teleporting");
});

test("since tells the hour today and the day before that", () => {
  const now = new Date(2026, 2, 4, 15, 30).getTime();
  assert.match(since(new Date(2026, 2, 4, 14, 5).toISOString(), now), /(0?2|14):05/);
  assert.match(since(new Date(2026, 2, 3, 14, 5).toISOString(), now), /3.*,/);
});

test("since says nothing of a time that is absent or unreadable", () => {
  assert.deepEqual([since(undefined, 0), since("soon", 0)], ["", ""]);
});

test("only a welcomed link is shown as good", () => {
  const others: LinkStatus[] = [
    { kind: "connecting" },
    { kind: "disconnected" },
    { kind: "waiting", detail: "busy" },
    { kind: "unauthorized" },
    { kind: "displaced" },
    { kind: "refused", reason: "unknown agent" },
  ];
  assert.equal(describeLink({ kind: "connected" }).good, true);
  assert.deepEqual(others.filter((link) => describeLink(link).good), []);
});

test("a displaced gadget offers to come back, and a refused one tells why", () => {
  assert.ok(describeLink({ kind: "displaced" }).again);
  assert.match(describeLink({ kind: "refused", reason: "not followed" }).text, /not followed/);
});

test("Not Ready is called ours only while Finesse shows our reason", () => {
  const model: Model = {
    link: { kind: "connected" },
    agent: { state: "NOT_READY", reasonLabel: "Webex Call" },
    hold: { label: "Webex Call", why: "you are in a Webex call" },
  };
  assert.equal(describeHold(model), "Not Ready (Webex Call) was set for you: you are in a Webex call");
  assert.equal(describeHold({ ...model, agent: { state: "NOT_READY", reasonLabel: "Lunch" } }), "");
  assert.equal(describeHold({ ...model, agent: { state: "READY" } }), "");
});

test("a presence is called stale as soon as the link is lost", () => {
  const presence = { status: "active" };
  assert.equal(shownPresence({ link: { kind: "connected" }, agent: {}, presence })?.stale, undefined);
  assert.equal(shownPresence({ link: { kind: "disconnected" }, agent: {}, presence })?.stale, true);
});
