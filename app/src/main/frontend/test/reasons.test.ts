import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ReadGate } from "../src/read-gate";
import { ReasonCodes } from "../src/reasons";
import { FakeUser } from "./fake-user";
import { ManualTimers } from "./manual-timers";

let user: FakeUser;
let timers: ManualTimers;
let changes: number;
let reasons: ReasonCodes;

beforeEach(() => {
  user = new FakeUser();
  timers = new ManualTimers();
  changes = 0;
  reasons = new ReasonCodes(user, () => (changes += 1), timers, new ReadGate(() => "Basic one", timers, () => {}));
});

const read = (): Promise<void> => reasons.reload().catch(() => undefined);
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("an empty list is a list", async () => {
  user.codes = undefined;
  await read();
  assert.deepEqual([reasons.isKnown(), reasons.all(), reasons.fault(), changes], [true, [], undefined, 1]);
});

test("a library that answers nothing at all, as with a list it does not expect, is a list that cannot be read", async () => {
  user.getNotReadyReasonCodes = () => {};
  const asked = read();
  timers.pass(10_000);
  await asked;
  assert.deepEqual([reasons.isKnown(), reasons.fault(), changes], [false, { type: "timeout" }, 1]);
});

test("a list that cannot be read is asked for again after half a minute, then rarer, until it is there", async () => {
  user.refusal = { status: 500 };
  await read();
  assert.deepEqual(reasons.fault(), { type: "refused", status: 500 });
  timers.pass(29_999);
  await settled();
  assert.equal(user.listings, 1);
  timers.pass(7_501);
  await settled();
  assert.equal(user.listings, 2);
  timers.pass(59_999);
  await settled();
  assert.equal(user.listings, 2);
  user.refusal = undefined;
  timers.pass(15_001);
  await settled();
  assert.deepEqual([user.listings, reasons.isKnown(), reasons.fault()], [3, true, undefined]);
  timers.pass(3_600_000);
  await settled();
  assert.equal(user.listings, 3);
});

test("a list that is known stands when it cannot be read again", async () => {
  await read();
  user.refusal = { status: 500 };
  await read();
  assert.deepEqual([reasons.all().length, reasons.fault(), changes], [2, undefined, 1]);
});

test("a refused sign-in is not sent again for the reasons", async () => {
  user.refusal = { status: 401 };
  await read();
  await read();
  timers.pass(3_600_000);
  await settled();
  assert.equal(user.listings, 1);
});
