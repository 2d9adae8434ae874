import { readError, type FinesseUser, type ReasonCode } from "./finesse";
import { browserTimers, type Timers } from "./timers";

/** The agent's Not Ready reason codes could not be read from Finesse. */
export class ReasonsUnavailable extends Error {
  constructor(readonly status: number | undefined, readonly type: string | undefined, message: string) {
    super(message);
  }
}

const ANSWER_WITHIN = 10_000;

/** The agent's own list of Not Ready reason codes: ids differ per system and team, so they are looked up by label. */
export class ReasonCodes {
  private codes: readonly ReasonCode[] = [];
  private loading: Promise<void> | undefined;

  constructor(
    private readonly user: FinesseUser,
    private readonly loaded: (codes: readonly ReasonCode[]) => void,
    private readonly timers: Timers = browserTimers,
  ) {}

  all(): readonly ReasonCode[] {
    return this.codes;
  }

  /** By label; where a label occurs twice, the one with the given id goes first. */
  find(label: string, id?: string): ReasonCode | undefined {
    const fitting = this.codes.filter((code) => code.label === label);
    return fitting.find((code) => code.id === id) ?? fitting[0];
  }

  /** Reads the list again; calls while one is under way share its answer. Rejects with {@link ReasonsUnavailable}. */
  reload(): Promise<void> {
    this.loading ??= this.request().finally(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  private request(): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = this.timers.after(ANSWER_WITHIN, () =>
        reject(new ReasonsUnavailable(undefined, "timeout", "Finesse did not answer with the reason codes.")),
      );
      this.user.getNotReadyReasonCodes({
        success: (codes) => {
          cancel();
          this.codes = codes ?? [];
          this.loaded(this.codes);
          resolve();
        },
        error: (answer) => {
          cancel();
          const { status, type, message } = readError(answer);
          reject(new ReasonsUnavailable(status, type, message ?? "Finesse refused to list the reason codes."));
        },
      });
    });
  }
}
