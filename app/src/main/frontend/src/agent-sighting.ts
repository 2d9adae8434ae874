// The agent's state as the hub tells it, beside what the library makes of it.
import { readState, realId, type FinesseUser } from "./finesse";
import type { AgentState } from "./messages";

export type Sighting = Pick<AgentState, "state" | "reasonId" | "pendingState" | "stateChangeTime">;

/** The topic on which the desktop publishes what Finesse notifies of this agent. */
export function topicOf(agentId: string): string {
  return `finesse.api.User.${agentId}`;
}

/** What a notification says of the agent; nothing when it is about something else, such as a refused request. */
export function sightingOf(message: unknown): Sighting | undefined {
  const update = (message as { object?: { Update?: { data?: Record<string, unknown> | null } } } | null)?.object?.Update;
  const user = (update?.data?.["user"] ?? update?.data?.["User"]) as Record<string, unknown> | null | undefined;
  const state = text(user?.["state"]);
  return user && state !== undefined
    ? fields(state, text(user["reasonCodeId"]), text(user["pendingState"]), text(user["stateChangeTime"]))
    : undefined;
}

/** The id of the request that a notification says it comes from; nothing when nobody asked. */
export function requestIn(message: unknown): string | undefined {
  const update = (message as { object?: { Update?: { requestId?: unknown } | null } } | null)?.object?.Update;
  const id = text(update?.requestId)?.trim();
  return id ? id : undefined;
}

/** The same state with the same reason, entered at the same time; a time that only one side has makes two of it. */
export function sameChange(one: Sighting, other: Sighting): boolean {
  return (
    one.state === other.state && one.reasonId === other.reasonId && one.stateChangeTime === other.stateChangeTime
  );
}

export function sightingIn(user: FinesseUser): Sighting {
  const { state, reasonId, pendingState, stateChangeTime } = readState(user, []);
  return fields(state, reasonId, pendingState, stateChangeTime);
}

/** Times count only where both sides have one: Finesse loses them in a fail-over. */
export function agree(one: Sighting, other: Sighting): boolean {
  const [first, second] = [one.stateChangeTime, other.stateChangeTime];
  return (
    one.state === other.state &&
    one.reasonId === other.reasonId &&
    one.pendingState === other.pendingState &&
    (first === undefined || second === undefined || first === second)
  );
}

function fields(...[state, reason, pendingState, stateChangeTime]: (string | undefined)[]): Sighting {
  const reasonId = realId(reason);
  return {
    ...(state ? { state } : {}),
    ...(reasonId ? { reasonId } : {}),
    ...(pendingState ? { pendingState } : {}),
    ...(stateChangeTime ? { stateChangeTime } : {}),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
