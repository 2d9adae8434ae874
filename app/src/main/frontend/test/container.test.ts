import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Container, type GadgetWindow } from "../src/container";
import type { Finesse, GadgetConfig, Gadgets, UserOptions } from "../src/finesse";

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

describe("finesse.container, which the library of 10.x reads", () => {
  const config = { id: "1001001", authorization: "x", host: "fin1.example.com" };

  test("is there, with the configuration, before the library is used", () => {
    const page = new Page({}, config);
    page.finesse.clientservices.ClientServices.init = () => assert.equal(page.finesse.container?.Config, config);
    Container.open(page);
    assert.equal(page.finesse.container?.Config, config);
  });

  test("is left as it is where a desktop has one", () => {
    const page = new Page({}, config);
    const own = {};
    page.finesse.container = own;
    Container.open(page);
    assert.equal(page.finesse.container, own);
    assert.deepEqual(own, {});
  });
});

test("the desktop's log is opened with the configuration, from which it takes the host", () => {
  const page = new Page({}, { id: "1", authorization: "abc", host: "fin1.example.com" });
  const given: unknown[][] = [];
  page.finesse.cslogger = { ClientLogger: { init: (...all) => void given.push(all), log() {} } };
  page.gadgets.Hub = {};
  Container.open(page);
  assert.deepEqual(given, [[page.gadgets.Hub, "WebexPresenceConnector", page.finesse.gadget?.Config]]);
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
