// Compiles the tests with esbuild and runs them with Node's own test runner.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = here("../../../target/frontend-tests/");
const tests = readdirSync(here("test/")).filter((name) => name.endsWith(".test.ts"));

rmSync(out, { recursive: true, force: true });
await build({
  entryPoints: tests.map((name) => here(`test/${name}`)),
  outdir: out,
  outExtension: { ".js": ".cjs" },
  bundle: true,
  platform: "node",
  format: "cjs",
  loader: { ".svg": "text" },
  target: "node20",
  external: ["bufferutil", "utf-8-validate"],
  sourcemap: "inline",
  logLevel: "warning",
});

const files = tests.map((name) => out + name.replace(/\.ts$/, ".cjs"));
const run = spawnSync(process.execPath, ["--enable-source-maps", "--test", "--test-reporter=spec", ...files], { stdio: "inherit" });
process.exit(run.status ?? 1);
