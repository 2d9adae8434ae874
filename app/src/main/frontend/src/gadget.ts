import { Commands } from "./commands";
import { Container } from "./container";
import { readError, readState, type Answer, type FinesseUser } from "./finesse";
import { Link } from "./link";
import type { Command, Outcome, PauseWish, Reasons } from "./messages";
import { START, type Model } from "./model";
import { ReasonCodes } from "./reasons";
import { browserTimers, type Timers } from "./timers";

const LOAD_AGAIN = 10_000;
const ANSWER_WITHIN = 5_000;
const SHOWN_FOR = 8_000;
const LONGEST_TIMER = 2_000_000_000;

/** Ties the parts together for one agent: Finesse on one side, our server on the other, the view beside. */
export class Gadget {
  private readonly model: Model = { ...START };
  private readonly asked = new Map<string, Command>();
  private readonly user: FinesseUser;
  private readonly reasons: ReasonCodes;
  private readonly commands: Commands;
  private readonly link: Link;
  private cancelWish: () => void = () => {};

  constructor(
    private readonly container: Container,
    url: string,
    private readonly show: (model: Model) => void,
    private readonly timers: Timers = browserTimers,
  ) {
    this.user = container.user({
      onLoad: () => this.onLoad(),
      onChange: () => this.tell(),
      onError: (answer) => this.onLoadError(answer),
    });
    this.reasons = new ReasonCodes(this.user, () => this.reportReasons(), timers);
    this.commands = new Commands(
      this.user,
      this.reasons,
      {
        outcome: (outcome) => this.outcome(outcome),
        state: () => this.tell(),
        connection: () => this.link.connection(),
        hindrance: () => (this.model.failing ? "desktop_failing" : undefined),
      },
      timers,
    );
    this.link = this.openLink(url);
    container.onFailing((failing) => this.onFailing(failing));
  }

  connectAgain(): void {
    this.link.again();
  }

  /** Left alone for a while. The server answers by telling what holds. */
  pause(wish: PauseWish): void {
    this.wish("pause", wish);
  }

  resume(): void {
    this.wish("resume", {});
  }

  /** Something is wrong: the administrator gets to see it. */
  async report(): Promise<void> {
    this.change({ report: "sent" });
    const done = await this.link.report();
    this.change({ report: done ? "done" : "failed" });
    this.timers.after(SHOWN_FOR, () => this.change({ report: "none" }));
  }

  private wish(event: "pause" | "resume", wish: object): void {
    this.cancelWish();
    this.change({ pausing: this.link.send(event, wish) ? "sent" : "failed" });
    this.cancelWish = this.timers.after(ANSWER_WITHIN, () => this.change({ pausing: "failed" }));
  }

  /** The minute of its end comes without a word from the server. */
  private onPause(pause: Model["pause"]): void {
    this.cancelWish();
    this.change({ pause, pausing: "none" });
    const left = Date.parse(pause.until ?? "") - this.timers.now();
    if (left > 0) {
      this.timers.after(Math.min(left, LONGEST_TIMER), () => this.change({}));
    }
  }

  private onFailing(failing: boolean): void {
    this.change({ failing });
    if (!failing) {
      this.tell();
    }
  }

  private openLink(url: string): Link {
    const link = new Link(
      {
        url,
        agentId: this.container.agentId,
        site: this.container.site,
        authorization: () => this.container.authorization(),
        timers: this.timers,
      },
      {
        status: (status) => this.change({ link: status }),
        welcome: () => this.onWelcome(),
        command: (command) => this.onCommand(command),
        presence: (presence) => this.change({ presence }),
        pause: (pause) => this.onPause(pause),
      },
    );
    link.start();
    return link;
  }

  private onLoad(): void {
    this.tell();
    this.reasons.reload().catch((fault: Error) => this.container.log(`reason codes not read: ${fault.message}`));
  }

  private onLoadError(answer: Answer): void {
    const { status, type } = readError(answer);
    this.container.log(`user not read: ${status ?? "no answer"} ${type ?? ""}`);
    this.timers.after(LOAD_AGAIN, () => this.user.refresh?.());
  }

  private onWelcome(): void {
    this.tell();
    this.reportReasons();
    this.commands.sendUnsent();
  }

  private onCommand(command: Command): void {
    this.asked.set(command.id, command);
    this.container.log(`command ${command.id}: ${command.state} ${command.reasonLabel ?? ""}`);
    void this.commands.receive(command);
  }

  private outcome(outcome: Outcome): boolean {
    this.container.log(`outcome ${outcome.id}: ${outcome.ok ? "accepted" : (outcome.errorType ?? "refused")}`);
    this.keepMissing(outcome);
    this.keepHold(outcome);
    return this.link.send("outcome", outcome);
  }

  private keepMissing({ id, ok, errorType }: Outcome): void {
    const label = this.asked.get(id)?.reasonLabel ?? this.model.missing;
    if (errorType === "reason_label_missing" && label !== undefined) {
      this.model.missing = label;
    } else if (ok) {
      delete this.model.missing;
    }
  }

  /** The newest accepted Not Ready is ours, until it is refused after all or we ask for READY. */
  private keepHold({ id, ok, errorType }: Outcome): void {
    const command = this.asked.get(id);
    if (!command) {
      return;
    }
    if (errorType !== "timeout") {
      this.asked.delete(id);
    }
    if (ok && command.state === "NOT_READY" && command.reasonLabel) {
      const { reasonLabel: label, why } = command;
      this.model.hold = why ? { label, why } : { label };
    } else if (ok) {
      delete this.model.hold;
    }
    this.change({});
  }

  private tell(): void {
    const agent = readState(this.user, this.reasons.all());
    if (agent.state !== undefined) {
      this.link?.send("state", agent);
    }
    this.change({ agent });
  }

  private reportReasons(): void {
    const labels = this.reasons.all().map(({ label, id }) => ({ label, id }));
    if (labels.length > 0) {
      this.link.send("reasons", { labels } satisfies Reasons);
    }
  }

  private change(part: Partial<Model>): void {
    Object.assign(this.model, part);
    this.show(this.model);
    this.container.adjustHeight();
  }
}
