// Small helpers for the page. Texts go in as text, never as HTML.
import { ICONS, type IconName } from "momentum:icons";

const SVG = "http://www.w3.org/2000/svg";

export function element<K extends keyof HTMLElementTagNameMap>(tag: K, name: string, ...children: Node[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = name;
  made.append(...children);
  return made;
}

export function button(name: string, press: () => void): HTMLButtonElement {
  const made = element("button", name);
  made.type = "button";
  made.addEventListener("click", press);
  return made;
}

/** Changes a text only when it is another one, so that a screen reader says it once; an empty one hides the element. */
export function text(of: HTMLElement, words: string): void {
  if (of.textContent !== words) {
    of.textContent = words;
  }
  of.hidden = words === "";
}

/** Decoration: the text beside it says the same. */
export function icon(name: IconName): SVGElement {
  const { box, path } = ICONS[name];
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", box);
  picture.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("fill", "currentColor");
  shape.setAttribute("d", path);
  picture.append(shape);
  return picture;
}
