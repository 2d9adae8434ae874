import { button, element, setButton, show } from "./dom";
import type { Words } from "./words";

export type PauseLength = number | "tomorrow";

export interface PausePresses {
  pause(length: PauseLength): void;
  resume(): void;
}

const LENGTHS: readonly PauseLength[] = [15, 30, 60, "tomorrow"];

/**
 * "Pause sync" opens its choices in place (nothing pops up) and closes them again; while paused there is "Resume" instead. The focus goes with the
 * agent: into the choices, and back to the button that comes after.
 */
export class PauseMenu {
  open = false;
  readonly start: HTMLButtonElement;
  readonly resume: HTMLButtonElement;
  readonly choices: HTMLElement;
  private readonly lengths: HTMLButtonElement[];
  private paused = false;
  private able = false;

  constructor(
    private readonly words: Words,
    presses: PausePresses,
    private readonly changed: () => void,
  ) {
    this.start = button("start", () => this.toggle(!this.open), "pause");
    this.start.setAttribute("aria-expanded", "false");
    this.resume = button("resume primary", () => presses.resume(), "play");
    this.lengths = LENGTHS.map((length) => button("length", () => this.choose(length, presses)));
    this.choices = element("div", "choices", ...this.lengths);
    this.choices.setAttribute("role", "group");
    this.choices.setAttribute("aria-label", words.say("pause.for"));
    for (const part of [this.start, this.choices]) {
      part.addEventListener("keydown", ({ key }) => this.onKey(key));
    }
  }

  show(paused: boolean, able: boolean): void {
    const focused = [this.start, this.resume, this.choices].some((part) => part.contains(document.activeElement));
    const turned = paused !== this.paused;
    this.paused = paused;
    this.able = able;
    if (paused || !able) {
      this.open = false;
    }
    this.draw();
    if (turned && focused) {
      (paused ? this.resume : this.start).focus();
    }
  }

  private onKey(key: string): void {
    if (key === "Escape" && this.open) {
      this.toggle(false);
    }
  }

  private choose(length: PauseLength, presses: PausePresses): void {
    this.toggle(false);
    presses.pause(length);
  }

  private toggle(open: boolean): void {
    this.open = open;
    this.draw();
    (open ? this.lengths[0] : this.start)?.focus();
    this.changed();
  }

  private name(length: HTMLButtonElement | undefined, minutes: PauseLength): void {
    if (length) {
      setButton(length, lengthName(minutes, this.words));
    }
  }

  private draw(): void {
    const { words, able } = this;
    setButton(this.start, words.say("pause"), able);
    setButton(this.resume, words.say("resume"), able);
    LENGTHS.forEach((length, index) => this.name(this.lengths[index], length));
    this.start.setAttribute("aria-expanded", String(this.open));
    show(this.start, !this.paused);
    show(this.choices, this.open);
    show(this.resume, this.paused);
  }
}

function lengthName(length: PauseLength, words: Words): string {
  switch (length) {
    case "tomorrow":
      return words.say("pause.tomorrow");
    case 60:
      return words.say("pause.hour");
    default:
      return words.say("pause.minutes", { minutes: length });
  }
}
