// What the gadget says of a Not Ready that is ours: which, and when it ends.
import type { Model } from "./face";
import type { Key, Words } from "./words";

/** The reason to name: the one that Finesse shows. `ours` when that is our own label, not a supervisor's. */
interface Held {
  label: string;
  ours: boolean;
}

export interface HoldWords {
  text: string;
  detail: string;
  line: string;
}

/**
 * The Not Ready that is ours. The server knows it, and it survives a reload; without a link only what Finesse still shows
 * under our own label is called ours. An older server says nothing of it: then our own command is what we know.
 */
function heldNow(model: Model): Held | undefined {
  const { link, presence, agent } = model;
  const label = wanted(model);
  if (label === undefined || agent.state !== "NOT_READY") {
    return undefined;
  }
  const ours = agent.reasonLabel === label;
  if (!ours && (presence?.held === undefined || link.kind !== "connected")) {
    return undefined;
  }
  return { label: agent.reasonLabel ?? label, ours };
}

function wanted({ presence, hold }: Model): string | undefined {
  return presence?.held ?? (presence?.code === undefined ? hold?.label : undefined);
}

/** Whether the agent is Not Ready by us at this moment. */
export function staysHeld(model: Model): boolean {
  return heldNow(model) !== undefined;
}

/** Which Not Ready is ours and when it ends, or that one follows the agent's call; undefined when there is neither. */
export function describeHold(model: Model, words: Words): HoldWords | undefined {
  const held = heldNow(model);
  if (held && !held.ours && model.presence?.code === "set_elsewhere") {
    return bySystem(model, words);
  }
  if (held) {
    const text = held.ours ? words.say("held", { label: held.label }) : words.say("held.plain");
    return { text, detail: ending(model, words), line: text };
  }
  const label = wanted(model);
  const follows = label !== undefined && model.agent.state !== "NOT_READY" && model.agent.pendingState === "NOT_READY";
  return follows
    ? { text: words.say("held.after", { label }), detail: "", line: words.say("line.held.after", { label }) }
    : undefined;
}

/** The system has put another Not Ready over ours, after a lost connection for one: when that ends nobody knows. */
function bySystem({ agent }: Model, words: Words): HoldWords {
  const label = agent.reasonLabel ?? agent.reasonCode;
  if (label === undefined) {
    return { text: words.say("code.waiting"), detail: "", line: words.say("line.code.waiting") };
  }
  return { text: words.say("held.system", { label }), detail: "", line: words.say("line.held.system", { label }) };
}

/** When Ready comes back, or what else it waits for. Nothing while nobody tells us, or a warning says it. */
function ending({ link, presence }: Model, words: Words): string {
  if (link.kind !== "connected" || !presence) {
    return "";
  }
  switch (presence.code) {
    case "stale":
    case "fading":
    case "feed_down":
      return "";
    case "off_duty":
    case "switched_off":
    case "no_effect":
      return words.say(`stays.${presence.code}`);
    case "waiting":
      return words.say("code.waiting");
  }
  return words.say(endKey(presence.status, words));
}

function endKey(status: string | undefined, words: Words): Key {
  const key = `ends.${status}`;
  return status === "active" ? "ends.soon" : words.has(key) ? key : "ends.other";
}

/** What a pause means for a hold. Why it was made is said only while Webex still shows that. */
export function heldWhilePaused(model: Model, words: Words): string {
  const held = heldNow(model);
  const { presence } = model;
  if (!held || model.link.kind !== "connected") {
    return "";
  }
  const { label } = held;
  if (presence?.status === "active") {
    return words.say("paused.held", { label });
  }
  const because = `because.${presence?.status ?? ""}`;
  return presence?.status === presence?.heldFor?.status && words.has(because)
    ? words.say("paused.held.because", { label, because: words.say(because) })
    : words.say("paused.held.other", { label });
}
