import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { DesktopConnection } from "../src/desktop-connection";
import { ManualTimers } from "./manual-timers";

let timers: ManualTimers;
let said: string[];
let desktop: DesktopConnection;

beforeEach(() => {
  timers = new ManualTimers();
  said = [];
  const actions = {
    changed: (standing: string) => void said.push(standing),
    libraryReads: () => void said.push("library"),
    read: () => void said.push("read"),
  };
  desktop = new DesktopConnection(actions, timers);
});

const tell = (...words: string[]): void => words.forEach((status) => desktop.told({ status }));

test("a desktop that is well and says so changes nothing", () => {
  tell("connecting", "connected");
  timers.pass(60_000);
  assert.deepEqual(said, []);
});

test("one that was lost and is back reads by itself: we read nothing, and believe it once Finesse has answered", () => {
  tell("failing", "recovered");
  assert.deepEqual(said, ["lost", "returning", "library"]);
  timers.pass(11_999);
  desktop.answered();
  timers.pass(60_000);
  assert.deepEqual(said, ["lost", "returning", "library", "well"]);
});

test("one that reads nothing for 12 seconds is read by us, once, and not believed before the answer", () => {
  tell("failing", "recovered");
  timers.pass(12_000);
  timers.pass(600_000);
  assert.deepEqual(said, ["lost", "returning", "library", "read"]);
  assert.equal(desktop.standing(), "returning");
  desktop.answered();
  assert.equal(desktop.standing(), "well");
});

test("one that is lost again on the way back is not read", () => {
  tell("failing", "recovered", "failing");
  timers.pass(60_000);
  assert.deepEqual(said, ["lost", "returning", "library", "lost"]);
});

test("an answer that comes while it is lost does not bring it back", () => {
  tell("failing");
  desktop.answered();
  assert.equal(desktop.standing(), "lost");
});

test("a status that is only repeated, because another gadget asked for it, says nothing new", () => {
  tell("failing", "recovered");
  timers.pass(8_000);
  tell("recovered");
  timers.pass(4_000);
  assert.deepEqual(said, ["lost", "returning", "library", "read"]);
});

test("the way back by way of connected begins anew with recovered", () => {
  tell("reconnecting", "connected");
  timers.pass(10_000);
  tell("recovered");
  timers.pass(11_999);
  assert.deepEqual(said, ["lost", "returning", "library", "library"]);
  timers.pass(1);
  assert.equal(said.at(-1), "read");
});

test("a desktop that another one replaced stays so, whatever it says", () => {
  tell("conflict", "connected", "failing", "recovered");
  desktop.answered();
  timers.pass(60_000);
  assert.deepEqual([said, desktop.standing()], [["replaced"], "replaced"]);
});

test("the status is read from JSON text too, and anything else is left alone", () => {
  desktop.told('{"status":"failing"}');
  desktop.told(null);
  desktop.told({ status: "unloading" });
  assert.deepEqual(said, ["lost"]);
});
