// The part of Cisco's finesse.js and of the gadget container that we use, and how the user object is read.
// Releases differ: everything that is not in 10.5(1) is optional here, and must be called guarded.
import type { AgentState } from "./messages";

export interface ReasonCode {
  id: string;
  label: string;
  code?: string;
}

export interface Answer {
  status?: number | string;
  content?: string;
  object?: unknown;
  error?: { errorType?: string; errorMessage?: string };
}

export interface Handlers<T> {
  success(value: T): void;
  error(answer: Answer): void;
}

export interface FinesseUser {
  getState(): string;
  getPendingState?(): string | null | undefined;
  getStateChangeTime?(): string | null | undefined;
  getNotReadyReasonCodeId?(): string | null | undefined;
  getReasonCodeLabel?(): string | null | undefined;
  getReasonCode?(): { code?: string | number } | null | undefined;
  getData?(): Record<string, unknown> | null | undefined;
  setState(state: string, reason: ReasonCode | undefined, handlers: Handlers<Answer>): unknown;
  getNotReadyReasonCodes(handlers: Handlers<ReasonCode[] | undefined>): unknown;
  refresh?(): void;
}

export interface GadgetConfig {
  id?: string;
  authorization?: string;
  host?: string;
  restHost?: string;
  [field: string]: unknown;
}

export interface ContainerServices {
  addHandler(topic: string, handler: () => void): void;
  makeActiveTabReq?(): void;
}

export interface Finesse {
  gadget?: { Config?: GadgetConfig };
  container?: { Config?: GadgetConfig };
  clientservices: {
    ClientServices: { init(config: GadgetConfig, checkHeight: boolean): void; makeRequest?(...given: unknown[]): unknown };
  };
  cslogger?: { ClientLogger?: { init(hub: unknown, name: string, config?: GadgetConfig): void; log(line: string): void } };
  containerservices?: {
    ContainerServices?: { init(): ContainerServices; Topics: { ACTIVE_TAB: string } };
  };
  restservices: { User: new (options: UserOptions) => FinesseUser };
  utilities?: { Utilities?: { getAuthHeaderString?(config: GadgetConfig): string; generateUUID?(): string } };
}

export interface UserOptions {
  id: string;
  onLoad(user: FinesseUser): void;
  onChange(user: FinesseUser): void;
  onError(answer: Answer): void;
}

export interface Gadgets {
  Prefs: new () => { getString(name: string): string };
  Hub?: {
    subscribe?(topic: string, listener: (topic: string, told: unknown) => void): unknown;
    isConnected?(): boolean;
  };
  HubSettings?: { onConnect?: (() => void) | undefined };
  window?: { adjustHeight?(): void };
  io?: { RequestParameters?: { HEADERS?: string }; makeRequest?(...given: unknown[]): unknown };
}

/** Calls a getter that a release may lack, that throws before the user is loaded, or that finds nothing. */
function guarded(read: () => unknown): string | undefined {
  try {
    const value = read();
    const text = value === undefined || value === null ? "" : String(value);
    return text === "" ? undefined : text;
  } catch {
    return undefined;
  }
}

/** The id of a reason code, with Finesse's "-1" and "" for "none" both told as absent. */
export function realId(id: string | null | undefined): string | undefined {
  return id === undefined || id === null || id === "" || id === "-1" ? undefined : id;
}

/**
 * The agent's state as the desktop knows it now; no `state` when the user object is not loaded. What a library does not tell
 * of the reason is taken from the list of reason codes.
 */
export function readState(user: FinesseUser, reasons: readonly ReasonCode[]): AgentState {
  const id = realId(guarded(() => user.getNotReadyReasonCodeId?.()));
  const listed = reasons.find((reason) => reason.id === id);
  const told = (field: string): string | undefined => guarded(() => child(child(user.getData?.(), "reasoncode"), field));
  return present({
    state: guarded(() => user.getState()),
    reasonId: id,
    reasonLabel: guarded(() => user.getReasonCodeLabel?.()) ?? told("label") ?? listed?.label,
    reasonCode: guarded(() => user.getReasonCode?.()?.code) ?? told("code") ?? listed?.code,
    pendingState: guarded(() => user.getPendingState?.()),
    stateChangeTime: guarded(() => user.getStateChangeTime?.()),
  });
}

function present(fields: { [K in keyof AgentState]: string | undefined }): AgentState {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

interface ErrorFields {
  type?: string;
  message?: string;
  data?: string;
}

/** What Finesse said in an error answer; the same for an HTTP error and for a later notification. */
export function readError(answer: Answer | undefined): ErrorFields & { status?: number } {
  const fields = apiError(answer?.object) ?? {};
  const type = fields.type ?? answer?.error?.errorType;
  const message = fields.message ?? answer?.error?.errorMessage;
  const status = Number(answer?.status);
  return {
    ...(type ? { type } : {}),
    ...(message ? { message } : {}),
    ...(fields.data ? { data: fields.data } : {}),
    ...(Number.isFinite(status) && status > 0 ? { status } : {}),
  };
}

/** Finds the first ApiError by names without regard to case: documents and events write them differently. */
function apiError(object: unknown): ErrorFields | undefined {
  const found = child(child(object, "apierrors"), "apierror");
  const first: unknown = Array.isArray(found) ? found[0] : found;
  if (typeof first !== "object" || first === null) {
    return undefined;
  }
  const text = (name: string): string | undefined => {
    const value = child(first, name);
    return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
  };
  const [type, message, data] = [text("errortype"), text("errormessage"), text("errordata")];
  return { ...(type ? { type } : {}), ...(message ? { message } : {}), ...(data ? { data } : {}) };
}

function child(parent: unknown, name: string): unknown {
  if (typeof parent !== "object" || parent === null) {
    return undefined;
  }
  return Object.entries(parent).find(([key]) => key.toLowerCase() === name)?.[1];
}
