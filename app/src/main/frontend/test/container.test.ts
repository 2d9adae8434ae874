import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Container, whenConnected, type GadgetWindow } from "../src/container";
import type { Finesse, GadgetConfig, Gadgets, UserOptions } from "../src/finesse";
import { ManualTimers } from "./manual-timers";

class Page implements GadgetWindow {
  readonly initialised: GadgetConfig[] = [];
  readonly users: UserOptions[] = [];
  gadgets: Gadgets;
  finesse: Finesse;

  constructor(preferences: Record<string, string> = {}, config?: GadgetConfig) {
    const { initialised, users } = this;
    this.gadgets = {
      Prefs: class {
        getString = (name: string): string => preferences[name] ?? "";
      },
      HubSettings: {},
    };
    this.finesse = {
      gadget: config ? { Config: config } : {},
      clientservices: { ClientServices: { init: (given) => void initialised.push(given) } },
      restservices: {
        User: class {
          constructor(options: UserOptions) {
            users.push(options);
          }
        } as unknown as Finesse["restservices"]["User"],
      },
    };
  }
}

describe("the start", () => {
  const started = (page: GadgetWindow, timers = new ManualTimers()): (() => number) => {
    let starts = 0;
    whenConnected(page, () => (starts += 1), timers);
    return () => starts;
  };

  test("waits for the container's hub and keeps an earlier listener", () => {
    const page = new Page();
    let earlier = 0;
    page.gadgets.HubSettings = { onConnect: () => (earlier += 1) };
    const starts = started(page);
    assert.equal(starts(), 0);
    page.gadgets.HubSettings.onConnect?.();
    assert.deepEqual([starts(), earlier], [1, 1]);
  });

  test("happens after 5 seconds when the hub never connects", () => {
    const timers = new ManualTimers();
    const starts = started(new Page(), timers);
    timers.pass(4_999);
    assert.equal(starts(), 0);
    timers.pass(1);
    assert.equal(starts(), 1);
  });

  test("happens once, however often it is called for", () => {
    const page = new Page();
    const timers = new ManualTimers();
    const starts = started(page, timers);
    page.gadgets.HubSettings?.onConnect?.();
    page.gadgets.HubSettings?.onConnect?.();
    timers.pass(60_000);
    assert.equal(starts(), 1);
  });

  test("does not wait for a hub that had connected before the script came", () => {
    const page: GadgetWindow = Object.assign(new Page(), { PRESENCE_SYNC_CONNECTED: true });
    assert.equal(started(page)(), 1);
  });
});

describe("the configuration", () => {
  test("is the desktop's own where there is one", () => {
    const config = { id: "1001001", authorization: "x" };
    const page = new Page({}, config);
    assert.equal(Container.open(page).agentId, "1001001");
    assert.equal(page.initialised[0], config);
  });

  test("is gathered from the preferences on Finesse 10.5, and the agent from his authorization", () => {
    const authorization = btoa("1001001:secret:with colon");
    const page = new Page({ authorization, host: "fin1.example.com", restHost: "localhost" });
    const container = Container.open(page);
    assert.deepEqual(page.initialised[0], { authorization, host: "fin1.example.com", restHost: "localhost" });
    assert.equal(container.agentId, "1001001");
    container.user({ onLoad() {}, onChange() {}, onError() {} });
    assert.equal(page.users[0]?.id, "1001001");
  });

  test("without anyone signed in is told by the key of a sentence", () => {
    assert.throws(() => Container.open(new Page()), /fault\.user/);
  });

  test("on a page without the library is told by the key of a sentence", () => {
    assert.throws(() => Container.open({}), /fault\.library/);
  });
});

describe("the authorization header", () => {
  test("is the library's where it offers one, so that single sign-on works", () => {
    const page = new Page({}, { id: "1", authorization: "abc" });
    page.finesse.utilities = { Utilities: { getAuthHeaderString: () => "Bearer t0" } };
    assert.equal(Container.open(page).authorization(), "Bearer t0");
  });

  test("is built from the configuration otherwise", () => {
    assert.equal(Container.open(new Page({}, { id: "1", authorization: "abc" })).authorization(), "Basic abc");
    assert.equal(Container.open(new Page({}, { id: "1" })).authorization(), undefined);
  });
});
