import type { Timers } from "./timers";

const DESKTOP_READS_WITHIN = 12_000;
export const CONNECTION_TOPIC = "finesse.info.connection";

/** `returning`: Finesse is found again, but nothing has been read from it yet. `replaced`: another desktop has taken over. */
export type DesktopStanding = "well" | "lost" | "returning" | "replaced";

type Word = "lost" | "back" | "replaced";

const WORDS: Record<string, Word> = {
  failing: "lost",
  disconnected: "lost",
  reconnecting: "lost",
  unauthorized: "lost",
  recovered: "back",
  connected: "back",
  conflict: "replaced",
};

export interface DesktopActions {
  changed(standing: DesktopStanding): void;
  /** The desktop has found Finesse again: its library reads the agent by itself, so that we need not. */
  libraryReads(): void;
  /** It did not within its time: read once. */
  read(): void;
}

/**
 * The desktop's own connection to Finesse. What a desktop shows that has lost Finesse may be old; it is believed again only when
 * Finesse has answered a read. A desktop that was replaced by another one stays so until its page is loaded anew.
 */
export class DesktopConnection {
  private now: DesktopStanding = "well";
  private last: string | undefined;
  private stopWaiting: () => void = () => {};

  constructor(
    private readonly actions: DesktopActions,
    private readonly timers: Timers,
  ) {}

  standing(): DesktopStanding {
    return this.now;
  }

  /**
   * The desktop repeats its status when any gadget asks for it; a repetition says nothing new.
   *
   * @param told what arrived on the hub: an object, on some containers its JSON text
   */
  told(told: unknown): void {
    const status = statusOf(told);
    const word = WORDS[status ?? ""];
    if (word === undefined || status === this.last || this.now === "replaced") {
      return;
    }
    this.last = status;
    if (word !== "back") {
      this.become(word);
    } else if (this.now !== "well") {
      this.become("returning");
      this.actions.libraryReads();
      this.stopWaiting = this.timers.after(DESKTOP_READS_WITHIN, () => this.actions.read());
    }
  }

  /** Finesse has answered a read. */
  answered(): void {
    if (this.now === "returning") {
      this.become("well");
    }
  }

  private become(standing: DesktopStanding): void {
    this.stopWaiting();
    if (this.now !== standing) {
      this.now = standing;
      this.actions.changed(standing);
    }
  }
}

function statusOf(told: unknown): string | undefined {
  return typeof told === "string" ? /"status"\s*:\s*"(\w+)"/.exec(told)?.[1] : (told as { status?: string } | null)?.status;
}
