import type { Model } from "./face";
import type { Words } from "./words";

/** What Finesse does not give this gadget, in sentences that the agent can pass on. */
export function finesseTroubles({ unreadable, reasons }: Model, words: Words): string[] {
  return [unreadable === undefined ? "" : describeUnreadable(unreadable, words), describeReasons(reasons, words)].filter(Boolean);
}

function describeUnreadable({ status }: NonNullable<Model["unreadable"]>, words: Words): string {
  if (status === 401) {
    return words.say("user.refused");
  }
  return status === undefined ? words.say("user.unanswered") : words.say("user.unreadable", { status });
}

function describeReasons(reasons: Model["reasons"], words: Words): string {
  return reasons === undefined ? "" : words.say(reasons === "none" ? "reasons.none" : "reasons.unreadable");
}
