// Bundles the gadget into <app>/target/classes/gadget, from where the server serves it.
import { build } from "esbuild";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { dot } from "./icons.mjs";

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
  logLevel: "warning",
});

cpSync(here("static/"), out, { recursive: true });
cpSync(here("node_modules/socket.io-client/dist/socket.io.min.js"), `${out}socket.io/socket.io.min.js`);
writeFileSync(`${out}img/connected.png`, dot({ red: 0x1a, green: 0x8f, blue: 0x4c }));
writeFileSync(`${out}img/disconnected.png`, dot({ red: 0xc6, green: 0x28, blue: 0x28 }));
