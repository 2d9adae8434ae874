// Entry point of WebexPresenceConnector.js: runs inside the gadget's frame on the agent's desktop.
import { Container, whenConnected, type GadgetWindow } from "./container";
import { Gadget } from "./gadget";
import { View, type Model } from "./view";

function start(page: GadgetWindow): void {
  const url = page.PRESENCE_SYNC_URL ?? "";
  let gadget: Gadget | undefined;
  const view = new View(root(), `${url}/img`, () => gadget?.connectAgain());
  const show = (model: Model): void => view.show(model, Date.now());
  try {
    if (!url) {
      throw new Error("The gadget's file does not name the Presence Sync server. Ask your administrator.");
    }
    gadget = new Gadget(Container.open(page), url, show);
  } catch (fault) {
    show({ link: { kind: "disconnected" }, agent: {}, fault: fault instanceof Error ? fault.message : String(fault) });
    page.gadgets?.window?.adjustHeight?.();
  }
}

function root(): HTMLElement {
  const found = document.getElementById("presence-sync");
  if (found) {
    return found;
  }
  const made = document.createElement("div");
  made.id = "presence-sync";
  made.setAttribute("role", "status");
  document.body.append(made);
  return made;
}

const page = window as unknown as GadgetWindow;
whenConnected(page, () => start(page));
