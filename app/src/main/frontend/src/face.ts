// What the gadget says, decided apart from how it is drawn: from what is known to the lines and buttons of the view.
import { finesseTroubles } from "./finesse-troubles";
import type { IconName } from "./icons";
import type { AgentState, LinkStatus, Pause, Presence } from "./messages";
import { describePresence, type Look } from "./presence";
import type { ReadTrouble } from "./user-reader";
import type { WishesState } from "./wishes";
import type { Key, Words } from "./words";

/** What the face is made from; {@link Gadget} keeps it. */
export interface Model {
  link: LinkStatus;
  presence?: Presence;
  agent: AgentState;
  pause: Pause;
  wishes: WishesState;
  /** What this gadget itself has set: which label, and why in English. */
  hold?: { label: string; why?: string };
  /** The label that a command named and Finesse does not offer. */
  missing?: string;
  /** The desktop has lost Finesse. */
  desktopLost: boolean;
  /** Milliseconds by which the server's clock is ahead of ours; 0 when they agree. */
  drift: number;
  /** A fault of the page itself. */
  fault?: Key;
  /** Finesse does not let the agent be read. */
  unreadable?: ReadTrouble;
  /** Finesse offers the agent no Not Ready reasons, or they cannot be read. */
  reasons?: "none" | "unreadable";
}

export function newModel(): Model {
  return {
    link: { kind: "connecting" },
    agent: {},
    pause: {},
    wishes: { pausing: "none", report: "none" },
    desktopLost: false,
    drift: 0,
  };
}

export interface Line {
  text: string;
  /** Smaller, after the text. */
  aside: string;
}

export interface Notice {
  kind: "held" | "paused" | "note" | "warning";
  icon?: IconName;
  text: string;
  aside: string;
}

export interface Face {
  presence?: Line & { look: Look; dimmed: boolean };
  notices: Notice[];
  /** Short answers to what the agent pressed; they go by themselves. */
  answer: string;
  paused: boolean;
  /** Whether pausing and reporting can be asked for now. */
  able: boolean;
  link: { good: boolean; text: string; again?: string };
}

/** Codes that only say why nothing happens; of no interest while Webex shows the agent as free. */
const ONLY_WHEN_BUSY = new Set(["in_call", "wrap_up", "ringing", "waiting"]);
const SILENT = new Set(["none", "paused"]);
const DOUBTFUL = new Set(["stale", "feed_down"]);

/** @param now by this computer's clock; corrected by the model's drift */
export function faceOf(model: Model, words: Words, now: number): Face {
  const time = now + model.drift;
  const paused = model.pause.until !== undefined && Date.parse(model.pause.until) > time;
  const presence = presenceLine(model, words, time);
  return {
    ...(presence ? { presence } : {}),
    notices: [...troubles(model, words), ...pauseNotice(model, paused, words, time), ...reasonNotice(model, words, time)],
    answer: answerTo(model.wishes, words),
    paused,
    able: model.link.kind === "connected" && model.fault === undefined,
    link: describeLink(model, words),
  };
}

/** Without a link nobody confirms the presence: what was last heard is shown as unconfirmed. */
function presenceLine({ link, presence }: Model, words: Words, now: number): Face["presence"] {
  if (!presence) {
    return undefined;
  }
  const unconfirmed = link.kind !== "connected" || presence.stale === true;
  const look = describePresence(presence, words);
  const aside = [words.since(presence.statusTime, now), unconfirmed ? words.say("unconfirmed") : ""];
  const dimmed = unconfirmed || DOUBTFUL.has(presence.code ?? "");
  return { look, dimmed, text: look.text, aside: aside.filter(Boolean).join(", ") };
}

function troubles(model: Model, words: Words): Notice[] {
  const { presence, desktopLost, missing } = model;
  const found: Notice[] = [];
  const warn = (text: string): void => void found.push({ kind: "warning", icon: "warning", text, aside: "" });
  if (desktopLost) {
    warn(words.say("desktop.stale"));
  }
  const label = (presence?.code === "label_missing" ? presence.label : undefined) ?? missing ?? quoted(presence);
  if (label !== undefined) {
    warn(words.say("missing", { label }));
  } else if (presence?.code === "label_missing") {
    warn(words.say("missing.any"));
  }
  finesseTroubles(model, words).forEach(warn);
  return found;
}

