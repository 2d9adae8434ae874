import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { whenConnected, type HubWindow } from "../src/hub";
import { ManualTimers } from "./manual-timers";

describe("the start", () => {
  let timers: ManualTimers;
  let page: HubWindow & { gadgets: NonNullable<HubWindow["gadgets"]> };
  let starts: number;
  let missed: number;

  beforeEach(() => {
    timers = new ManualTimers();
    page = { gadgets: { Prefs: class { getString = (): string => ""; }, HubSettings: {} } };
    starts = 0;
    missed = 0;
  });

  const begin = (): void => whenConnected(page, () => (starts += 1), () => (missed += 1), timers);
  const seconds = (count: number): void => {
    for (let second = 0; second < count; second += 1) {
      timers.pass(1_000);
    }
  };

  test("waits for the container's hub and keeps an earlier listener", () => {
    let earlier = 0;
    page.gadgets.HubSettings = { onConnect: () => (earlier += 1) };
    begin();
    assert.equal(starts, 0);
    page.gadgets.HubSettings.onConnect?.();
    assert.deepEqual([starts, earlier], [1, 1]);
  });

  test("does not happen without the hub; after 5 seconds that is said once, and waited on", () => {
    begin();
    timers.pass(4_999);
    assert.deepEqual([starts, missed], [0, 0]);
    timers.pass(1);
    seconds(600);
    assert.deepEqual([starts, missed], [0, 1]);
  });

  test("happens with a hub that connects after a minute", () => {
    begin();
    seconds(60);
    page.gadgets.HubSettings?.onConnect?.();
    assert.equal(starts, 1);
  });

  test("happens when the hub says of itself that it is connected, even where our listener was replaced", () => {
    let connected = false;
    page.gadgets.Hub = { isConnected: () => connected };
    begin();
    seconds(3);
    assert.equal(starts, 0);
    connected = true;
    seconds(1);
    assert.equal(starts, 1);
  });

  test("happens once, however often it is called for, and nothing is said then", () => {
    begin();
    page.gadgets.HubSettings?.onConnect?.();
    page.PRESENCE_SYNC_START?.();
    seconds(60);
    assert.deepEqual([starts, missed], [1, 0]);
  });

  test("does not wait for a hub that had connected before the script came", () => {
    page.PRESENCE_SYNC_CONNECTED = true;
    begin();
    assert.equal(starts, 1);
  });
});
