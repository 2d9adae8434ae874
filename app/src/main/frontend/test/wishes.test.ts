import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import type { Reported } from "../src/messages";
import { Wishes, type WishesState } from "../src/wishes";
import { ManualTimers } from "./manual-timers";

let online: boolean;
let sent: [string, object][];
let answer: (answer: Reported) => void;
let timers: ManualTimers;
let state: WishesState;
let wishes: Wishes;

beforeEach(() => {
  online = true;
  sent = [];
  timers = new ManualTimers();
  state = { pausing: "none", report: "none" };
  const link = {
    send: (event: "pause" | "resume", payload: object) => online && sent.push([event, payload]) > 0,
    report: (answered: (answer: Reported) => void) => {
      answer = answered;
      return online;
    },
  };
  wishes = new Wishes(link, (now) => (state = now), timers);
});

describe("a pause", () => {
  test("is asked for with its length, and settled by the server's word", () => {
    wishes.pause({ minutes: 15 });
    assert.deepEqual(sent, [["pause", { minutes: 15 }]]);
    assert.equal(state.pausing, "asked");
    wishes.told({ until: "1970-01-01T00:15:00.000Z", by: "agent" });
    timers.pass(60_000);
    assert.equal(state.pausing, "none");
  });

  test("without an answer within 5 seconds is said, and can be asked for again", () => {
    wishes.pause({ minutes: 1 });
    timers.pass(4_999);
    assert.equal(state.pausing, "asked");
    timers.pass(1);
    assert.equal(state.pausing, "unanswered");
    wishes.pause({ minutes: 1 });
    wishes.told({ until: "2026-03-04T12:00:00Z" });
    assert.deepEqual([sent.length, state.pausing], [2, "none"]);
  });

  test("that the server does not accept is said", () => {
    wishes.pause({ minutes: 1 });
    wishes.told({});
    assert.equal(state.pausing, "refused");
  });

  test("of an administrator is no answer to anything", () => {
    wishes.told({ until: "2026-03-04T12:00:00Z", by: "administrator" });
    assert.equal(state.pausing, "none");
    wishes.told({});
    assert.equal(state.pausing, "none");
  });

  test("is ended by resume", () => {
    wishes.resume();
    assert.deepEqual(sent, [["resume", {}]]);
    wishes.told({});
    assert.equal(state.pausing, "none");
  });

  test("cannot be asked for without a link", () => {
    online = false;
    wishes.pause({ minutes: 1 });
    assert.equal(state.pausing, "unanswered");
  });
});

describe("a report", () => {
  test("is thanked for, for a minute", () => {
    wishes.report();
    assert.equal(state.report, "asked");
    answer({ ok: true, id: "7" });
    assert.equal(state.report, "reported");
    timers.pass(7_999);
    assert.equal(state.report, "reported");
    timers.pass(1);
    assert.equal(state.report, "none");
  });

  test("is thanked for no longer than the state that it was about", () => {
    wishes.seen("READY");
    wishes.report();
    answer({ ok: true, id: "r1" });
    wishes.seen("READY");
    assert.equal(state.report, "reported");
    wishes.seen("NOT_READY");
    assert.equal(state.report, "none");
  });

  test("that failed, or was not answered within 5 seconds, is said", () => {
    wishes.report();
    answer({ ok: false, message: "reported a moment ago" });
    assert.equal(state.report, "failed");
    wishes.report();
    timers.pass(5_000);
    assert.equal(state.report, "unanswered");
    answer({ ok: true });
    assert.equal(state.report, "reported", "a late answer corrects it");
  });

  test("without a link is not lost in silence", () => {
    online = false;
    wishes.report();
    assert.equal(state.report, "failed");
  });
});
