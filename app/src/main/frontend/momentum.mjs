// Webex's own look, read at build time from its public npm packages: the few icons and colours that are used.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const folder = (name) => dirname(require.resolve(`${name}/package.json`));
const ICONS = join(folder("@momentum-design/icons"), "dist/svg");
const THEMES = join(folder("@momentum-design/tokens"), "dist/css/theme/webex");

/** Our names of icons, and Momentum's. */
const USED = {
  active: "active-presence-small-filled",
  away: "recents-presence-filled",
  busy: "busy-presence-bold",
  call: "handset-filled",
  meeting: "camera-presence-filled",
  calendar: "meetings-presence-filled",
  screen: "share-screen-filled",
  dnd: "dnd-presence-filled",
  absent: "pto-presence-filled",
  quiet: "quiet-hours-presence-filled",
  unknown: "help-circle-filled",
  pause: "pause-filled",
  play: "play-filled",
  flag: "flag-regular",
  warning: "warning-filled",
};

/** Our names of colours, and Momentum's. */
const COLOURS = {
  "--ps-text": "text-primary-normal",
  "--ps-text-soft": "text-secondary-normal",
  "--ps-ground": "background-solid-primary-normal",
  "--ps-note": "background-alert-default-normal",
  "--ps-held": "background-alert-error-normal",
  "--ps-paused": "background-alert-warning-normal",
  "--ps-busy": "text-error-normal",
  "--ps-free": "text-success-normal",
  "--ps-away": "text-warning-normal",
  "--ps-focus": "text-accent-normal",
  "--ps-button": "outline-button-normal",
  "--ps-button-over": "button-secondary-hover",
};

function icon(name) {
  const svg = readFileSync(join(ICONS, `${name}.svg`), "utf8");
  const box = /viewBox="([^"]+)"/.exec(svg)?.[1];
  const path = [...svg.matchAll(/<path[^>]*\bd="([^"]+)"/g)].map((match) => match[1]).join("");
  if (!box || !path) {
    throw new Error(`the icon ${name} is not of the kind expected`);
  }
  return { box, path };
}

function colours(theme) {
  const css = readFileSync(join(THEMES, `${theme}.css`), "utf8");
  return Object.entries(COLOURS).map(([ours, theirs]) => {
    const value = new RegExp(`--mds-color-theme-${theirs}:\\s*([^;]+);`).exec(css)?.[1];
    if (!value) {
      throw new Error(`the theme ${theme} has no colour ${theirs}`);
    }
    return `  ${ours}: ${value.trim()};`;
  });
}

/** The colours as CSS, light unless the agent's system prefers dark. */
export function themes() {
  const light = colours("light-stable").join("\n");
  const dark = colours("dark-stable").join("\n");
  return `:root {\n  color-scheme: light dark;\n${light}\n}\n\n@media (prefers-color-scheme: dark) {\n:root {\n${dark}\n}\n}\n\n`;
}

/** Offers `import { ICONS } from "momentum:icons"`. */
export const momentum = {
  name: "momentum",
  setup(build) {
    build.onResolve({ filter: /^momentum:icons$/ }, ({ path }) => ({ path, namespace: "momentum" }));
    build.onLoad({ filter: /.*/, namespace: "momentum" }, () => {
      const icons = Object.fromEntries(Object.entries(USED).map(([ours, theirs]) => [ours, icon(theirs)]));
      return { contents: `export const ICONS = ${JSON.stringify(icons)};`, loader: "js" };
    });
  },
};
