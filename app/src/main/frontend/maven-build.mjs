// Called by Maven: fetches the packages only when the lock file is newer than what is there, then builds.
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL(".", import.meta.url));
const changed = (path) => statSync(folder + path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function npm(...args) {
  const { status, error } = spawnSync("npm", args, {
    cwd: folder,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (error || status !== 0) {
    console.error(`npm ${args.join(" ")} failed${error ? `: ${error.message}` : ""}. Node.js 20 or newer is needed.`);
    process.exit(1);
  }
}

if (changed("node_modules/.package-lock.json") < changed("package-lock.json")) {
  npm("ci", "--no-progress");
}
npm("run", "--silent", "build");
