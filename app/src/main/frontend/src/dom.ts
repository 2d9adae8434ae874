// Small helpers to make and change elements. Texts go in as text, never as HTML; what has not changed is not touched, so
// that screen readers hear only of changes.
import { drawing, type IconName } from "./icons";

const SVG = "http://www.w3.org/2000/svg";

export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

export function setText(target: Element, words: string): void {
  if (target.textContent !== words) {
    target.textContent = words;
  }
}

export function setClass(target: Element, name: string): void {
  if (target.getAttribute("class") !== name) {
    target.setAttribute("class", name);
  }
}

export function show(target: HTMLElement, shown: boolean): void {
  if (target.hidden === shown) {
    target.hidden = !shown;
  }
}

/** An icon in the colour of the text around it; says nothing to screen readers. */
export function icon(name: IconName): SVGElement {
  const picture = document.createElementNS(SVG, "svg");
  const outline = document.createElementNS(SVG, "path");
  const { viewBox, path } = drawing(name);
  picture.setAttribute("viewBox", viewBox);
  picture.setAttribute("aria-hidden", "true");
  picture.setAttribute("focusable", "false");
  outline.setAttribute("d", path);
  outline.setAttribute("fill", "currentColor");
  picture.append(outline);
  return picture;
}

/** A button with an icon and words; `press` is not called while it is not able. */
export function button(className: string, press: () => void, name?: IconName): HTMLButtonElement {
  const made = element("button", className);
  made.type = "button";
  made.append(...(name ? [icon(name)] : []), element("span", "words"));
  made.addEventListener("click", () => {
    if (made.getAttribute("aria-disabled") !== "true") {
      press();
    }
  });
  return made;
}

/** Names a button. It stays where the focus is when it is not able: it is only marked so. */
export function setButton(target: HTMLButtonElement, words: string, able = true): void {
  setText(target.querySelector(".words") ?? target, words);
  if (target.title !== words) {
    target.title = words;
  }
  if (able !== (target.getAttribute("aria-disabled") !== "true")) {
    target.setAttribute("aria-disabled", String(!able));
  }
}
