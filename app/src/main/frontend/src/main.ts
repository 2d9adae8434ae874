// Entry point of WebexPresenceConnector.js: runs inside the gadget's frame on the agent's desktop.
import { Container, languageHere, PageFault, type GadgetWindow } from "./container";
import { faceOf, newModel, type Model } from "./face";
import { Gadget } from "./gadget";
import { whenConnected } from "./hub";
import { layoutOf, watchLayout } from "./layout";
import { libraryThere } from "./library";
import { View } from "./view";
import { applyTheme } from "./theme";
import { fetchDictionary, loadWords, Words } from "./words";

const DRAWN_AGAIN = 30_000;

/** One gadget on its page: acts from the start, and draws once there is a face to draw. */
class Page {
  private gadget: Gadget | undefined;
  private container: Container | undefined;
  private view: View | undefined;
  private appeared = false;
  private model: Model = newModel();
  private words = Words.builtIn("en");

  constructor(private readonly page: GadgetWindow) {}

  /** The container's hub is connected: acts from now on. */
  start(): void {
    delete this.model.fault;
    this.open(this.page.PRESENCE_SYNC_URL ?? "");
    this.appear();
    if (layoutOf(this.page.PRESENCE_SYNC_VIEW) !== "hidden") {
      whenShown(() => this.container?.fitWhenShown());
    }
  }

  /** The container has not connected its hub in time: that is said, and waited for. */
  wait(): void {
    this.model = { ...this.model, fault: "fault.hub" };
    this.appear();
  }

  private appear(): void {
    if (this.appeared) {
      this.refresh();
      return;
    }
    this.appeared = true;
    const url = this.page.PRESENCE_SYNC_URL ?? "";
    const tag = languageHere(this.page, navigator.language);
    this.words = Words.builtIn(tag);
    if (layoutOf(this.page.PRESENCE_SYNC_VIEW) === "hidden") {
      root().remove();
      return;
    }
    whenShown(() => this.face(tag, url));
  }

  private face(tag: string, url: string): void {
    applyTheme(this.page.PRESENCE_SYNC_THEME);
    this.draw();
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

/** A script that fails answers like one that has run: whether the library is there is seen by itself. */
function load(source: string): Promise<void> {
  return new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = source;
    script.onload = script.onerror = () => resolve();
    document.head.append(script);
  });
}

const page = window as unknown as GadgetWindow;
const shown = new Page(page);
const sources = [...document.scripts].map((script) => script.src);
const library = libraryThere(page, sources, load);
whenConnected(page, () => void library.then(() => shown.start()), () => shown.wait());
