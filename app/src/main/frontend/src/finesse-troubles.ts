import type { Model } from "./face";
import type { Key, Parameters } from "./words";

/** What Finesse does not give this gadget, as sentences that the agent can pass on. */
export function finesseTroubles({ unreadable, reasons }: Model): [Key, Parameters][] {
  const read = unreadable === undefined ? [] : [describeUnreadable(unreadable)];
  return reasons === undefined ? read : [...read, [reasons === "none" ? "reasons.none" : "reasons.unreadable", {}]];
}

function describeUnreadable({ status }: NonNullable<Model["unreadable"]>): [Key, Parameters] {
  if (status === 401) {
    return ["user.refused", {}];
  }
  return status === undefined ? ["user.unanswered", {}] : ["user.unreadable", { status }];
}
