import type { AgentState, LinkStatus, Pause, Presence } from "./messages";
import { describePresence } from "./presence";
import type { Key, Words } from "./words";

/** What became of a wish the agent expressed by a button. */
export type Wish = "none" | "sent" | "done" | "failed";

/** What the view is drawn from; the gadget keeps it. */
export interface Model {
  link: LinkStatus;
  presence?: Presence;
  agent: AgentState;
  /** Our own Not Ready: which label, and why. */
  hold?: { label: string; why?: string };
  /** A reason that Finesse does not offer, as we found ourselves. */
  missing?: string;
  pause: Pause;
  pausing: Wish;
  report: Wish;
  /** The desktop is changing servers. */
  failing: boolean;
  /** A fault of the page itself, in words. */
  fault?: string;
}

export const START: Model = {
  link: { kind: "connecting" },
  agent: {},
  pause: {},
  pausing: "none",
  report: "none",
  failing: false,
};

export interface LinkLine {
  good: boolean;
  text: string;
  /** Label of the button that connects again, when it takes a human. */
  again?: string;
}

export function describeLink({ link, failing }: Model, words: Words): LinkLine {
  if (failing) {
    return { good: false, text: words.say("link.failing") };
  }
  switch (link.kind) {
    case "connected":
      return { good: true, text: words.say("link.connected") };
    case "connecting":
    case "disconnected":
    case "waiting":
      return { good: false, text: words.say(`link.${link.kind}`) };
    case "unauthorized":
      return { good: false, text: words.say("link.unauthorized"), again: words.say("again") };
    case "displaced":
      return { good: false, text: words.say("link.displaced"), again: words.say("again.here") };
    case "refused":
      return { good: false, text: refused(link.reason, words), again: words.say("again") };
  }
}

function refused(reason: string, words: Words): string {
  return reason === "not_followed" ? words.say("link.not_followed") : words.say("link.refused", { reason });
}

/** Why he is Not Ready, if it was us: as the server says, else by our own command; only while Finesse shows that reason. */
export function describeHold(model: Model, words: Words, now: number): string {
  const { agent, hold, presence } = model;
  const label = presence?.held ?? hold?.label;
  if (label === undefined || agent.state !== "NOT_READY" || !fits(agent.reasonLabel, label, presence)) {
    return "";
  }
  const behind = presence?.heldFor;
  const other = behind !== undefined && behind.status !== presence?.status;
  const set = other
    ? words.say("held", { label, presence: describePresence({ ...JOINED, ...behind }, words).text })
    : words.say("held.plain", { label });
  return paused(model, now) ? set : `${set} ${words.say("held.ends")}`;
}

/** What is not told of the presence behind a hold: we hold for meetings only that were joined. */
const JOINED = { meetingType: "online", category: "unknown" };

/** A hold by supervisor shows Finesse's own reason, which he did not choose either. */
function fits(shown: string | undefined, label: string, presence: Model["presence"]): boolean {
  return shown === label || (presence?.held !== undefined && !/^Webex /.test(shown ?? ""));
}

const SAID: Record<string, Key> = {
  override: "code.override",
  own_choice: "code.own_choice",
  in_call: "code.in_call",
  ringing: "code.ringing",
  wrap_up: "code.wrap_up",
  off_duty: "code.off_duty",
  stale: "code.stale",
  signed_out: "code.signed_out",
};

/** What else he needs to know; nothing most of the time. */
export function describeNote({ presence, pause, missing }: Model, words: Words, now: number): string {
  const until = Date.parse(pause.until ?? "");
  if (until > now) {
    const key = pause.by === "administrator" ? "paused.administrator" : "paused";
    return words.say(key, { time: words.time(until, now) });
  }
  if (presence?.code === "label_missing") {
    const label = presence.label ?? missing;
    return label ? words.say("code.label_missing", { label }) : words.say("code.label_missing.plain");
  }
  const key = SAID[presence?.code ?? ""];
  return key ? words.say(key) : "";
}

export function paused({ pause }: Model, now: number): boolean {
  return Date.parse(pause.until ?? "") > now;
}

/** Without a link nobody confirms the presence: what was last heard is shown as stale. */
export function shownPresence({ link, presence }: Model): Presence | undefined {
  return presence && link.kind !== "connected" ? { ...presence, stale: true } : presence;
}

/** Midnight at the end of the agent's own day. */
export function tomorrow(now: number): Date {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1);
}
