import { Commands } from "./commands";
import { Container } from "./container";
import { readError, readState, type Answer, type FinesseUser } from "./finesse";
import { Link } from "./link";
import type { Command, Outcome, Reasons } from "./messages";
import { ReasonCodes } from "./reasons";
import { browserTimers, type Timers } from "./timers";
import type { Model } from "./view";

const LOAD_AGAIN = 10_000;

/** Ties the parts together for one agent: Finesse on one side, our server on the other, the view beside. */
export class Gadget {
  private readonly model: Model = { link: { kind: "connecting" }, agent: {} };
  private readonly asked = new Map<string, Command>();
  private readonly user: FinesseUser;
  private readonly reasons: ReasonCodes;
  private readonly commands: Commands;
  private readonly link: Link;

  constructor(
    private readonly container: Container,
    url: string,
    private readonly show: (model: Model) => void,
    private readonly timers: Timers = browserTimers,
  ) {
    this.user = container.user({
      onLoad: () => this.onLoad(),
      onChange: () => this.report(),
      onError: (answer) => this.onLoadError(answer),
    });
    this.reasons = new ReasonCodes(this.user, () => this.reportReasons(), timers);
    this.commands = new Commands(
      this.user,
      this.reasons,
      { outcome: (outcome) => this.outcome(outcome), state: () => this.report() },
      timers,
    );
    this.link = this.openLink(url);
  }

  connectAgain(): void {
    this.link.again();
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

  private onWelcome(): void {
    this.report();
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
    }
    this.change({});
  }

  private report(): void {
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