/** A server that does not name the missing label by itself names it in its English sentence. */
function quoted(presence: Presence | undefined): string | undefined {
  return presence?.code === "label_missing" ? /"([^"]+)"/.exec(presence.decision ?? "")?.[1] : undefined;
}

function pauseNotice({ pause }: Model, paused: boolean, words: Words, now: number): Notice[] {
  if (!paused) {
    return [];
  }
  const key = pause.by === "administrator" ? "paused.administrator" : "paused";
  return [{ kind: "paused", icon: "pause", text: words.say(key, { time: words.time(pause.until, now) }), aside: "" }];
}

/** What we set and why, else why he is left as he is. One line at most. */
function reasonNotice(model: Model, words: Words, now: number): Notice[] {
  const held = describeHold(model, words);
  if (held) {
    const since = words.since(model.presence?.heldSince, now);
    const told = since === words.since(model.presence?.statusTime, now);
    return [{ kind: "held", text: held, aside: told ? "" : since }];
  }
  const note = describeCode(model, words);
  return note ? [{ kind: "note", text: note, aside: "" }] : [];
}

/**
 * Why he is Not Ready, if we did it. The server knows it, and it survives a reload; without a link only what Finesse still
 * shows under our own label is called ours. An older server says nothing of it: then our own command is what we know.
 */
export function describeHold({ link, presence, agent, hold }: Model, words: Words): string {
  const label = presence?.held ?? (presence?.code === undefined ? hold?.label : undefined);
  if (label === undefined) {
    return "";
  }
  if (agent.state !== "NOT_READY") {
    return agent.pendingState === "NOT_READY" ? words.say("held.after", { label }) : "";
  }
  const same = agent.reasonLabel === label;
  if (!same && (presence?.held === undefined || link.kind !== "connected")) {
    return "";
  }
  const because = reasonOf(presence, hold, words);
  const key = same ? (because ? "held.because" : "held") : because ? "held.plain.because" : "held.plain";
  return words.say(key, { label, because });
}

function reasonOf(presence: Presence | undefined, hold: Model["hold"], words: Words): string {
  const key = `because.${presence?.heldFor?.status ?? ""}`;
  if (words.has(key)) {
    return words.say(key);
  }
  return presence?.held === undefined && words.language === "en" ? (hold?.why ?? "") : "";
}

function describeCode({ presence, link }: Model, words: Words): string {
  const code = presence?.code;
  if (!presence || link.kind !== "connected" || (code !== undefined && SILENT.has(code)) || code === "label_missing") {
    return "";
  }
  const free = presence.status === "active";
  const key = `code.${code ?? ""}`;
  if (words.has(key)) {
    return free && ONLY_WHEN_BUSY.has(code ?? "") ? "" : words.say(key);
  }
  return words.language === "en" && presence.decision ? sentence(presence.decision) : "";
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function answerTo({ pausing, report }: WishesState, words: Words): string {
  const answers = [
    pausing === "unanswered" || report === "unanswered" ? words.say("wish.unanswered") : "",
    pausing === "refused" ? words.say("wish.refused") : "",
    report === "reported" ? words.say("wrong.reported") : "",
    report === "failed" ? words.say("wrong.failed") : "",
  ];
  return answers.filter(Boolean).join(" ");
}

export function describeLink({ link, fault }: Pick<Model, "link" | "fault">, words: Words): Face["link"] {
  if (fault !== undefined) {
    return { good: false, text: words.say(fault) };
  }
  switch (link.kind) {
    case "connected":
      return { good: true, text: words.say("link.connected") };
    case "connecting":
      return { good: false, text: words.say("link.connecting") };
    case "disconnected":
      return { good: false, text: words.say("link.disconnected") };
    case "waiting": {
      const key = `link.${link.detail}`;
      return { good: false, text: words.say(words.has(key) ? key : "link.waiting") };
    }
    case "unauthorized":
      return { good: false, text: words.say("link.unauthorized"), again: words.say("again") };
    case "displaced":
      return { good: false, text: words.say("link.displaced"), again: words.say("again.here") };
    case "refused":
      return { good: false, text: refusal(link.reason, words), again: words.say("again") };
  }
}

function refusal(reason: string, words: Words): string {
  return reason === "not_followed" ? words.say("link.not_followed") : words.say("link.refused", { reason });
}
