import { agree, requestIn, sightingIn, sightingOf, type Sighting } from "./agent-sighting";
import type { Container } from "./container";
import { readError, type Answer, type FinesseUser } from "./finesse";
import type { ReadGate } from "./read-gate";
import { RequestBehind } from "./request-ids";
import { Retry } from "./retry";
import type { Timers } from "./timers";
import { Waiters } from "./waiters";

const LOOK_EVERY = 1_000;
const READS_APART = 1_000;
const SAME_MOMENT = 1_000;
const ANSWER_WITHIN = 10_000;
const RETRY_FLOOR = 10_000;
const RETRY_CEILING = 120_000;
/** Ten attempts, ten seconds apart, and their answers. */
const LIBRARY_READS_FOR = 120_000;

/** Why the agent's user object cannot be read; without `status` there was no answer, or none that can be understood. */
export interface ReadTrouble {
  status?: number;
  type?: string;
}

export interface UserEvents {
  loaded(): void;
  /** The user object shows something that may be believed; `read` when Finesse has answered a read with it. */
  seen(how: "read" | "event"): void;
  /** Finesse does not let the agent be read, or does again. */
  trouble(trouble: ReadTrouble | undefined): void;
}

/**
 * The agent's user object, and all reading of it that is ours. The library lets an older answer overwrite a newer notification,
 * sometimes without telling: what it shows is therefore compared with what the hub said last, and read once more where they
 * differ. Until that is answered it is not believed.
 */
export class UserReader {
  readonly user: FinesseUser;
  private readonly retry: Retry;
  private readonly waiters: Waiters;
  /** The newest notification, until a read that was begun after it has been answered. */
  private newest: (Sighting & { at: number }) | undefined;
  private readonly behind = new RequestBehind();
  private shown: Sighting = {};
  private loaded = false;
  private readAt = Number.NEGATIVE_INFINITY;
  /** A read of ours has not been answered yet. */
  private reading = false;
  private healing = false;
  private paused = false;
  private libraryUntil = 0;
  private trouble: ReadTrouble | undefined;

  constructor(
    container: Container,
    private readonly gate: ReadGate,
    private readonly events: UserEvents,
    private readonly timers: Timers,
  ) {
    this.retry = new Retry(RETRY_FLOOR, RETRY_CEILING, timers);
    this.waiters = new Waiters(ANSWER_WITHIN, timers);
    container.watchAgent((message) => this.onMessage(message));
    this.began();
    this.user = container.user({
      onLoad: () => this.onLoad(),
      onChange: () => this.onShown(),
      onError: (answer) => this.onError(answer),
    });
    this.lookLater();
  }

  /** Whether what the user object shows may be believed. */
  believable(): boolean {
    return this.loaded && !this.healing;
  }

  /** The id of the request that led to what is shown, where a notification told it. */
  requestBehind(): string | undefined {
    return this.loaded ? this.behind.of(sightingIn(this.user)) : undefined;
  }

  /** Reads once, unless a read is under way or the sign-in was refused; answers false when Finesse did not tell. */
  fresh(): Promise<boolean> {
    if (!this.gate.open()) {
      return Promise.resolve(false);
    }
    const answer = this.waiters.wait();
    this.read();
    return answer;
  }

  /** Asks Finesse, unless it is being asked already; the answer comes as an event. */
  read(): void {
    const waits = this.reading && this.timers.now() - this.readAt < ANSWER_WITHIN;
    if (this.gate.open() && !waits) {
      this.began();
      this.user.refresh?.();
    }
  }

  /** Finesse refused the sign-in, whoever asked. */
  refused(): void {
    this.tell({ status: 401 });
  }

  /** The desktop has lost Finesse, or another has replaced it: what was told before counts no more, and nothing is read. */
  pause(): void {
    this.paused = true;
    this.newest = undefined;
    this.healing = false;
    this.retry.reset();
  }

  /** The desktop has found Finesse again, and its library reads the agent, for at most two minutes. */
  libraryReads(): void {
    this.paused = false;
    this.libraryUntil = this.timers.now() + LIBRARY_READS_FOR;
  }

  private onMessage(message: unknown): void {
    const sighting = this.paused ? undefined : sightingOf(message);
    if (sighting) {
      this.newest = { ...sighting, at: this.timers.now() };
      this.behind.heard(sighting, requestIn(message));
    }
  }

  private onLoad(): void {
    this.loaded = true;
    this.onShown();
    this.events.loaded();
  }

  private onShown(): void {
    const shown = sightingIn(this.user);
    const { newest } = this;
    const byEvent = newest !== undefined && agree(newest, shown) && this.timers.now() - newest.at < SAME_MOMENT;
    if (!byEvent && newest && this.reading && this.readAt >= newest.at) {
      this.newest = undefined;
    }
    this.reading = false;
    this.judge(shown, byEvent ? "event" : "read");
  }

  private judge(shown: Sighting, how: "read" | "event"): void {
    if (this.newest && !agree(this.newest, shown)) {
      this.heal();
      return;
    }
    this.healing = false;
    this.shown = shown;
    if (how === "read" && !this.paused) {
      this.libraryUntil = 0;
      this.gate.proved();
    }
    if (this.gate.open()) {
      this.retry.reset();
      this.tell(undefined);
    }
    this.events.seen(how);
    this.waiters.settle(true);
  }

  /** Once for each notification, and never twice within a second. */
  private heal(): void {
    if (!this.healing) {
      this.healing = true;
      this.timers.after(Math.max(1, this.readAt + READS_APART - this.timers.now()), () => {
        if (this.healing) {
          this.read();
        }
      });
    }
  }

  /** The library's first answer, and notifications with an unusual event, change the user object without a word. */
  private lookLater(): void {
    this.timers.after(LOOK_EVERY, () => {
      const shown = this.loaded ? sightingIn(this.user) : this.shown;
      if (!this.healing && !agree(shown, this.shown)) {
        this.judge(shown, "event");
      }
      this.lookLater();
    });
  }

  private onError(answer: Answer): void {
    const { status, type } = readError(answer);
    this.reading = false;
    this.tell({ ...(status ? { status } : {}), ...(type ? { type } : {}) });
    this.waiters.settle(false);
    this.gate.heard(status);
    if (this.gate.open() && !this.paused) {
      this.retry.later(() => this.read(), this.libraryUntil);
    }
  }

  /** Of a refused sign-in only the status counts. */
  private tell(told: ReadTrouble | undefined): void {
    const trouble = told?.status === 401 ? { status: 401 } : told;
    const same = trouble?.status === this.trouble?.status && trouble?.type === this.trouble?.type;
    if (!same || (trouble === undefined) !== (this.trouble === undefined)) {
      this.trouble = trouble;
      this.events.trouble(trouble);
    }
  }

  private began(): void {
    this.readAt = this.timers.now();
    this.reading = true;
  }
}
