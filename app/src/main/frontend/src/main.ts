// Entry point of WebexPresenceConnector.js: runs inside the gadget's frame on the agent's desktop.
import { Container, languageHere, PageFault, whenConnected, type GadgetWindow } from "./container";
import { faceOf, newModel, type Model } from "./face";
import { Gadget } from "./gadget";
import { layoutOf, watchLayout } from "./layout";
import { View } from "./view";
import { applyTheme } from "./theme";
import { fetchDictionary, loadWords, Words } from "./words";

const DRAWN_AGAIN = 30_000;

/** One gadget on its page: acts from the start, and draws once there is a face to draw. */
class Page {
  private gadget: Gadget | undefined;
  private container: Container | undefined;
  private view: View | undefined;
  private model: Model = newModel();
  private words = Words.builtIn("en");

  constructor(private readonly page: GadgetWindow) {}

  start(): void {
    const url = this.page.PRESENCE_SYNC_URL ?? "";
    const tag = languageHere(this.page, navigator.language);
    this.words = Words.builtIn(tag);
    this.open(url);
    if (layoutOf(this.page.PRESENCE_SYNC_VIEW) === "hidden") {
      root().remove();
      return;
    }
    whenShown(() => this.face(tag, url));
  }

  private face(tag: string, url: string): void {
    applyTheme(this.page.PRESENCE_SYNC_THEME);
    this.draw();
    this.container?.fitWhenShown();
    void loadWords(tag, url, fetchDictionary).then((words) => this.speak(words));
    watchLayout(this.page.PRESENCE_SYNC_VIEW, () => this.refresh());
    setInterval(() => this.drawAgain(), DRAWN_AGAIN);
  }

  private open(url: string): void {
    try {
      if (!url) {
        throw new PageFault("fault.address");
      }
      this.container = Container.open(this.page);
      this.gadget = new Gadget(this.container, url, (model) => {
        this.model = model;
        this.refresh();
      });
    } catch (fault) {
      console.error(fault);
      this.model = { ...this.model, fault: fault instanceof PageFault ? fault.key : "fault.library" };
    }
  }

  private speak(words: Words): void {
    if (words.tag !== this.words.tag) {
      this.words = words;
      this.draw();
    }
  }

  private draw(): void {
    const presses = {
      pause: (length: number | "tomorrow") => this.gadget?.pause(length),
      resume: () => this.gadget?.resume(),
      wrong: () => this.gadget?.tellWrong(),
      again: () => this.gadget?.connectAgain(),
    };
    this.view = new View(root(), this.words, presses, () => this.fit());
    this.refresh();
  }

  /** Times have grown older, and the container may have changed its colours. */
  private drawAgain(): void {
    applyTheme(this.page.PRESENCE_SYNC_THEME);
    this.refresh();
  }

  private refresh(): void {
    this.view?.show(faceOf(this.model, this.words, Date.now()));
  }

  /** A frame without width is not shown now: its height is set when it is. */
  private fit(): void {
    if (window.innerWidth > 0) {
      (this.container ?? this.page.gadgets?.window)?.adjustHeight?.();
    }
  }
}

/** A frame that is not shown (another tab, or `hidden="true"` in the desktop's layout) has no width: nothing is drawn there. */
function whenShown(draw: () => void): void {
  if (window.innerWidth > 0) {
    draw();
  } else {
    window.addEventListener("resize", () => whenShown(draw), { once: true });
  }
}

function root(): HTMLElement {
  const found = document.getElementById("presence-sync");
  if (found) {
    return found;
  }
  const made = document.createElement("div");
  made.id = "presence-sync";
  document.body.append(made);
  return made;
}

const page = window as unknown as GadgetWindow;
whenConnected(page, () => new Page(page).start());
