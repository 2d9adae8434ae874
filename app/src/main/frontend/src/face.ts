// What the gadget says, decided apart from how it is drawn: from what is known to the lines and buttons of the view.
import { finesseTroubles } from "./finesse-troubles";
import { describeHold, heldWhilePaused, staysHeld } from "./hold";
import type { IconName } from "./icons";
import type { AgentState, LinkStatus, Pause, Presence } from "./messages";
import { describePresence, type Look } from "./presence";
import type { ReadTrouble } from "./user-reader";
import type { WishesState } from "./wishes";
import type { Key, Parameters, Words } from "./words";

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

export interface Notice extends Line {
  kind: "held" | "paused" | "note" | "warning";
  icon?: IconName;
  /** What more there is to say: below a headline, after a sentence. */
  detail: string;
  /** The same made for one line of the desktop's header. */
  line: string;
}

export interface LinkLine {
  tone: "good" | "warn" | "bad";
  text: string;
  /** The same made for one line of the desktop's header. */
  line: string;
  again?: string;
}

export interface Face {
  presence?: Line & { look: Look; dimmed: boolean };
  /** The most important first; a line shows only this one. */
  notices: Notice[];
  /** Short answers to what the agent pressed; they go by themselves. */
  answer: string;
  paused: boolean;
  /** Whether pausing and reporting can be asked for now. */
  able: boolean;
  /** Whether there is something that could be reported as wrong. */
  reportable: boolean;
  link: LinkLine;
}

/** Codes that only say why nothing happens; of no interest while Webex shows the agent as free. */
const ONLY_WHEN_BUSY = new Set(["in_call", "wrap_up", "ringing", "waiting"]);
const SILENT = new Set(["none", "paused", "label_missing"]);
const DOUBTFUL = new Set(["stale", "fading", "feed_down"]);

/** @param now by this computer's clock; corrected by the model's drift */
export function faceOf(model: Model, words: Words, now: number): Face {
  const time = now + model.drift;
  const paused = model.pause.until !== undefined && Date.parse(model.pause.until) > time;
  const presence = presenceLine(model, words, time);
  const notices = [...troubles(model, words), ...pauseNotice(model, paused, words, time), ...reason(model, paused, words, time)];
  return {
    ...(presence ? { presence } : {}),
    notices,
    answer: answerTo(model.wishes, words),
    paused,
    able: model.link.kind === "connected" && model.fault === undefined,
    reportable: notices.length > 0 || model.wishes.report !== "none",
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
  if (desktopLost) {
    found.push(warning("desktop.stale", words));
  }
  const label = (presence?.code === "label_missing" ? presence.label : undefined) ?? missing ?? quoted(presence);
  if (label !== undefined) {
    found.push(warning("missing", words, { label }));
  } else if (presence?.code === "label_missing") {
    found.push(warning("missing.any", words));
  }
  finesseTroubles(model).forEach(([key, parameters]) => found.push(warning(key, words, parameters)));
  return [...found, ...doubt(model, words)];
}

/** Webex is silent: for a held agent that means to stay held. */
function doubt(model: Model, words: Words): Notice[] {
  const code = model.presence?.code ?? "";
  if (!DOUBTFUL.has(code) || model.link.kind !== "connected") {
    return [];
  }
  const key = code === "fading" ? "stale" : code;
  const said = warning(`code.${key}` as Key, words);
  if (!staysHeld(model)) {
    return [said];
  }
  const line = code === "fading" ? said.line : words.say("line.feed_down.held");
  return [{ ...said, text: words.say(`stays.${code}` as Key), line }];
}

/** A sentence, and the one that is made for a line where there is one. */
function sentence(key: Key, words: Words, parameters: Parameters = {}): Pick<Notice, "text" | "detail" | "aside" | "line"> {
  const short = `line.${key}`;
  const text = words.say(key, parameters);
  return { text, detail: "", aside: "", line: words.has(short) ? words.say(short, parameters) : text };
}

function warning(key: Key, words: Words, parameters: Parameters = {}): Notice {
  return { kind: "warning", icon: "warning", ...sentence(key, words, parameters) };
}

function note(key: Key, words: Words, parameters: Parameters = {}): Notice {
  return { kind: "note", ...sentence(key, words, parameters) };
}

/** A server that does not name the missing label by itself names it in its English sentence. */
function quoted(presence: Presence | undefined): string | undefined {
  return presence?.code === "label_missing" ? /"([^"]+)"/.exec(presence.decision ?? "")?.[1] : undefined;
}

