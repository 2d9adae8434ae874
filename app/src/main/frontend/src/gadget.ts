import { Commands } from "./commands";
import { Container, type DesktopState } from "./container";
import { newModel, type Model } from "./face";
import { readError, readState, type Answer, type FinesseUser } from "./finesse";
import { Link } from "./link";
import type { Command, Outcome, Pause, Presence, Reasons, Welcome } from "./messages";
import { ReasonCodes } from "./reasons";
import { browserTimers, type Timers } from "./timers";
import { Wishes } from "./wishes";
import { tomorrow } from "./words";

const LOAD_AGAIN = 10_000;
const DESKTOP_READS_WITHIN = 12_000;
const CLOCKS_MAY_DIFFER_BY = 60_000;

/** Ties the parts together for one agent: Finesse on one side, our server on the other, the view beside. */
export class Gadget {
  private readonly model: Model = newModel();
  private readonly asked = new Map<string, Command>();
  private readonly user: FinesseUser;
  private readonly reasons: ReasonCodes;
  private readonly commands: Commands;
  private readonly link: Link;
  private readonly wishes: Wishes;
  /** The desktop has found Finesse again and reads its agent anew. */
  private returning = false;
  private stopReading: () => void = () => {};
  private stopPause: () => void = () => {};

  constructor(
    private readonly container: Container,
    url: string,
    private readonly show: (model: Model) => void,
    private readonly timers: Timers = browserTimers,
  ) {
    this.user = container.user({
      onLoad: () => this.onLoad(),
      onChange: () => this.onChange(),
      onError: (answer) => this.onLoadError(answer),
    });
    this.reasons = new ReasonCodes(this.user, () => this.reportReasons(), timers);
    this.commands = new Commands(
      this.user,
      this.reasons,
      {
        outcome: (outcome) => this.outcome(outcome),
        state: () => this.report(),
        connection: () => this.link.connection(),
        hindrance: () => (this.model.desktopLost ? "desktop_failing" : undefined),
      },
      timers,
    );
    container.watchDesktop((state) => this.onDesktop(state));
    this.link = this.openLink(url);
    this.wishes = new Wishes(this.link, (wishes) => this.change({ wishes }), timers);
  }

  connectAgain(): void {
    this.link.again();
  }

  /** Leaves the agent alone for so many minutes, or until his own midnight. */
  pause(length: number | "tomorrow"): void {
    const midnight = tomorrow(this.timers.now() + this.model.drift);
    this.wishes.pause(length === "tomorrow" ? { until: new Date(midnight).toISOString() } : { minutes: length });
  }

  resume(): void {
    this.wishes.resume();
  }

  tellWrong(): void {
    this.wishes.report();
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
        welcome: (welcome) => this.onWelcome(welcome),
        command: (command) => this.onCommand(command),
        presence: (presence) => this.onPresence(presence),
        pause: (pause) => this.onPause(pause),
      },
    );
    link.start();
    return link;
  }

  private onLoad(): void {
    this.report();
    this.reasons.reload().catch((fault: Error) => this.container.log(`reason codes not read: ${fault.message}`));
  }

  private onLoadError(answer: Answer): void {
    const { status, type } = readError(answer);
    this.container.log(`user not read: ${status ?? "no answer"} ${type ?? ""}`);
    this.timers.after(LOAD_AGAIN, () => this.user.refresh?.());
  }

  /** A lost desktop that hears of its agent again is no longer lost. */
  private onChange(): void {
    if (this.returning) {
      this.desktopIsBack();
    } else {
      this.report();
    }
  }

  private onDesktop(state: DesktopState): void {
    if (state === "lost") {
      this.stopReading();
      this.returning = false;
      this.change({ desktopLost: true });
    } else if (this.model.desktopLost && !this.returning) {
      this.returning = true;
      this.stopReading = this.timers.after(DESKTOP_READS_WITHIN, () => this.desktopIsBack());
      this.user.refresh?.();
    }
  }

  private desktopIsBack(): void {
    this.stopReading();
    this.returning = false;
    this.model.desktopLost = false;
    this.report();
    this.reportReasons();
  }

  private onWelcome({ time }: Welcome): void {
    const ahead = time === undefined ? 0 : Date.parse(time) - this.timers.now();
    this.model.drift = Math.abs(ahead) > CLOCKS_MAY_DIFFER_BY ? ahead : 0;
    this.report();
    this.reportReasons();
    this.commands.sendUnsent();
  }

  private onCommand(command: Command): void {
    this.asked.set(command.id, command);
    this.container.log(`command ${command.id}: ${command.state} ${command.reasonLabel ?? ""}`);
    void this.commands.receive(command);
  }

  private onPresence(presence: Presence): void {
    if (presence.code !== undefined && presence.code !== "label_missing") {
      delete this.model.missing;
    }
    this.change({ presence });
  }

  private onPause(pause: Pause): void {
    this.stopPause();
    this.model.pause = pause;
    this.wishes.told(pause);
    const left = pause.until === undefined ? Number.NaN : Date.parse(pause.until) - this.timers.now() - this.model.drift;
    if (left > 0) {
      this.stopPause = this.timers.after(left, () => this.change({}));
    }
  }

  private outcome(outcome: Outcome): boolean {
    this.container.log(`outcome ${outcome.id}: ${outcome.ok ? "accepted" : (outcome.errorType ?? "refused")}`);
    this.keepHold(outcome);
    return this.link.send("outcome", outcome);
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
    } else if (errorType === "reason_label_missing" && command.reasonLabel) {
      this.model.missing = command.reasonLabel;
    }
    this.change({});
  }

  /** What a lost desktop shows is not told as the agent's state. */
  private report(): void {
    const agent = readState(this.user, this.reasons.all());
    if (agent.state !== undefined && !this.model.desktopLost) {
      this.link?.send("state", agent);
    }
    this.wishes?.seen(agent.state);
    this.change({ agent });
  }

  private reportReasons(): void {
    const labels = this.reasons.all().map(({ label, id }) => ({ label, id }));
    if (labels.length > 0) {
      this.link.send("reasons", { labels } satisfies Reasons);
    }
    if (labels.some(({ label }) => label === this.model.missing)) {
      delete this.model.missing;
      this.change({});
    }
  }

  private change(part: Partial<Model>): void {
    Object.assign(this.model, part);
    this.show(this.model);
  }
}
