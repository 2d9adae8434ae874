import { readError, readState, realId, type Answer, type FinesseUser, type Handlers, type ReasonCode } from "./finesse";
import type { AgentState, Command, OnlyIf, Outcome } from "./messages";
import { ReasonsUnavailable, type ReasonCodes } from "./reasons";
import type { RequestIds } from "./request-ids";
import { browserTimers, type Timers } from "./timers";

const ANSWER_WITHIN = 10_000;
const NODES_DIFFER_BY = 2_000;
const REMEMBERED = 500;

export interface Reports {
  /** Answers false when the link is down; the outcome is then kept for {@link Commands.sendUnsent}. */
  outcome(outcome: Outcome): boolean;
  /** A report of the agent's state as it is shown now. */
  state(): void;
  /** Reads the agent anew; false when Finesse did not tell. */
  fresh(): Promise<boolean>;
  /** Whether what is shown of the agent may be believed. */
  believable(): boolean;
  /** Takes note of the status of an answer to a request. */
  answered?(status: number | undefined): void;
  /** The number of the connection we are welcome on; nothing while there is none. */
  connection(): number | undefined;
  /** Why nothing may be carried out now, as the outcome's errorType; nothing when all is well. */
  hindrance?(): string | undefined;
}

/** Carries out the server's commands as the agent: each id at most once, and only while what it was decided on still holds. */
export class Commands {
  private readonly outcomes = new Map<string, Outcome | undefined>();
  private readonly unsent = new Set<string>();

  constructor(
    private readonly user: FinesseUser,
    private readonly reasons: ReasonCodes,
    private readonly reports: Reports,
    private readonly ids: RequestIds,
    private readonly timers: Timers = browserTimers,
  ) {}

  /** Resolves when the command has been answered or handed to Finesse; never rejects. */
  async receive(command: Command): Promise<void> {
    if (this.outcomes.has(command.id)) {
      this.repeat(command.id);
      return;
    }
    this.remember(command.id);
    try {
      await this.carryOut(command);
    } catch (fault) {
      this.settle({ id: command.id, ok: false, ...describe(fault) });
    }
  }

  /** After the link is back: outcomes that could not be sent, newest value of each. */
  sendUnsent(): void {
    for (const id of [...this.unsent]) {
      this.unsent.delete(id);
      this.repeat(id);
    }
  }

  private async carryOut(command: Command): Promise<void> {
    const fault = malformed(command);
    if (fault) {
      this.settle({ id: command.id, ok: false, errorType: "bad_command", errorMessage: fault });
      return;
    }
    const connection = this.reports.connection();
    const reason = command.state === "NOT_READY" ? await this.reasonFor(command) : undefined;
    const read = this.mayBeTrue(command.onlyIf) || (await this.readAgain(connection));
    const hindrance = this.hindrance(connection) ?? (read ? undefined : "user_unreadable");
    if (hindrance) {
      this.settle({ id: command.id, ok: false, errorType: hindrance });
    } else if (!this.mayBeTrue(command.onlyIf)) {
      this.reports.state();
      this.settle({ id: command.id, ok: false, errorType: "only_if_not_met" });
    } else if (command.state === "NOT_READY" && !reason) {
      this.settle({ id: command.id, ok: false, errorType: "reason_label_missing", errorMessage: missing(command) });
    } else {
      this.ask(command, reason);
    }
  }

  /** What is shown may be old: before a command is refused for it, Finesse is asked. Nothing is read that is hindered anyway. */
  private readAgain(connection: number | undefined): Promise<boolean> {
    return this.hindrance(connection) === undefined ? this.reports.fresh() : Promise.resolve(true);
  }

  /** Without the connection it came by, a command is no longer ours to carry out: another may act in our place. */
  private hindrance(connection: number | undefined): string | undefined {
    const same = connection !== undefined && connection === this.reports.connection();
    return same ? this.reports.hindrance?.() : "link_lost";
  }

