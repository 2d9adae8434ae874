import { button, element, icon, text } from "./elements";
import { describeHold, describeLink, describeNote, paused, shownPresence, type LinkLine, type Model } from "./model";
import type { Presence } from "./messages";
import { PauseControl, type PauseWishes } from "./pause";
import { describePresence, since } from "./presence";
import type { Words } from "./words";

export interface Wishes extends PauseWishes {
  connectAgain(): void;
  report(): void;
}

/** The gadget's face. What changes is said by a screen reader once, and never moves the focus. */
export class View {
  private readonly presence = element("p", "presence");
  private readonly why = element("p", "why");
  private readonly note = element("p", "note");
  private readonly link = element("p", "link");
  private readonly linkText = element("span", "words");
  private readonly again: HTMLButtonElement;
  private readonly pause: PauseControl;
  private readonly wrong: HTMLButtonElement;
  private readonly wrongLabel = element("span", "label");
  private readonly reported = element("p", "said");
  private readonly actions: HTMLElement;
  private shown = "";

  constructor(
    private readonly root: HTMLElement,
    private readonly words: Words,
    kind: string,
    private readonly wishes: Wishes,
  ) {
    this.again = button("again", () => wishes.connectAgain());
    this.pause = new PauseControl(wishes);
    this.wrong = button("wrong", () => this.report());
    this.wrong.append(icon("flag"), this.wrongLabel);
    this.link.append(element("span", "dot"), this.linkText, this.again);
    this.actions = element("div", "actions", this.pause.root, this.wrong, this.reported);
    this.dress(kind);
    root.replaceChildren(this.presence, this.why, this.note, this.actions, this.link);
  }

  private dress(kind: string): void {
    this.root.className = kind === "header" ? "header" : "column";
    this.root.removeAttribute("style");
    this.root.setAttribute("role", "region");
    this.root.setAttribute("aria-label", this.words.say("region"));
    this.root.lang = this.words.language;
    for (const live of [this.presence, this.why, this.note, this.reported, this.linkText]) {
      live.setAttribute("role", "status");
    }
  }

  show(model: Model, now: number): void {
    const { words } = this;
    this.showLink(model.fault === undefined ? describeLink(model, words) : { good: false, text: model.fault });
    this.showPresence(shownPresence(model), now);
    text(this.why, describeHold(model, words, now));
    text(this.note, describeNote(model, words, now));
    this.note.classList.toggle("paused", paused(model, now));
    this.actions.hidden = model.fault !== undefined;
    this.pause.show(model, words, now);
    this.showReport(model);
    this.root.title = this.root.className === "header" ? this.inOneLine() : "";
  }

  /** In the header there is no room for more than the presence. */
  private inOneLine(): string {
    return [this.why, this.note, this.linkText].map((line) => line.textContent).filter(Boolean).join("\n");
  }

  private report(): void {
    if (this.wrong.getAttribute("aria-disabled") !== "true") {
      this.wishes.report();
    }
  }

  private showReport({ report, link }: Model): void {
    text(this.wrongLabel, this.words.say("wrong"));
    this.wrong.setAttribute("aria-disabled", String(link.kind !== "connected" || report === "sent"));
    text(this.reported, report === "done" ? this.words.say("wrong.sent") : report === "failed" ? this.words.say("wrong.failed") : "");
  }

  private showLink({ good, text: said, again }: LinkLine): void {
    this.link.className = good ? "link good" : "link bad";
    text(this.linkText, said);
    text(this.again, again ?? "");
  }

  /** Drawn again only when it is another one. */
  private showPresence(presence: Presence | undefined, now: number): void {
    this.presence.hidden = presence === undefined;
    const look = presence && describePresence(presence, this.words);
    const age = presence ? this.age(presence, now) : "";
    const next = JSON.stringify([look, age]);
    if (look && next !== this.shown) {
      this.presence.className = `presence ${look.tone}${presence.stale ? " stale" : ""}`;
      const name = element("strong", "name");
      name.textContent = look.text;
      const small = element("span", "since");
      small.textContent = age;
      this.presence.replaceChildren(icon(look.icon), name, small);
    }
    this.shown = next;
  }

  private age({ statusTime, stale }: Presence, now: number): string {
    return [since(statusTime, now, this.words), stale ? this.words.say("stale") : ""].filter(Boolean).join(", ");
  }
}
