// Light as the Finesse desktop is, whatever the agent's system prefers; dark where it is asked for or the container is dark.
export type Theme = "light" | "dark";

/** The part of a window by which its surroundings are seen. */
export interface Surrounded {
  /** Null where the page around is of another origin. */
  frameElement: Element | null;
}

/** @param asked by the gadget's address (`?theme=dark`); anything else than the two means: as the container is */
export function themeOf(asked: string | undefined, window: Surrounded): Theme {
  return asked === "light" || asked === "dark" ? asked : isDark(groundBehind(window)) ? "dark" : "light";
}

/** Marks the page, so that its colours follow. */
export function applyTheme(asked: string | undefined): void {
  document.documentElement.dataset["theme"] = themeOf(asked, window);
}

/** The first colour that is not clear, from the frame outwards; empty when there is none or it may not be seen. */
function groundBehind(window: Surrounded): string {
  try {
    for (let at = window.frameElement; at; at = at.parentElement) {
      const colour = at.ownerDocument.defaultView?.getComputedStyle(at).backgroundColor ?? "";
      if (!isClear(colour)) {
        return colour;
      }
    }
  } catch {
    // A container that does not let us look is taken to be light.
  }
  return "";
}

function channels(colour: string): number[] {
  return (/^rgba?\(([^)]*)\)$/.exec(colour)?.[1] ?? "").split(/[\s,/]+/).filter(Boolean).map(Number);
}

function isClear(colour: string): boolean {
  const [, , blue, alpha = 1] = channels(colour);
  return blue === undefined || alpha < 0.5;
}

/** By the usual weights of red, green and blue; what cannot be read is light. */
export function isDark(colour: string): boolean {
  const [red, green, blue] = channels(colour);
  return red !== undefined && green !== undefined && blue !== undefined && 0.299 * red + 0.587 * green + 0.114 * blue < 100;
}
