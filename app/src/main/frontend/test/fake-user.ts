import type { Answer, FinesseUser, Handlers, ReasonCode } from "../src/finesse";

export interface Put {
  state: string;
  reason: ReasonCode | undefined;
  handlers: Handlers<Answer>;
}

/** A user object as finesse.js makes it; a test sets what Finesse shows and answers each request itself. */
export class FakeUser implements FinesseUser {
  state = "READY";
  reasonId: string | undefined;
  reasonLabel: string | undefined;
  pending: string | undefined;
  changedAt = "2026-03-01T10:00:00.000Z";
  codes: ReasonCode[] | undefined = [
    { id: "16", label: "Lunch", code: "3" },
    { id: "42", label: "Webex Call", code: "11" },
  ];
  refusal: Answer | undefined;
  listings = 0;
  refreshes = 0;
  readonly puts: Put[] = [];

  getState = (): string => this.state;
  getPendingState = (): string | undefined => this.pending;
  getStateChangeTime = (): string => this.changedAt;
  getNotReadyReasonCodeId = (): string | undefined => this.reasonId;
  getReasonCodeLabel = (): string | undefined => this.reasonLabel;

  setState(state: string, reason: ReasonCode | undefined, handlers: Handlers<Answer>): void {
    this.puts.push({ state, reason, handlers });
  }

  getNotReadyReasonCodes(handlers: Handlers<ReasonCode[] | undefined>): void {
    this.listings += 1;
    if (this.refusal) {
      handlers.error(this.refusal);
    } else {
      handlers.success(this.codes);
    }
  }

  refresh(): void {
    this.refreshes += 1;
  }
}

export function apiError(errorType: string, errorMessage: string, errorData: string): unknown {
  return { ApiErrors: { ApiError: { ErrorType: errorType, ErrorMessage: errorMessage, ErrorData: errorData } } };
}
