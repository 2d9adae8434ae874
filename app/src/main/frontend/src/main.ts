// Entry point of WebexPresenceConnector.js: runs inside the gadget's frame on the agent's desktop.
import { Container, whenConnected, type GadgetWindow } from "./container";
import { Gadget } from "./gadget";
import { START, type Model } from "./model";
import { View, type Wishes } from "./view";
import { atOnce, choose, type Texts, type Words } from "./words";

const FILE_WITHIN = 5_000;

function start(page: GadgetWindow): void {
  try {
    const container = Container.open(page);
    const url = page.PRESENCE_SYNC_URL ?? "";
    if (!url) {
      throw new Error("The gadget's file does not name the Presence Sync server. Ask your administrator.");
    }
    run(container, url);
  } catch (fault) {
    failed(page, fault);
  }
}

/** Acts at once; what it looks like comes when the language is there. */
function run(container: Container, url: string): void {
  let draw: (model: Model) => void = () => {};
  let last: Model = START;
  const gadget = new Gadget(container, url, (model) => {
    last = model;
    draw(model);
  });
  if (container.view === "hidden") {
    return;
  }
  const wishes: Wishes = {
    connectAgain: () => gadget.connectAgain(),
    pause: (wish) => gadget.pause(wish),
    resume: () => gadget.resume(),
    report: () => void gadget.report(),
  };
  const dress = (words: Words): void => {
    const view = new View(root(), words, container.view, wishes);
    draw = (model) => view.show(model, Date.now());
    draw(last);
    container.adjustHeight();
  };
  const wanted = container.languages();
  dress(atOnce(wanted));
  root().addEventListener("resized", () => container.adjustHeight());
  void choose(wanted, (tag) => read(url, tag)).then((words) => {
    if (words.language !== root().lang) {
      dress(words);
    }
  });
}

/** Texts of a language that the administrator has given; nothing when there are none. */
async function read(url: string, tag: string): Promise<Texts | undefined> {
  try {
    const answer = await fetch(`${url}/gadget/lang/${tag.toLowerCase()}.json`, { signal: AbortSignal.timeout(FILE_WITHIN) });
    return answer.ok ? ((await answer.json()) as Texts) : undefined;
  } catch {
    return undefined;
  }
}

function failed(page: GadgetWindow, fault: unknown): void {
  const none: Wishes = { connectAgain: () => {}, pause: () => {}, resume: () => {}, report: () => {} };
  const view = new View(root(), atOnce(navigator.languages), "", none);
  view.show({ ...START, fault: fault instanceof Error ? fault.message : String(fault) }, Date.now());
  page.gadgets?.window?.adjustHeight?.();
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
whenConnected(page, () => start(page));
