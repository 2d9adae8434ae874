import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, test } from "node:test";
import { Server, type Socket } from "socket.io";
import { endpoint, Link } from "../src/link";
import type { LinkStatus } from "../src/messages";
import { ManualTimers } from "./manual-timers";

type Auth = Record<string, unknown>;

/** The official Socket.IO server under a path prefix, as behind a reverse proxy. */
class Peer {
  readonly http = createServer();
  readonly io = new Server(this.http, { path: "/presence/socket.io/" });
  readonly auths: Auth[] = [];
  readonly sockets: Socket[] = [];
  readonly heard: unknown[][] = [];
  refusal: (auth: Auth) => string | undefined = () => undefined;

  constructor() {
    this.io.on("connection", (socket) => {
      this.auths.push(socket.handshake.auth);
      const reason = this.refusal(socket.handshake.auth);
      if (reason !== undefined) {
        socket.emit("refused", { reason });
        socket.disconnect();
        return;
      }
      socket.onAny((...args: unknown[]) => this.heard.push(args));
      this.sockets.push(socket);
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.http.listen(0, "127.0.0.1", resolve));
    return this.url();
  }

  url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}/presence`;
  }
}

let peer: Peer;
let link: Link;
let header: string | undefined;
let timers: ManualTimers;
let statuses: LinkStatus[];

beforeEach(async () => {
  peer = new Peer();
  header = "Basic first";
  timers = new ManualTimers();
  statuses = [];
  const options = { url: await peer.listen(), agentId: "1001001", authorization: () => header, timers };
  link = new Link(options, {
    status: (status) => statuses.push(status),
    welcome: () => {},
    command: () => {},
    presence: () => {},
    pause: () => {},
  });
});

afterEach(async () => {
  link.close();
  await peer.io.close();
});

/** Looks again and again, with a deadline, until the condition holds. */
async function until(what: string, condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    assert.ok(Date.now() < deadline, `not within 10 s: ${what}; statuses: ${JSON.stringify(statuses)}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const shown = (kind: LinkStatus["kind"]) => (): boolean => statuses.at(-1)?.kind === kind;

async function welcomed(token = "t1", expiresInSeconds = 600): Promise<Socket> {
  const before = peer.sockets.length;
  link.start();
  await until("a connection", () => peer.sockets.length > before);
  const socket = peer.sockets.at(-1) as Socket;
  socket.emit("welcome", { token, expiresInSeconds, agent: { id: "1001001" } });
  await until("the welcome", shown("connected"));
  return socket;
}

test("the path of the public URL goes before Socket.IO's own", () => {
  assert.deepEqual(endpoint("https://a.example.com:8443/x/y/"), {
    origin: "https://a.example.com:8443",
    path: "/x/y/socket.io/",
  });
  assert.equal(endpoint("https://a.example.com").path, "/socket.io/");
});

describe("signing in", () => {
  test("shows the Finesse header once, and the token after that", async () => {
    await welcomed();
    link.close();
    await welcomed();
    assert.deepEqual(peer.auths, [
      { protocol: 1, id: "1001001", authorization: "Basic first" },
      { protocol: 1, id: "1001001", token: "t1" },
    ]);
  });

  test("uses the newest token it was given", async () => {
    const socket = await welcomed("t1", 100);
    socket.emit("token", { token: "t2", expiresInSeconds: 1_000 });
    socket.emit("welcome", {});
    await until("the second welcome", () => statuses.filter(({ kind }) => kind === "connected").length === 2);
    link.close();
    timers.pass(99_000);
    await welcomed();
    assert.equal(peer.auths[1]?.["token"], "t2");
  });

  test("does not use a token that has run out", async () => {
    await welcomed("t1", 100);
    link.close();
    timers.pass(99_000);
    await welcomed();
    assert.equal(peer.auths[1]?.["authorization"], "Basic first");
  });

  test("falls back to the header when the token is not accepted", async () => {
    await welcomed();
    link.close();
    peer.refusal = (auth) => (auth["token"] ? "unauthorized" : undefined);
    const soon = setInterval(() => timers.pass(1), 20);
    await welcomed().finally(() => clearInterval(soon));
    assert.deepEqual(peer.auths[2], { protocol: 1, id: "1001001", authorization: "Basic first" });
  });

  test("never shows a refused header again, but a new one", async () => {
    peer.refusal = (auth) => (auth["authorization"] === "Basic second" ? undefined : "unauthorized");
    link.start();
    await until("the refusal", shown("unauthorized"));
    timers.pass(60_000);
    assert.equal(peer.auths.length, 1, "the same header is not tried in a loop");
    header = "Basic second";
    timers.pass(15_000);
    await until("a connection", () => peer.sockets.length === 1);
  });

  test("tries a refused header once more when the agent asks for it", async () => {
    peer.refusal = () => "unauthorized";
    link.start();
    await until("the refusal", shown("unauthorized"));
    link.again();
    await until("the second refusal", () => peer.auths.length === 2 && shown("unauthorized")());
    assert.equal(peer.auths[1]?.["authorization"], "Basic first");
  });

  test("comes again later when the server cannot check anyone now", async () => {
    peer.refusal = () => "unavailable";
    link.start();
    await until("the wait", shown("waiting"));
    peer.refusal = () => undefined;
    timers.pass(3_000);
    await until("a connection", () => peer.sockets.length === 1);
  });
});

describe("an open link", () => {
  test("sends nothing before the welcome, and everything after it", async () => {
    link.start();
    await until("a connection", () => peer.sockets.length === 1);
    assert.equal(link.send("state", { state: "READY" }), false);
    peer.sockets[0]?.emit("welcome", {});
    await until("the welcome", shown("connected"));
    assert.equal(link.send("state", { state: "NOT_READY" }), true);
    await until("the state", () => peer.heard.length > 0);
    assert.deepEqual(peer.heard, [["state", { state: "NOT_READY" }]]);
  });

  test("comes back by itself when the network was lost", async () => {
    const socket = await welcomed();
    socket.conn.close();
    await until("the loss", shown("disconnected"));
    assert.equal(link.send("state", {}), false);
    await until("a second connection", () => peer.sockets.length === 2);
  });

  test("comes back after the server has closed it without a word", async () => {
    (await welcomed()).disconnect(true);
    await until("the loss", shown("disconnected"));
    timers.pass(3_000);
    await until("a second connection", () => peer.sockets.length === 2);
  });

  test("stays quiet once displaced by a newer one, until the agent wants it back", async () => {
    (await welcomed()).emit("displaced", {});
    await until("the displacement", shown("displaced"));
    await until("the goodbye", () => peer.sockets[0]?.connected === false);
    timers.pass(3_600_000);
    assert.deepEqual([peer.sockets.length, statuses.at(-1)?.kind], [1, "displaced"]);
    await welcomed();
  });

  test("names its site where the gadget's address does, and not otherwise", async () => {
    link.start();
    await until("a connection", () => peer.sockets.length === 1);
    assert.equal("site" in (peer.auths[0] ?? {}), false);
    const named = new Link(
      { url: peer.url(), agentId: "1001001", site: "emea", authorization: () => header, timers },
      { status: () => {}, welcome: () => {}, command: () => {}, presence: () => {}, pause: () => {} },
    );
    named.start();
    await until("a second connection", () => peer.sockets.length === 2);
    named.close();
    assert.equal((peer.auths[1] as { site?: string }).site, "emea");
  });

  test("says what to mend when the server cannot tell its site", async () => {
    link.start();
    await until("a connection", () => peer.sockets.length === 1);
    peer.sockets[0]?.emit("refused", { reason: "unknown_site", message: "the gadget's address must end in ?site=emea" });
    await until("the refusal", shown("refused"));
    assert.deepEqual(statuses.at(-1), { kind: "refused", reason: "the gadget's address must end in ?site=emea" });
  });

  test("shows why it was refused, and asks again after five minutes", async () => {
    link.start();
    await until("a connection", () => peer.sockets.length === 1);
    peer.sockets[0]?.emit("refused", { reason: "not followed" });
    await until("the refusal", shown("refused"));
    assert.deepEqual(statuses.at(-1), { kind: "refused", reason: "not followed" });
    timers.pass(300_000);
    await until("a second connection", () => peer.sockets.length === 2);
  });
});
