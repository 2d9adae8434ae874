import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

const SCRIPT = `${__dirname}/../classes/gadget/WebexPresenceConnector.js`;

test("the built script stays below 60 kB gzip, Socket.IO included, and asks no third party for anything", () => {
  assert.ok(existsSync(SCRIPT), "build first: npm run build");
  const script = readFileSync(SCRIPT);
  assert.ok(gzipSync(script).length < 60_000, `${gzipSync(script).length} bytes`);
  const hosts = [...script.toString().matchAll(/https?:\/\/([\w.-]+)/g)].map((found) => found[1]);
  assert.deepEqual([...new Set(hosts)].sort(), ["github.com", "socket.io", "www.w3.org"], "a notice, a hint in Socket.IO's own error, a namespace");
});
