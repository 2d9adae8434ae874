import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, test } from "node:test";
import { Server, type Socket } from "socket.io";
import { Container } from "../src/container";
import type { Finesse, UserOptions } from "../src/finesse";
import { Gadget } from "../src/gadget";
import { describeHold, describeNote, type Model } from "../src/model";
import { ENGLISH } from "../src/words";
import { FakeUser } from "./fake-user";
import { ManualTimers } from "./manual-timers";

// The whole gadget without its face: the official Socket.IO server on one side, a scripted user object on the other.
let io: Server;
let user: FakeUser;
let finesse: UserOptions;
let model: Model;
let timers: ManualTimers;
let socket: Socket;
let gadget: Gadget;
let hub: (topic: string, data: unknown) => void;
const heard: [string, Record<string, unknown>][] = [];

beforeEach(async () => {
  heard.length = 0;
  user = new FakeUser();
  timers = new ManualTimers();
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

function page(): { finesse: Finesse; gadgets: { Prefs: new () => { getString(): string }; Hub: object } } {
  class User {
    constructor(options: UserOptions) {
      finesse = options;
      return user;
    }
  }
  return {
    gadgets: {
      Prefs: class { getString = (): string => ""; },
      Hub: { subscribe: (topic: string, heard: typeof hub) => topic === "finesse.info.connection" && (hub = heard) },
    },
    finesse: {
      gadget: { Config: { id: "1001001", authorization: "abc" } },
      clientservices: { ClientServices: { init() {} } },
      restservices: { User: User as unknown as Finesse["restservices"]["User"] },
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
  assert.match(describeHold(model, ENGLISH, 0), /Not Ready \(Webex Call\) was set for you/);
});

test("it shows the presence that the server tells", async () => {
  await welcomed();
  socket.emit("presence", { status: "dnd", statusTime: "2026-03-01T10:00:00Z" });
  await until("the presence", () => model.presence !== undefined);
  assert.equal(model.presence?.status, "dnd");
});

test("a user that cannot be read is read again after 10 seconds, and no state is invented", async () => {
  finesse.onError({ status: 503 });
  socket.emit("welcome", {});
  await until("the welcome", () => model.link.kind === "connected");
  timers.pass(10_000);
  assert.equal(user.refreshes, 1);
});

test("displaced, it comes back when the agent says so", async () => {
  await welcomed();
  const second = new Promise<Socket>((resolve) => io.once("connection", resolve));
  socket.emit("displaced", {});
  await until("the displacement", () => model.link.kind === "displaced");
  gadget.connectAgain();
  socket = await second;
});

test("a pause is asked for, shown as the server tells it, and over by itself at its end", async () => {
  await welcomed();
  gadget.pause({ minutes: 30 });
  await until("the wish", () => events("pause").length === 1);
  assert.deepEqual(events("pause"), [{ minutes: 30 }]);
  assert.equal(model.pausing, "sent");

  socket.emit("pause", { until: new Date(timers.now() + 1_800_000).toISOString(), by: "agent" });
  await until("the answer", () => model.pausing === "none");
  assert.match(describeNote(model, ENGLISH, timers.now()), /paused until/);
  timers.pass(1_800_000);
  assert.equal(describeNote(model, ENGLISH, timers.now()), "");
});

test("a wish that nobody answers is said to have failed, and can be made again", async () => {
  await welcomed();
  gadget.resume();
  timers.pass(5_000);
  assert.equal(model.pausing, "failed");
  gadget.resume();
  assert.equal(model.pausing, "sent");
});

test("this is wrong is confirmed when the server has kept it, and the confirmation goes away", async () => {
  await welcomed();
  socket.on("report", (_body: object, answer: (kept: object) => void) => answer({ ok: true, id: "e1" }));
  await gadget.report();
  assert.equal(model.report, "done");
  timers.pass(8_000);
  assert.equal(model.report, "none");
});

test("while the desktop changes servers nothing is carried out, and afterwards the state is told again", async () => {
  await welcomed();
  hub("finesse.info.connection", { status: "failing" });
  socket.emit("command", { id: "c", state: "READY", onlyIf: { state: "READY" } });
  await until("the refusal", () => events("outcome").length === 1);
  assert.equal(events("outcome")[0]?.["errorType"], "desktop_failing");
  hub("finesse.info.connection", { status: "recovered" });
  await until("the state", () => events("state").length === 2);
  assert.equal(user.puts.length, 0);
});

test("a label that Finesse does not offer is named until a command succeeds", async () => {
  await welcomed();
  socket.emit("command", { id: "c", state: "NOT_READY", reasonLabel: "Webex Nap", onlyIf: { state: "READY" } });
  await until("the refusal", () => events("outcome").length === 1);
  assert.equal(model.missing, "Webex Nap");
});
