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
    this.actions = element("div", "actions", this.menu.start, this.menu.resume, this.wrong, this.menu.choices);
    const foot = element("div", "foot", this.dot, this.link, this.again);
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

  private showLink({ good, text, again }: Face["link"]): void {
    setClass(this.dot, `dot ${good ? "good" : "bad"}`);
    setText(this.link, text);
    setButton(this.again, again ?? "");
    show(this.again, again !== undefined);
  }

  /** In one line, an open menu takes the place of the rest; what does not fit can be read as a tip. */
  private rearrange(): void {
    setClass(this.root, this.menu.open ? "choosing" : "");
    const line = document.documentElement.dataset["layout"] === "line";
    for (const cut of [this.news, this.link]) {
      cut.title = line ? (cut.textContent ?? "") : "";
    }
    this.resized();
  }
}

function noticeElement({ kind, icon: name, text, aside }: Notice): HTMLElement {
  const words = element("span", "text", text);
  if (aside) {
    words.append(" ", element("span", "aside", aside));
  }
  return element("p", `notice ${kind}`, ...(name ? [icon(name)] : []), words);
}
