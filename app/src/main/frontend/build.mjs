// Bundles the gadget into <app>/target/classes/gadget, from where the server serves it.
import { build, transform } from "esbuild";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { dot } from "./icons.mjs";
import { colours, licence } from "./tokens.mjs";

const LARGEST_GZIP = 60_000;

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = here("../../../target/classes/gadget/");
const notice = `/*!\nIcons and colours: Momentum Design, https://github.com/momentum-design/momentum-design\n\n${licence}\n*/`;

mkdirSync(`${out}img`, { recursive: true });
mkdirSync(`${out}socket.io`, { recursive: true });

await build({
  entryPoints: [here("src/main.ts")],
  outfile: `${out}WebexPresenceConnector.js`,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2019",
  charset: "utf8",
  loader: { ".svg": "text" },
  banner: { js: notice },
  legalComments: "inline",
  logLevel: "warning",
});

cpSync(here("static/"), out, { recursive: true });
const css = await transform(`${colours()}\n${readFileSync(here("static/WebexPresenceConnector.css"), "utf8")}`, {
  loader: "css",
  minify: true,
});
writeFileSync(`${out}WebexPresenceConnector.css`, `${notice}\n${css.code}`);
cpSync(here("node_modules/socket.io-client/dist/socket.io.min.js"), `${out}socket.io/socket.io.min.js`);
writeFileSync(`${out}img/connected.png`, dot({ red: 0x1a, green: 0x8f, blue: 0x4c }));
writeFileSync(`${out}img/disconnected.png`, dot({ red: 0xc6, green: 0x28, blue: 0x28 }));

const size = gzipSync(readFileSync(`${out}WebexPresenceConnector.js`)).length;
console.log(`WebexPresenceConnector.js: ${size} bytes gzip, of ${LARGEST_GZIP} allowed`);
if (size >= LARGEST_GZIP) {
  throw new Error("The gadget's script has become too large for a desktop that loads it at every sign-in.");
}
