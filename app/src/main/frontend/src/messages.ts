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
}

export interface AgentState {
  state?: string;
  reasonId?: string;
  reasonLabel?: string;
  reasonCode?: string;
  pendingState?: string;
  stateChangeTime?: string;
}

export interface Presence {
  status: string;
  meetingType?: string;
  category?: string;
  statusTime?: string;
  stale?: boolean;
  /** In English, for logs. */
  decision?: string;
  /** Why he is left as he is, or waited for; see {@link describeNote}. */
  code?: string;
  /** The reason label that the code is about. */
  label?: string;
  /** The reason label while we hold him. */
  held?: string;
  heldFor?: { status: string };
  heldSince?: string;
}

/** Until when he is left alone; without `until` he is not. */
export interface Pause {
  until?: string;
  by?: "agent" | "administrator";
}

/** How long he wants to be left alone: minutes where his clock must not matter, else a time. */
export type PauseWish = { minutes: number } | { until: string };

export interface ReportAnswer {
  ok: boolean;
  id?: string;
  message?: string;
}

export interface Reasons {
  labels: { label: string; id: string }[];
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
