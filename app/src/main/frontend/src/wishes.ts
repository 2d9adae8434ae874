import type { Pause, PauseWish, Reported } from "./messages";
import type { Timers } from "./timers";

const ANSWER_WITHIN = 5_000;
const THANKS_FOR = 8_000;

export type Pausing = "none" | "asked" | "unanswered" | "refused";
export type Report = "none" | "asked" | "reported" | "unanswered" | "failed";

export interface WishesState {
  pausing: Pausing;
  report: Report;
}

/** How wishes reach the server; each answers false when the link is down. */
export interface WishesLink {
  send(event: "pause" | "resume", payload: object): boolean;
  report(answered: (answer: Reported) => void): boolean;
}

/** What the agent wants of us: to be left alone for a while, and to say that something is wrong. One of each at a time. */
export class Wishes {
  private state: WishesState = { pausing: "none", report: "none" };
  private agentState: string | undefined;
  private wanted: "pause" | "resume" | undefined;
  private stopWaiting: () => void = () => {};
  private stopReport: () => void = () => {};

  constructor(
    private readonly link: WishesLink,
    private readonly changed: (state: WishesState) => void,
    private readonly timers: Timers,
  ) {}

  pause(wish: PauseWish): void {
    this.want("pause", wish);
  }

  resume(): void {
    this.want("resume", {});
  }

  report(): void {
    this.stopReport();
    if (this.link.report(({ ok }) => this.reported(ok ? "reported" : "failed"))) {
      this.change({ report: "asked" });
      this.stopReport = this.timers.after(ANSWER_WITHIN, () => this.change({ report: "unanswered" }));
    } else {
      this.reported("failed");
    }
  }

  /** The agent's state in Finesse: with a change of it, what was said of a report is over. */
  seen(state: string | undefined): void {
    const changed = this.agentState !== undefined && state !== this.agentState;
    this.agentState = state ?? this.agentState;
    if (changed && this.state.report !== "none" && this.state.report !== "asked") {
      this.stopReport();
      this.change({ report: "none" });
    }
  }

  /** The server's word of how it stands with the pause: the answer to a wish that is open, or news. */
  told({ until }: Pause): void {
    this.stopWaiting();
    const refused = this.wanted !== undefined && (this.wanted === "pause") !== (until !== undefined);
    this.wanted = undefined;
    this.change({ pausing: refused ? "refused" : "none" });
  }

  private want(event: "pause" | "resume", payload: object): void {
    this.stopWaiting();
    if (!this.link.send(event, payload)) {
      this.change({ pausing: "unanswered" });
      return;
    }
    this.wanted = event;
    this.change({ pausing: "asked" });
    this.stopWaiting = this.timers.after(ANSWER_WITHIN, () => {
      this.wanted = undefined;
      this.change({ pausing: "unanswered" });
    });
  }

  /** What was said of a report goes after a while. */
  private reported(report: Report): void {
    this.stopReport();
    this.change({ report });
    this.stopReport = this.timers.after(THANKS_FOR, () => this.change({ report: "none" }));
  }

  private change(part: Partial<WishesState>): void {
    this.state = { ...this.state, ...part };
    this.changed(this.state);
  }
}
