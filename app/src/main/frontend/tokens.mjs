// Webex's colours for light and dark as CSS variables, read from its public package: only those the gadget uses.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const COLOURS = {
  ground: "background-solid-primary-normal",
  text: "text-primary-normal",
  aside: "text-secondary-normal",
  line: "outline-primary-normal",
  faint: "outline-secondary-normal",
  focus: "outline-theme-normal",
  hover: "background-primary-hover",
  press: "background-primary-active",
  free: "indicator-stable",
  busy: "indicator-attention",
  talk: "indicator-unstable",
  dim: "indicator-locked",
  note: "background-primary-hover",
  paused: "background-alert-theme-normal",
  warned: "background-alert-warning-normal",
  warning: "text-warning-normal",
};

const folder = fileURLToPath(new URL("node_modules/@momentum-design/tokens/", import.meta.url));

export const licence = readFileSync(`${folder}LICENSE.md`, "utf8").trim();

/**
 * Both sets of colours, and the high-contrast ones for those who ask for more contrast. Light, unless the page is marked as
 * dark: the desktop around is light whatever the agent's system prefers.
 */
export function colours() {
  return [
    `:root{color-scheme:light;${variables("light")}}`,
    `:root[data-theme=dark]{color-scheme:dark;${variables("dark")}}`,
    `@media (prefers-contrast:more){:root{${variables("hc-light")}}}`,
    `@media (prefers-contrast:more){:root[data-theme=dark]{${variables("hc-dark")}}}`,
  ].join("\n");
}

/** Pure black beside a desktop that stays light is too hard: the dark ground is the second of Webex's dark ones. */
const DARK = { ...COLOURS, ground: "background-solid-secondary-normal" };

function variables(theme) {
  const css = readFileSync(`${folder}dist/css/theme/webex/${theme}-stable.css`, "utf8");
  return Object.entries(theme === "dark" ? DARK : COLOURS)
    .map(([name, token]) => `--${name}:${valueOf(css, token)}`)
    .join(";");
}

function valueOf(css, token) {
  const found = new RegExp(`--mds-color-theme-${token}:\\s*([^;]+);`).exec(css);
  if (!found) {
    throw new Error(`@momentum-design/tokens has no ${token} any more`);
  }
  return found[1].trim();
}
