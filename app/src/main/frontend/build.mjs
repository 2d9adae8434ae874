// Bundles the gadget into <app>/target/classes/gadget, from where the server serves it.
import { build } from "esbuild";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { dot } from "./icons.mjs";
import { momentum, themes } from "./momentum.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = here("../../../target/classes/gadget/");

mkdirSync(`${out}img`, { recursive: true });
mkdirSync(`${out}socket.io`, { recursive: true });

await build({
  entryPoints: [here("src/main.ts")],
  outfile: `${out}WebexPresenceConnector.js`,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2019",
  legalComments: "inline",
  charset: "utf8",
  plugins: [momentum],
  logLevel: "warning",
});

cpSync(here("static/WebexPresenceConnector_1.xml"), `${out}WebexPresenceConnector_1.xml`);
writeFileSync(`${out}WebexPresenceConnector.css`, themes() + readFileSync(here("static/gadget.css"), "utf8"));
cpSync(here("node_modules/socket.io-client/dist/socket.io.min.js"), `${out}socket.io/socket.io.min.js`);
writeFileSync(`${out}img/connected.png`, dot({ red: 0x1a, green: 0x8f, blue: 0x4c }));
writeFileSync(`${out}img/disconnected.png`, dot({ red: 0xc6, green: 0x28, blue: 0x28 }));

const MOST = 60 * 1024;
const script = readFileSync(`${out}WebexPresenceConnector.js`);
const compressed = gzipSync(script, { level: 9 }).length;
console.log(`WebexPresenceConnector.js: ${script.length} bytes, ${compressed} compressed (at most ${MOST})`);
if (compressed > MOST) {
  throw new Error("the gadget's script has become too large");
}
