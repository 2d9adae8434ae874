import { button, element, icon, text } from "./elements";
import type { PauseWish } from "./messages";
import { paused, tomorrow, type Model } from "./model";
import type { Words } from "./words";

const MINUTES = [15, 30, 60];

export interface PauseWishes {
  pause(wish: PauseWish): void;
  resume(): void;
}

/** The pause button with its choice of times, or the button that ends the pause. */
export class PauseControl {
  readonly root = element("div", "pause");
  private readonly opener: HTMLButtonElement;
  private readonly label = element("span", "label");
  private readonly times = element("div", "times");
  private readonly said = element("p", "said");
  private readonly choices: HTMLButtonElement[];
  private model: Model | undefined;
  private now = 0;

  constructor(private readonly wishes: PauseWishes) {
    this.opener = button("main", () => this.press());
    this.choices = [...MINUTES.map((minutes) => this.choice(() => ({ minutes }))), this.choice(() => this.untilTomorrow())];
    this.times.setAttribute("role", "group");
    this.times.hidden = true;
    this.times.append(...this.choices);
    this.said.setAttribute("role", "status");
    this.root.append(this.opener, this.times, this.said);
    this.root.addEventListener("keydown", (event) => this.escape(event));
  }

  show(model: Model, words: Words, now: number): void {
    Object.assign(this, { model, now });
    const stopped = paused(model, now);
    if (stopped) {
      this.open(false);
    }
    this.opener.replaceChildren(icon(stopped ? "play" : "pause"), this.label);
    text(this.label, words.say(stopped ? "resume" : "pause"));
    this.times.setAttribute("aria-label", words.say("pause.for"));
    this.choices.forEach((choice, at) => text(choice, this.named(at, words)));
    text(this.said, model.pausing === "failed" ? words.say("pause.failed") : "");
    this.enable(model.link.kind === "connected" && model.pausing !== "sent");
    this.expanded(stopped);
  }

  private named(at: number, words: Words): string {
    const minutes = MINUTES[at];
    return minutes === undefined ? words.say("pause.tomorrow") : words.say("pause.minutes", { minutes });
  }

  private expanded(stopped: boolean): void {
    if (stopped) {
      this.opener.removeAttribute("aria-expanded");
    } else {
      this.opener.setAttribute("aria-expanded", String(!this.times.hidden));
    }
  }

  /** Not the attribute "disabled", which would throw a keyboard user out of the place he is at. */
  private enable(usable: boolean): void {
    for (const each of [this.opener, ...this.choices]) {
      each.setAttribute("aria-disabled", String(!usable));
    }
  }

  private usable(): boolean {
    return this.opener.getAttribute("aria-disabled") !== "true";
  }

  private press(): void {
    if (!this.usable() || !this.model) {
      return;
    }
    if (paused(this.model, this.now)) {
      this.wishes.resume();
    } else {
      this.open(this.times.hidden);
    }
  }

  private choice(wish: () => PauseWish): HTMLButtonElement {
    return button("time", () => {
      if (this.usable()) {
        this.open(false);
        this.opener.focus();
        this.wishes.pause(wish());
      }
    });
  }

  private untilTomorrow(): PauseWish {
    return { until: tomorrow(Date.now()).toISOString() };
  }

  private open(open: boolean): void {
    this.times.hidden = !open;
    this.expanded(this.model !== undefined && paused(this.model, this.now));
    this.root.dispatchEvent(new CustomEvent("resized", { bubbles: true }));
  }

  private escape(event: KeyboardEvent): void {
    if (event.key === "Escape" && !this.times.hidden) {
      this.open(false);
      this.opener.focus();
    }
  }
}
