import { readError, type FinesseUser, type ReasonCode } from "./finesse";
import type { ReasonsFault } from "./messages";
import type { ReadGate } from "./read-gate";
import { Retry } from "./retry";
import { browserTimers, type Timers } from "./timers";

/** The agent's Not Ready reason codes could not be read from Finesse. */
export class ReasonsUnavailable extends Error {
  constructor(readonly status: number | undefined, readonly type: string | undefined, message: string) {
    super(message);
  }
}

const ANSWER_WITHIN = 10_000;
const RETRY_FLOOR = 30_000;
const RETRY_CEILING = 600_000;

/** The agent's own list of Not Ready reason codes: ids differ per system and team, so they are looked up by label. */
export class ReasonCodes {
  private codes: readonly ReasonCode[] = [];
  private known = false;
  private failure: ReasonsFault | undefined;
  private loading: Promise<void> | undefined;
  private readonly retry: Retry;

  /**
   * @param changed told when the list was read, and when it could not be
   * @param gate keeps a sign-in that Finesse refused from being sent again
   */
  constructor(
    private readonly user: FinesseUser,
    private readonly changed: () => void,
    private readonly timers: Timers = browserTimers,
    private readonly gate?: Pick<ReadGate, "open" | "heard">,
  ) {
    this.retry = new Retry(RETRY_FLOOR, RETRY_CEILING, timers);
  }

  all(): readonly ReasonCode[] {
    return this.codes;
  }

  /** Whether the list has ever been read; it may be empty. */
  isKnown(): boolean {
    return this.known;
  }

  /** Why no list is known; nothing when there is one, or none has been asked for. */
  fault(): ReasonsFault | undefined {
    return this.known ? undefined : this.failure;
  }

  /** By label; where a label occurs twice, the one with the given id goes first. */
  find(label: string, id?: string): ReasonCode | undefined {
    const fitting = this.codes.filter((code) => code.label === label);
    return fitting.find((code) => code.id === id) ?? fitting[0];
  }

  /** Reads the list again; calls while one is under way share its answer. Rejects with {@link ReasonsUnavailable}. */
  reload(): Promise<void> {
    this.loading ??= this.request()
      .then((codes) => this.take(codes))
      .catch((fault: ReasonsUnavailable) => this.fail(fault))
      .finally(() => {
        this.loading = undefined;
      });
    return this.loading;
  }

  private take(codes: readonly ReasonCode[]): void {
    this.codes = codes;
    this.known = true;
    this.retry.reset();
    this.changed();
  }

  /** Without a list nothing can be set, so it is asked for again; one that is known stands. */
  private fail(fault: ReasonsUnavailable): never {
    const { status, type } = fault;
    this.failure = { type: type ?? "refused", ...(status === undefined ? {} : { status }) };
    if (!this.known) {
      this.changed();
      if (this.gate?.open() !== false) {
        this.retry.later(() => void this.reload().catch(() => undefined));
      }
    }
    throw fault;
  }

  /** The library of 10.5 answers nothing at all when the list it gets is not as it expects. */
  private request(): Promise<readonly ReasonCode[]> {
    if (this.gate?.open() === false) {
      return Promise.reject(new ReasonsUnavailable(401, "unauthorized", "Finesse refused this sign-in before."));
    }
    return new Promise((resolve, reject) => {
      const cancel = this.timers.after(ANSWER_WITHIN, () =>
        reject(new ReasonsUnavailable(undefined, "timeout", "Finesse did not answer with the reason codes.")),
      );
      this.user.getNotReadyReasonCodes({
        success: (codes) => {
          cancel();
          resolve(codes ?? []);
        },
        error: (answer) => {
          cancel();
          const { status, type, message } = readError(answer);
          this.gate?.heard(status);
          reject(new ReasonsUnavailable(status, type, message ?? "Finesse refused to list the reason codes."));
        },
      });
    });
  }
}
