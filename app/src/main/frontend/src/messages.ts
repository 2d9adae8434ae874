// What travels between the server and the gadget, protocol 1. Absent means "not known", never "empty".

export const PROTOCOL = 1;

/** Payload of the Socket.IO CONNECT. Either the token of an earlier welcome or the Finesse header, never both. */
export interface Credentials {
  protocol: number;
  id: string;
  site?: string;
  token?: string;
  authorization?: string;
}

export interface Welcome {
  token?: string;
  expiresInSeconds?: number;
  agent?: { id: string; name?: string };
  /** The server's clock, ISO 8601. */
  time?: string;
}

/** What must still be true when the gadget acts; a field that is absent is not compared. */
export interface OnlyIf {
  state: string;
  reasonId?: string;
  stateChangeTime?: string;
}

export interface Command {
  id: string;
  state: "READY" | "NOT_READY";
  reasonLabel?: string;
  reasonId?: string;
  onlyIf: OnlyIf;
  why?: string;
}

/** `ok` means accepted by Finesse (202); the state itself is reported by a `state` message. */
export interface Outcome {
  id: string;
  ok: boolean;
  errorType?: string;
  errorMessage?: string;
  errorData?: string;
  status?: number;
  /** The id that the request had at Finesse; absent where it was not sent, or the library does not tell. */
  requestId?: string;
}

export interface AgentState {
  state?: string;
  reasonId?: string;
  reasonLabel?: string;
  reasonCode?: string;
  pendingState?: string;
  stateChangeTime?: string;
  /** Of the request that caused this: our command's, or another's. Absent where nobody asked, or it is not known. */
  requestId?: string;
}

/** The newest presence, and how it stands with the agent. Older servers send only the first fields. */
export interface Presence {
  /** Absent while Webex has told nothing yet. */
  status?: string;
  meetingType?: string;
  category?: string;
  statusTime?: string;
  stale?: boolean;
  /** The label of the Not Ready that is ours. */
  held?: string;
  heldFor?: { status: string; meetingType?: string; category?: string };
  heldSince?: string;
  /** Why something is done or left, as a word; see the keys `code.` of the languages. */
  code?: string;
  /** The reason label that the code is about. */
  label?: string;
  /** The same in English, for codes that this gadget does not know. */
  decision?: string;
}

/** Until when the agent is left alone; without `until` he is not. */
export interface Pause {
  until?: string;
  by?: "agent" | "administrator";
}

/** How long he wants to be left alone: minutes where his clock must not matter, else a time. */
export type PauseWish = { minutes: number } | { until: string };

/** Answer to a report. */
export interface Reported {
  ok: boolean;
  id?: string;
  message?: string;
}

/** Why the agent's reasons could not be read: Finesse's own error type, or `timeout`; `status` where it answered. */
export interface ReasonsFault {
  type: string;
  status?: number;
}

/** The Not Ready reasons that Finesse offers the agent, none included; with a fault, none could be read. */
export interface Reasons {
  labels: { label: string; id: string }[];
  fault?: ReasonsFault;
}

/** Finesse does not let the gadget read its agent; ends with the next `state`. Without `status` it did not answer. */
export interface Unreadable {
  status?: number;
  type?: string;
}

/** How the link to our server stands, as the agent sees it. */
export type LinkStatus =
  | { kind: "connecting" }
  | { kind: "connected" }
  | { kind: "disconnected" }
  | { kind: "waiting"; detail: string }
  | { kind: "unauthorized" }
  | { kind: "displaced" }
  | { kind: "refused"; reason: string };
