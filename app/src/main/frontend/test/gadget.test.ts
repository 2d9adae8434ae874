import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, test } from "node:test";
import { Server, type Socket } from "socket.io";
import { Container } from "../src/container";
import type { Finesse, Gadgets, UserOptions } from "../src/finesse";
import { Gadget } from "../src/gadget";
import type { Model } from "../src/face";
import { describeHold } from "../src/hold";
import { Words } from "../src/words";
import { FakeUser } from "./fake-user";
import { notification } from "./library-user";
import { ManualTimers } from "./manual-timers";

// The whole gadget without its face: the official Socket.IO server on one side, a scripted user object on the other.
let io: Server;
let user: FakeUser;
let finesse: UserOptions;
let model: Model;
let timers: ManualTimers;
let socket: Socket;
let gadget: Gadget;
let tellDesktop: (told: unknown) => void;
let notify: (told: unknown) => void;
let header: string;
const heard: [string, Record<string, unknown>][] = [];

beforeEach(async () => {
  heard.length = 0;
  user = new FakeUser();
  timers = new ManualTimers();
  header = "Basic abc";
  const http = createServer();
  io = new Server(http);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const connected = new Promise<Socket>((resolve) => io.on("connection", resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  gadget = new Gadget(Container.open(page()), url, (shown) => (model = shown), timers);
  socket = await connected;
  socket.onAny((event: string, payload: Record<string, unknown>) => heard.push([event, payload]));
});

afterEach(async () => {
  socket.emit("displaced", {});
  await until("the goodbye", () => !socket.connected);
  await io.close();
});

function page(): { finesse: Finesse; gadgets: Gadgets } {
  class User {
    constructor(options: UserOptions) {
      finesse = options;
      return user;
    }
  }
  return {
    gadgets: {
      Prefs: class { getString = (): string => ""; },
      Hub: {
        subscribe(topic, listener) {
          if (topic === "finesse.info.connection") {
            tellDesktop = (told) => listener(topic, told);
          } else {
            notify = (told) => listener(topic, told);
          }
        },
      },
    },
    finesse: {
      gadget: { Config: { id: "1001001", authorization: "abc" } },
      clientservices: { ClientServices: { init() {} } },
      restservices: { User: User as unknown as Finesse["restservices"]["User"] },
      utilities: { Utilities: { getAuthHeaderString: () => header } },
    },
  };
}

async function until(what: string, condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    assert.ok(Date.now() < deadline, `not within 10 s: ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const events = (name: string): Record<string, unknown>[] =>
  heard.filter(([event]) => event === name).map(([, payload]) => payload);

async function welcomed(): Promise<void> {
  finesse.onLoad(user);
  socket.emit("welcome", { token: "t", expiresInSeconds: 60 });
  await until("state and reasons", () => events("state").length > 0 && events("reasons").length > 0);
}

test("after the welcome it tells the state and the reasons it can give", async () => {
  await welcomed();
  assert.deepEqual(events("state"), [{ state: "READY", stateChangeTime: "2026-03-01T10:00:00.000Z" }]);
  assert.deepEqual(events("reasons"), [{ labels: [{ label: "Lunch", id: "16" }, { label: "Webex Call", id: "42" }] }]);
});

test("it tells every change of state", async () => {
  await welcomed();
  user.state = "TALKING";
  finesse.onChange(user);
  await until("the change", () => events("state").length === 2);
  assert.equal(events("state")[1]?.["state"], "TALKING");
});

test("it tells which request led to a change, where Finesse names one", async () => {
  await welcomed();
  Object.assign(user, { state: "NOT_READY", reasonId: "16", changedAt: "2026-03-01T10:05:00.000Z" });
  notify(notification({ state: "NOT_READY", reasonId: "16", changedAt: "2026-03-01T10:05:00.000Z", requestId: "5f2e" }));
  finesse.onChange(user);
  await until("the change", () => events("state").length === 2);
  assert.deepEqual(events("state").map(({ requestId }) => requestId), [undefined, "5f2e"]);
});

test("it carries out a command, answers it, and shows the agent why he is Not Ready", async () => {
  await welcomed();
  const why = "in a Webex call";
  socket.emit("command", { id: "c", state: "NOT_READY", reasonLabel: "Webex Call", onlyIf: { state: "READY" }, why });
  await until("the request", () => user.puts.length === 1);
  user.puts[0]?.handlers.success({ status: 202 });
  await until("the outcome", () => events("outcome").length === 1);
  assert.deepEqual(events("outcome"), [{ id: "c", ok: true }]);

  Object.assign(user, { state: "NOT_READY", reasonId: "42", reasonLabel: "Webex Call" });
  finesse.onChange(user);
  assert.match(describeHold(model, Words.builtIn("en"))?.text ?? "", /Webex Call/);
});

test("it shows the presence that the server tells", async () => {
  await welcomed();
  socket.emit("presence", { status: "dnd", statusTime: "2026-03-01T10:00:00Z" });
  await until("the presence", () => model.presence !== undefined);
  assert.equal(model.presence?.status, "dnd");
});

test("a user that cannot be read is said and told with its status, read again, and no state is invented", async () => {
  finesse.onError({ status: 500 });
  socket.emit("welcome", {});
  await until("the trouble", () => events("unreadable").length === 1);
  assert.deepEqual(events("unreadable"), [{ status: 500 }]);
  assert.deepEqual(model.unreadable, { status: 500 });
  assert.deepEqual(events("state"), []);
  timers.pass(12_500);
  assert.equal(user.refreshes, 1);
  finesse.onLoad(user);
  await until("the state", () => events("state").length === 1);
  assert.equal(model.unreadable, undefined);
});

test("a sign-in that Finesse refuses is read with once, then with another header only; until then nothing is carried out", async () => {
  await welcomed();
  user.refusal = { status: 401 };
  socket.emit("command", { id: "1", state: "NOT_READY", reasonLabel: "Webex Nap", onlyIf: { state: "READY" } });
  await until("the refusal", () => events("outcome").length === 1);
  assert.deepEqual(model.unreadable, { status: 401 });
  socket.emit("command", { id: "2", state: "NOT_READY", reasonLabel: "Webex Call", onlyIf: { state: "READY" } });
  await until("the second", () => events("outcome").length === 2);
  assert.equal(events("outcome")[1]?.["errorType"], "unauthorized");
  for (let passed = 0; passed < 600_000; passed += 15_000) {
    timers.pass(15_000);
  }
  assert.deepEqual([user.listings, user.refreshes, user.puts.length], [2, 0, 0]);
  header = "Basic new";
  timers.pass(15_000);
  assert.equal(user.refreshes, 1);
});

test("a refused state change closes the way for reading too", async () => {
  await welcomed();
  socket.emit("command", { id: "1", state: "NOT_READY", reasonLabel: "Webex Call", onlyIf: { state: "READY" } });
  await until("the request", () => user.puts.length === 1);
  user.puts[0]?.handlers.error({ status: 401 });
  assert.deepEqual(model.unreadable, { status: 401 });
  assert.equal(user.listings, 1, "the reasons are not read again with it");
});

test("a command for a state that is not shown makes it read the agent anew, and answers with what that finds", async () => {
  await welcomed();
  const release = { id: "r", state: "READY", onlyIf: { state: "NOT_READY" } };
  socket.emit("command", release);
  await until("the read", () => user.refreshes === 1);
  user.state = "NOT_READY";
  finesse.onChange(user);
  await until("the request", () => user.puts.length === 1);
  socket.emit("command", { ...release, id: "s", onlyIf: { state: "WORK" } });
  await until("the second read", () => user.refreshes === 2);
  finesse.onChange(user);
  await until("the refusal", () => events("outcome").length === 1);
  assert.deepEqual(heard.slice(-2).map(([event, { state, errorType }]) => [event, state ?? errorType]), [
    ["state", "NOT_READY"],
    ["outcome", "only_if_not_met"],
  ]);
});

test("reasons that Finesse does not offer, and those that cannot be read, are said and told", async () => {
  user.refusal = { status: 500 };
  finesse.onLoad(user);
  socket.emit("welcome", {});
  await until("the fault", () => events("reasons").length === 1);
  assert.deepEqual(events("reasons"), [{ labels: [], fault: { type: "refused", status: 500 } }]);
  assert.equal(model.reasons, "unreadable");
  user.refusal = undefined;
  user.codes = undefined;
  timers.pass(37_500);
  await until("the empty list", () => events("reasons").length === 2);
  assert.deepEqual(events("reasons")[1], { labels: [] });
  assert.equal(model.reasons, "none");
});

test("thrown out by another desktop it ends its link, and nothing brings it back but the page loaded anew", async () => {
  await welcomed();
  tellDesktop({ status: "conflict" });
  await until("the goodbye", () => !socket.connected);
  assert.equal(model.fault, "desktop.conflict");
  gadget.connectAgain();
  tellDesktop({ status: "recovered" });
  finesse.onChange(user);
  timers.pass(600_000);
  assert.equal(model.fault, "desktop.conflict");
  assert.deepEqual([events("state").length, user.refreshes], [1, 0]);
});

test("displaced, it comes back when the agent says so", async () => {
  await welcomed();
  const second = new Promise<Socket>((resolve) => io.once("connection", resolve));
  socket.emit("displaced", {});
  await until("the displacement", () => model.link.kind === "displaced");
  gadget.connectAgain();
  socket = await second;
});

test("what a desktop shows that has lost Finesse is neither acted on nor told, until it has read its agent anew", async () => {
  await welcomed();
  tellDesktop({ status: "failing" });
  assert.equal(model.desktopLost, true);
  finesse.onChange(user);
  socket.emit("command", { id: "c", state: "NOT_READY", reasonLabel: "Webex Call", onlyIf: { state: "READY" } });
  await until("the refusal", () => events("outcome").length === 1);
  assert.equal(events("outcome")[0]?.["errorType"], "desktop_failing");
  assert.equal(user.puts.length, 0);
  assert.equal(events("state").length, 1);

  tellDesktop('{"status":"recovered"}');
  assert.deepEqual([model.desktopLost, user.refreshes], [true, 0], "the library reads, not we");
  user.state = "TALKING";
  finesse.onChange(user);
  assert.equal(model.desktopLost, false);
  await until("the new state", () => events("state").length === 2);
  assert.equal(events("state")[1]?.["state"], "TALKING");
});

test("a desktop that is back and never reads its agent anew is read once after 12 seconds, and believed when that is answered", async () => {
  await welcomed();
  tellDesktop({ status: "failing" });
  tellDesktop({ status: "recovered" });
  timers.pass(11_999);
  assert.equal(user.refreshes, 0);
  timers.pass(1);
  assert.deepEqual([model.desktopLost, user.refreshes], [true, 1]);
  finesse.onChange(user);
  assert.equal(model.desktopLost, false);
});

test("a pause goes to the server in minutes or until his midnight by the server's clock, and its answer is shown until the end", async () => {
  finesse.onLoad(user);
  socket.emit("welcome", { time: "1970-01-02T00:00:00.000Z" });
  await until("the welcome", () => model.drift === 86_400_000);
  gadget.pause(15);
  await until("the wish", () => events("pause").length === 1);
  assert.deepEqual(events("pause"), [{ minutes: 15 }]);
  assert.equal(model.wishes.pausing, "asked");
  socket.emit("pause", { until: "1970-01-02T00:15:00.000Z", by: "agent" });
  await until("the pause", () => model.pause.until !== undefined);
  assert.equal(model.wishes.pausing, "none");
  gadget.resume();
  await until("the end", () => events("resume").length === 1);
  gadget.pause("tomorrow");
  await until("the second wish", () => events("pause").length === 2);
  const midnight = new Date(String(events("pause")[1]?.["until"]));
  assert.deepEqual([midnight.getHours(), midnight.getMinutes()], [0, 0]);
  assert.ok(midnight.getTime() > 86_400_000 && midnight.getTime() <= 2 * 86_400_000, "of the day it is for the server");
});

test("a clock that is wrong by less than a minute is taken as right", async () => {
  socket.emit("welcome", { time: "1970-01-01T00:00:59.000Z" });
  await until("the welcome", () => model.link.kind === "connected");
  assert.equal(model.drift, 0);
});

test("a report is answered by the server's acknowledgement", async () => {
  await welcomed();
  socket.once("report", (_body: unknown, answer: (told: object) => void) => answer({ ok: true, id: "7" }));
  gadget.tellWrong();
  await until("the thanks", () => model.wishes.report === "reported");
});

test("a missing reason is remembered until it is there, or the server speaks of something else", async () => {
  await welcomed();
  const command = { state: "NOT_READY", reasonLabel: "Webex Nap", onlyIf: { state: "READY" } };
  socket.emit("command", { id: "1", ...command });
  await until("the label", () => model.missing === "Webex Nap");
  socket.emit("presence", { status: "dnd", code: "label_missing" });
  socket.emit("presence", { status: "active", code: "none" });
  await until("the other word", () => model.missing === undefined);
  socket.emit("command", { id: "2", ...command });
  await until("the label again", () => model.missing === "Webex Nap");
  user.codes = [...(user.codes ?? []), { id: "50", label: "Webex Nap" }];
  socket.emit("command", { id: "3", ...command });
  await until("the reason", () => model.missing === undefined);
});
