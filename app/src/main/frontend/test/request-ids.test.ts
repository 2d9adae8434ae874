import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import type { Finesse, Gadgets } from "../src/finesse";
import { RequestBehind, RequestIds } from "../src/request-ids";
import { ManualTimers } from "./manual-timers";

let timers: ManualTimers;
/** The ids with which requests have left. */
let sent: string[];
let finesse: Pick<Finesse, "clientservices" | "utilities">;
let gadgets: Gadgets;
let ids: RequestIds;

beforeEach(() => {
  timers = new ManualTimers();
  sent = [];
  let made = 0;
  gadgets = {
    Prefs: class { getString = (): string => ""; },
    io: {
      RequestParameters: { HEADERS: "HEADERS" },
      makeRequest: (_url, _handler, params) => {
        sent.push((params as { HEADERS: { requestId: string } }).HEADERS.requestId);
      },
    },
  };
  finesse = {
    clientservices: { ClientServices: { init() {}, makeRequest: (...given) => gadgets.io?.makeRequest?.(...given) } },
    utilities: { Utilities: { generateUUID: () => `library-${(made += 1)}` } },
  };
  ids = new RequestIds(finesse, gadgets, timers);
});

/** A change as the library of 10.5(1) asks for it. */
function change(): void {
  const requestId = finesse.utilities?.Utilities?.generateUUID?.();
  finesse.clientservices.ClientServices.makeRequest?.("/finesse/api/User/1", () => {}, { HEADERS: { requestId } });
}

describe("a change of ours", () => {
  test("carries the id of our command, and only that change does", () => {
    ids.naming("c1", change);
    change();
    assert.deepEqual(sent, ["c1", "library-1"]);
    assert.equal(ids.carriedBy("c1"), "c1");
    assert.equal(ids.comparable("c1"), "c1");
  });

  test("takes one name, however many the library makes up meanwhile", () => {
    ids.naming("c1", () => {
      change();
      change();
    });
    assert.deepEqual(sent, ["c1", "library-1"]);
  });

  test("of a library that names changes its own way is recognised by that name", () => {
    ids.naming("c1", () => finesse.clientservices.ClientServices.makeRequest?.("", () => {}, { HEADERS: { requestId: "x" } }));
    assert.equal(ids.carriedBy("c1"), "x");
    assert.equal(ids.comparable("x"), "c1");
    assert.equal(ids.comparable("y"), "y");
  });

  test("of a library that goes straight to the container is recognised too", () => {
    ids.naming("c1", () => gadgets.io?.makeRequest?.("", () => {}, { HEADERS: { requestId: "x" } }));
    assert.equal(ids.comparable("x"), "c1");
  });

  test("that cannot be followed makes every unknown id incomparable for two minutes", () => {
    ids.naming("c1", () => {});
    assert.equal(ids.carriedBy("c1"), undefined);
    assert.equal(ids.comparable("x"), undefined);
    timers.pass(120_000);
    assert.equal(ids.comparable("x"), "x");
  });

  test("that fails on the spot leaves the library as it was", () => {
    const { generateUUID } = finesse.utilities?.Utilities ?? {};
    assert.throws(() => ids.naming("c1", () => assert.fail("not loaded")));
    assert.equal(finesse.utilities?.Utilities?.generateUUID, generateUUID);
    change();
    assert.deepEqual(sent, ["library-1"]);
  });

  test("is asked for all the same where the library's parts cannot be touched", () => {
    Object.freeze(finesse.utilities?.Utilities);
    ids.naming("c1", change);
    assert.deepEqual(sent, ["library-1"]);
    assert.equal(ids.comparable("library-1"), "c1");
  });
});

test("of the names of changes the newest hundred are remembered", () => {
  for (let number = 0; number <= 100; number += 1) {
    ids.naming(`c${number}`, change);
  }
  assert.equal(ids.carriedBy("c0"), undefined);
  assert.equal(ids.carriedBy("c1"), "c1");
});

describe("the request behind what is shown", () => {
  const READY = { state: "READY", stateChangeTime: "2026-03-01T10:00:00.000Z" };
  const LATER = { ...READY, stateChangeTime: "2026-03-01T10:05:00.000Z" };

  test("is the one that the notification of this change named", () => {
    const behind = new RequestBehind();
    behind.heard(READY, "x");
    assert.equal(behind.of(READY), "x");
    assert.equal(behind.of(LATER), undefined);
    assert.equal(behind.of({ state: "READY" }), undefined);
  });

  test("stays while the change is told again without a name, and ends with the next change", () => {
    const behind = new RequestBehind();
    behind.heard(READY, "x");
    behind.heard({ ...READY, pendingState: "NOT_READY" }, undefined);
    assert.equal(behind.of(READY), "x");
    behind.heard(LATER, undefined);
    assert.equal(behind.of(LATER), undefined);
  });
});
