import type { AgentState, LinkStatus, Presence } from "./messages";
import { describePresence, since, type Look } from "./presence";

/** What the view is drawn from; main.ts keeps it. */
export interface Model {
  link: LinkStatus;
  presence?: Presence;
  agent: AgentState;
  /** Our own Not Ready: which label, and why. */
  hold?: { label: string; why?: string };
  /** A fault of the page itself, in words. */
  fault?: string;
}

export interface LinkLine {
  good: boolean;
  text: string;
  /** Label of the button that connects again, when it takes a human. */
  again?: string;
}

export function describeLink(link: LinkStatus): LinkLine {
  switch (link.kind) {
    case "connected":
      return { good: true, text: "Connected" };
    case "connecting":
      return { good: false, text: "Connecting…" };
    case "disconnected":
      return { good: false, text: "Disconnected. Your state is not being changed. Trying again…" };
    case "waiting":
      return { good: false, text: `Not connected: ${link.detail}. Trying again…` };
    case "unauthorized":
      return { good: false, text: "Your Finesse sign-in was not accepted. Sign out and in again.", again: "Try again" };
    case "displaced":
      return { good: false, text: "You opened this gadget somewhere else; it works there.", again: "Use it here" };
    case "refused":
      return { good: false, text: link.reason ? `Not connected: ${link.reason}` : "Not connected.", again: "Try again" };
  }
}

/** Why he is Not Ready, if we did it: known from our own command, and only while Finesse still shows that reason. */
export function describeHold({ agent, hold }: Model): string {
  if (!hold || agent.state !== "NOT_READY" || agent.reasonLabel !== hold.label) {
    return "";
  }
  const because = hold.why ? `: ${hold.why}` : "";
  return `Not Ready (${hold.label}) was set for you${because}`;
}

/** Without a link nobody confirms the presence: what was last heard is shown as stale. */
export function shownPresence({ link, presence }: Model): Presence | undefined {
  return presence && link.kind !== "connected" ? { ...presence, stale: true } : presence;
}

/** The gadget's face: three short lines. Texts go in as text, never as HTML. */
export class View {
  private readonly link = line("link");
  private readonly linkIcon = document.createElement("img");
  private readonly linkText = document.createElement("span");
  private readonly again = document.createElement("button");
  private readonly presence = line("presence");
  private readonly why = line("why");
  private readonly decision = line("since");

  constructor(
    root: HTMLElement,
    private readonly images: string,
    connectAgain: () => void,
  ) {
    this.linkIcon.alt = "";
    this.again.type = "button";
    this.again.addEventListener("click", connectAgain);
    this.link.append(this.linkIcon, this.linkText, this.again);
    root.replaceChildren(this.presence, this.why, this.decision, this.link);
  }

  show(model: Model, now: number): void {
    this.showLink(model.fault === undefined ? describeLink(model.link) : { good: false, text: model.fault });
    this.showPresence(shownPresence(model), now);
    text(this.why, describeHold(model));
    text(this.decision, model.presence?.decision ?? "");
  }

  private showLink({ good, text: words, again }: LinkLine): void {
    this.linkIcon.src = `${this.images}/${good ? "connected" : "disconnected"}.png`;
    this.linkText.textContent = words;
    this.again.textContent = again ?? "";
    this.again.hidden = again === undefined;
  }

  private showPresence(presence: Presence | undefined, now: number): void {
    this.presence.hidden = presence === undefined;
    if (presence) {
      const look = describePresence(presence);
      this.presence.className = `presence ${look.tone}${presence.stale ? " stale" : ""}`;
      this.presence.replaceChildren(icon(look), strong(look.text), small(age(presence, now)));
    }
  }
}

function age({ statusTime, stale }: Presence, now: number): string {
  return [since(statusTime, now), stale ? "not confirmed lately" : ""].filter(Boolean).join(", ");
}

function line(name: string): HTMLElement {
  const paragraph = document.createElement("p");
  paragraph.className = name;
  paragraph.hidden = name !== "link";
  return paragraph;
}

function text(element: HTMLElement, words: string): void {
  element.textContent = words;
  element.hidden = words === "";
}

function strong(words: string): HTMLElement {
  const element = document.createElement("strong");
  element.textContent = words;
  return element;
}

function small(words: string): HTMLElement {
  const element = document.createElement("span");
  element.className = "since";
  element.textContent = words;
  return element;
}

function icon(look: Look): SVGElement {
  const namespace = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(namespace, "svg");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(namespace, "path");
  path.setAttribute("fill", "currentColor");
  path.setAttribute("fill-rule", "evenodd");
  path.setAttribute("d", look.icon);
  picture.append(path);
  return picture;
}