  /** Looks again in a freshly read list before a label is called missing: it may have been made since. */
  private async reasonFor({ reasonLabel, reasonId }: Command): Promise<ReasonCode | undefined> {
    if (!reasonLabel) {
      return undefined;
    }
    if (!this.reasons.find(reasonLabel, reasonId)) {
      await this.reasons.reload();
    }
    return this.reasons.find(reasonLabel, reasonId);
  }

  private ask({ id, state }: Command, reason: ReasonCode | undefined): void {
    const cancel = this.timers.after(ANSWER_WITHIN, () => this.sent({ id, ok: false, errorType: "timeout" }));
    const handlers: Handlers<Answer> = {
      success: () => {
        cancel();
        this.sent({ id, ok: true });
      },
      error: (answer) => {
        cancel();
        this.reports.answered?.(readError(answer).status);
        this.sent({ id, ok: false, ...refused(answer) });
        if (reason) {
          this.readReasonsAgain();
        }
      },
    };
    this.ids.naming(id, () => this.user.setState(state, reason, handlers));
  }

  private sent(outcome: Outcome): void {
    const requestId = this.ids.carriedBy(outcome.id);
    this.settle(requestId ? { ...outcome, requestId } : outcome);
  }

  /** The code may have been made anew under another id; whoever hears of a changed list tries again. */
  private readReasonsAgain(): void {
    this.reasons.reload().catch(() => undefined);
  }

  private mayBeTrue(onlyIf: OnlyIf): boolean {
    return this.reports.believable() && holds(onlyIf, readState(this.user, this.reasons.all()));
  }

  private settle(outcome: Outcome): void {
    this.outcomes.set(outcome.id, outcome);
    this.send(outcome);
  }

  private repeat(id: string): void {
    const outcome = this.outcomes.get(id);
    if (outcome) {
      this.send(outcome);
    }
  }

  private send(outcome: Outcome): void {
    if (!this.reports.outcome(outcome)) {
      this.unsent.add(outcome.id);
    }
  }

  private remember(id: string): void {
    this.outcomes.set(id, undefined);
    const oldest = this.outcomes.keys().next().value;
    if (this.outcomes.size > REMEMBERED && oldest !== undefined) {
      this.outcomes.delete(oldest);
      this.unsent.delete(oldest);
    }
  }
}

/** True while the agent's state is the one the command was decided on. Nodes stamp times up to 2 s apart. */
export function holds(onlyIf: OnlyIf, now: AgentState): boolean {
  return (
    onlyIf.state === now.state &&
    (onlyIf.reasonId === undefined || realId(onlyIf.reasonId) === now.reasonId) &&
    (!onlyIf.stateChangeTime || sameTime(onlyIf.stateChangeTime, now.stateChangeTime))
  );
}

function sameTime(wanted: string, seen: string | undefined): boolean {
  return seen === undefined || (wanted === seen || Math.abs(Date.parse(wanted) - Date.parse(seen)) <= NODES_DIFFER_BY);
}

function malformed(command: Command): string | undefined {
  if (command.state !== "READY" && command.state !== "NOT_READY") {
    return "The state must be READY or NOT_READY.";
  }
  return command.onlyIf?.state ? undefined : "onlyIf.state is missing.";
}

function missing({ reasonLabel }: Command): string {
  return reasonLabel
    ? `Finesse offers this agent no Not Ready reason "${reasonLabel}".`
    : "Not Ready was asked for without a reason label.";
}

function refused(answer: Answer | undefined): Omit<Outcome, "id" | "ok"> {
  const { type, message, data, status } = readError(answer);
  return {
    errorType: type ?? "unreadable_answer",
    ...(message ? { errorMessage: message } : {}),
    ...(data ? { errorData: data } : {}),
    ...(status ? { status } : {}),
  };
}

function describe(fault: unknown): Omit<Outcome, "id" | "ok"> {
  const errorMessage = fault instanceof Error ? fault.message : String(fault);
  if (fault instanceof ReasonsUnavailable) {
    return {
      errorType: fault.type ?? "reasons_unavailable",
      errorMessage,
      ...(fault.status ? { status: fault.status } : {}),
    };
  }
  return { errorType: "gadget_error", errorMessage };
}