function pauseNotice(model: Model, paused: boolean, words: Words, now: number): Notice[] {
  if (!paused) {
    return [];
  }
  const until = words.until(model.pause.until, now);
  const text = words.say(model.pause.by === "administrator" ? "paused.administrator" : "paused", { until });
  const line = words.say("line.paused", { until });
  return [{ kind: "paused", icon: "pause", text, detail: heldWhilePaused(model, words), aside: "", line }];
}

/** What we set and how long it lasts, else why the agent is left as they are. One notice at most; a pause says it itself. */
function reason(model: Model, paused: boolean, words: Words, now: number): Notice[] {
  if (paused) {
    return [];
  }
  const held = describeHold(model, words);
  if (held) {
    const since = words.since(model.presence?.heldSince, now);
    const told = since === words.since(model.presence?.statusTime, now);
    return [{ kind: "held", ...held, aside: told ? "" : since }];
  }
  return describeCode(model, words);
}

function describeCode({ presence, link, agent }: Model, words: Words): Notice[] {
  const code = presence?.code ?? "";
  if (!presence || link.kind !== "connected" || SILENT.has(code) || DOUBTFUL.has(code)) {
    return [];
  }
  if (presence.status === "active" && ONLY_WHEN_BUSY.has(code)) {
    return [];
  }
  switch (code) {
    case "own_choice":
      return [ownChoice(presence, agent, words)];
    case "set_elsewhere":
      return [elsewhere(presence, agent, words)];
    case "no_effect":
      return [noEffect(presence, words)];
  }
  const key = `code.${code}`;
  return words.has(key) ? [note(key, words)] : unknownCode(presence, words);
}

function unknownCode({ decision }: Presence, words: Words): Notice[] {
  if (words.language !== "en" || !decision) {
    return [];
  }
  const text = decision.charAt(0).toUpperCase() + decision.slice(1);
  return [{ kind: "note", text, detail: "", aside: "", line: text }];
}

function ownChoice(presence: Presence, agent: AgentState, words: Words): Notice {
  if (agent.state !== undefined && agent.state !== "NOT_READY") {
    return note("code.own_choice.next", words);
  }
  const label = presence.label ?? agent.reasonLabel;
  return label ? note("code.own_choice", words, { label }) : note("code.own_choice.plain", words);
}

function elsewhere(presence: Presence, agent: AgentState, words: Words): Notice {
  const label = presence.label ?? agent.reasonLabel;
  return label ? note("code.set_elsewhere", words, { label }) : note("code.own_choice.plain", words);
}

function noEffect(presence: Presence, words: Words): Notice {
  return presence.status === "unknown"
    ? note("code.no_effect.unknown", words)
    : note("code.no_effect", words, { presence: describePresence(presence, words).text });
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

export function describeLink(
  { link, fault, presence }: Pick<Model, "link" | "fault" | "presence">,
  words: Words,
): LinkLine {
  if (fault !== undefined) {
    return bad(fault, words);
  }
  switch (link.kind) {
    case "connected":
      return presence?.code === "feed_down"
        ? { tone: "warn", text: words.say("link.webex"), line: words.say("link.webex") }
        : { tone: "good", text: words.say("link.connected"), line: words.say("link.connected") };
    case "connecting":
      return bad("link.connecting", words);
    case "disconnected":
      return bad("link.disconnected", words);
    case "waiting": {
      const key = `link.${link.detail}`;
      return bad(words.has(key) ? key : "link.waiting", words);
    }
    case "unauthorized":
      return { ...bad("link.unauthorized", words), again: words.say("again") };
    case "displaced":
      return { ...bad("link.displaced", words), again: words.say("again.here") };
    case "refused":
      return { ...refusal(link.reason, words), again: words.say("again") };
  }
}

function bad(key: Key, words: Words, parameters: Parameters = {}): LinkLine {
  const { text, line } = sentence(key, words, parameters);
  return { tone: "bad", text, line };
}

function refusal(reason: string, words: Words): LinkLine {
  return reason === "not_followed" ? bad("link.not_followed", words) : bad("link.refused", words, { reason });
}
