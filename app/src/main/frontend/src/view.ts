import { button, element, icon, setButton, setClass, setText, show } from "./dom";
import type { Face, Notice } from "./face";
import type { IconName } from "./icons";
import { PauseMenu, type PauseLength } from "./pausemenu";
import type { Words } from "./words";

export interface Presses {
  pause(length: PauseLength): void;
  resume(): void;
  wrong(): void;
  again(): void;
}

/** The gadget's face, as a column or as one line of the desktop's header. Touches only what has changed. */
export class View {
  private readonly look = element("span", "look");
  private readonly presence = element("strong", "");
  private readonly since = element("span", "aside");
  private readonly top = element(
    "p",
    "presence",
    this.look,
    element("span", "names", this.presence, " ", this.since),
  );
  private readonly notices = element("div", "notices");
  private readonly answer = element("p", "answer");
  private readonly news: HTMLElement;
  private readonly menu: PauseMenu;
  private readonly wrong: HTMLButtonElement;
  private readonly actions: HTMLElement;
  private readonly dot = element("span", "dot");
  private readonly link = element("span", "link");
  private readonly again: HTMLButtonElement;
  private drawnIcon: IconName | undefined;
  private drawnNotices = "";

  constructor(
    private readonly root: HTMLElement,
    private readonly words: Words,
    presses: Presses,
    private readonly resized: () => void,
  ) {
    this.menu = new PauseMenu(words, presses, () => this.rearrange());
    this.wrong = button("wrong quiet", () => presses.wrong(), "flag");
    this.again = button("again", () => presses.again());
    this.news = element("div", "news", this.notices, this.answer);
    this.news.setAttribute("role", "status");
    this.actions = element("div", "actions", this.menu.start, this.menu.resume, this.menu.choices);
    const foot = element("div", "foot", this.dot, this.link, this.again, this.wrong);
    this.link.setAttribute("aria-live", "polite");
    root.removeAttribute("role");
    root.removeAttribute("style");
    root.lang = words.tag;
    root.replaceChildren(this.top, this.news, this.actions, foot);
  }

  show(face: Face): void {
    this.showPresence(face.presence);
    this.showNotices(face.notices);
    setText(this.answer, face.answer);
    show(this.answer, face.answer !== "");
    this.menu.show(face.paused, face.able);
    setButton(this.wrong, this.words.say("wrong"), face.able);
    show(this.wrong, face.reportable || this.wrong === document.activeElement);
    this.showLink(face.link);
    this.rearrange();
  }

  private showPresence(presence: Face["presence"]): void {
    show(this.top, presence !== undefined);
    if (presence) {
      setClass(this.look, `look ${presence.look.tone}${presence.dimmed ? " dimmed" : ""}`);
      if (this.drawnIcon !== presence.look.icon) {
        this.drawnIcon = presence.look.icon;
        this.look.replaceChildren(icon(presence.look.icon));
      }
      setText(this.presence, presence.text);
      setText(this.since, presence.aside);
    }
  }

  private showNotices(notices: Notice[]): void {
    const drawn = JSON.stringify(notices);
    if (drawn !== this.drawnNotices) {
      this.drawnNotices = drawn;
      this.notices.replaceChildren(...notices.map(noticeElement));
    }
  }

  private showLink({ tone, text, line, again }: Face["link"]): void {
    setClass(this.dot, `dot ${tone}`);
    setText(this.link, inLine() ? line : text);
    this.link.title = inLine() ? text : "";
    setButton(this.again, again ?? "");
    show(this.again, again !== undefined);
  }

  /** In one line, an open menu takes the place of the rest; what does not fit can be read as a tip. */
  private rearrange(): void {
    setClass(this.root, this.menu.open ? "choosing" : "");
    const all = [...this.notices.querySelectorAll(".full"), this.answer].map((part) => part.textContent).filter(Boolean);
    this.news.title = inLine() ? all.join("\n") : "";
    this.resized();
  }
}

function inLine(): boolean {
  return document.documentElement.dataset["layout"] === "line";
}

/** Both the whole, which is always read out, and the few words that a line shows in its place. */
function noticeElement({ kind, icon: name, text, aside, detail, line }: Notice): HTMLElement {
  const whole = element("span", "full", element("span", "text", text));
  if (aside) {
    whole.append(" ", element("span", "aside", aside));
  }
  if (detail) {
    whole.append(" ", element("span", "detail", detail));
  }
  const short = element("span", "short", line);
  short.setAttribute("aria-hidden", "true");
  return element("p", `notice ${kind}`, ...(name ? [icon(name)] : []), whole, short);
}
