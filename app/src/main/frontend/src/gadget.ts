import { Commands } from "./commands";
import { Container } from "./container";
import { DesktopConnection, type DesktopStanding } from "./desktop-connection";
import { newModel, type Model } from "./face";
import { readState } from "./finesse";
import { Link } from "./link";
import type { Command, Outcome, Pause, Presence, Reasons, Unreadable, Welcome } from "./messages";
import { OwnHold } from "./own-hold";
import { ReadGate } from "./read-gate";
import { ReasonCodes } from "./reasons";
import type { RequestIds } from "./request-ids";
import { browserTimers, type Timers } from "./timers";
import { UserReader, type ReadTrouble } from "./user-reader";
import { Wishes } from "./wishes";
import { tomorrow } from "./words";

const CLOCKS_MAY_DIFFER_BY = 60_000;

/** Ties the parts together for one agent: Finesse on one side, our server on the other, the view beside. */
export class Gadget {
  private readonly model: Model = newModel();
  private readonly ownHold = new OwnHold(this.model);
  private readonly gate: ReadGate;
  private readonly desktop: DesktopConnection;
  private readonly ids: RequestIds;
  private readonly reader: UserReader;
  private readonly reasons: ReasonCodes;
  private readonly commands: Commands;
  private readonly link: Link;
  private readonly wishes: Wishes;
  private stopPause: () => void = () => {};

  constructor(
    private readonly container: Container,
    url: string,
    private readonly show: (model: Model) => void,
    private readonly timers: Timers = browserTimers,
  ) {
    this.gate = new ReadGate(() => container.authorization(), timers, (open) => this.onGate(open));
    this.ids = container.requestIds(timers);
    this.reader = this.openReader();
    this.reasons = new ReasonCodes(this.reader.user, () => this.reportReasons(), timers, this.gate);
    this.commands = this.openCommands();
    this.desktop = this.openDesktop();
    this.link = this.openLink(url);
    this.wishes = new Wishes(this.link, (wishes) => this.change({ wishes }), timers);
  }

  connectAgain(): void {
    if (this.desktop.standing() !== "replaced") {
      this.link.again();
    }
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

  private openReader(): UserReader {
    const events = {
      loaded: () => this.readReasons(),
      seen: (how: "read" | "event") => this.onSeen(how),
      trouble: (trouble: ReadTrouble | undefined) => this.onTrouble(trouble),
    };
    return new UserReader(this.container, this.gate, events, this.timers);
  }

  private openCommands(): Commands {
    const reports = {
      outcome: (outcome: Outcome) => this.outcome(outcome),
      state: () => this.report(),
      fresh: () => this.reader.fresh(),
      believable: () => this.reader.believable(),
      answered: (status: number | undefined) => this.gate.heard(status),
      connection: () => this.link.connection(),
      hindrance: () => this.hindrance(),
    };
    return new Commands(this.reader.user, this.reasons, reports, this.ids, this.timers);
  }

  private openDesktop(): DesktopConnection {
    const actions = {
      changed: (standing: DesktopStanding) => this.onDesktop(standing),
      libraryReads: () => this.reader.libraryReads(),
      read: () => this.reader.read(),
    };
    const desktop = new DesktopConnection(actions, this.timers);
    this.container.watchDesktop((told) => desktop.told(told));
    return desktop;
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

  private hindrance(): string | undefined {
    if (this.desktop.standing() !== "well") {
      return "desktop_failing";
    }
    return this.gate.open() ? undefined : "unauthorized";
  }

  private readReasons(): void {
    this.reasons.reload().catch((fault: Error) => this.container.log(`reason codes not read: ${fault.message}`));
  }

  /** A desktop that has lost Finesse is back only when Finesse has answered: what else changes is not told until then. */
  private onSeen(how: "read" | "event"): void {
    if (how === "read") {
      this.desktop?.answered();
    }
    this.report();
  }

  private onTrouble(trouble: ReadTrouble | undefined): void {
    if (trouble) {
      this.container.log(`user not read: ${trouble.status ?? "no answer"} ${trouble.type ?? ""}`);
      this.model.unreadable = trouble;
    } else {
      delete this.model.unreadable;
    }
    this.reportTrouble();
    this.change({});
  }

  private onGate(open: boolean): void {
    if (!open) {
      this.reader.refused();
      return;
    }
    this.reader.read();
    if (!this.reasons.isKnown()) {
      this.readReasons();
    }
  }

  private onDesktop(standing: DesktopStanding): void {
    this.model.desktopLost = standing === "lost" || standing === "returning";
    if (standing === "lost" || standing === "replaced") {
      this.reader.pause();
    }
    if (standing === "replaced") {
      this.link.close();
      this.change({ link: { kind: "displaced" }, fault: "desktop.conflict" });
    } else if (standing === "well") {
      this.reportReasons();
    } else {
      this.change({});
    }
  }

  private onWelcome({ time }: Welcome): void {
    const ahead = time === undefined ? 0 : Date.parse(time) - this.timers.now();
    this.model.drift = Math.abs(ahead) > CLOCKS_MAY_DIFFER_BY ? ahead : 0;
    this.report();
    this.reportTrouble();
    this.reportReasons();
    this.commands.sendUnsent();
  }

  private onCommand(command: Command): void {
    this.ownHold.commanded(command);
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
    if (this.ownHold.answered(outcome)) {
      this.change({});
    }
    return this.link.send("outcome", outcome);
  }

  /** Neither what a lost desktop shows is told as the agent's state, nor what an older answer may have overwritten. */
  private report(): void {
    const agent = readState(this.reader?.user, this.reasons?.all() ?? []);
    const believed = this.desktop?.standing() === "well" && this.reader.believable();
    if (agent.state !== undefined && believed) {
      const requestId = this.ids.comparable(this.reader.requestBehind());
      this.link?.send("state", requestId === undefined ? agent : { ...agent, requestId });
    }
    this.wishes?.seen(agent.state);
    this.change({ agent });
  }

  private reportTrouble(): void {
    if (this.model.unreadable) {
      this.link?.send("unreadable", this.model.unreadable satisfies Unreadable);
    }
  }

  private reportReasons(): void {
    const labels = this.reasons.all().map(({ label, id }) => ({ label, id }));
    const fault = this.reasons.fault();
    if (fault || this.reasons.isKnown()) {
      this.link.send("reasons", { labels, ...(fault ? { fault } : {}) } satisfies Reasons);
    }
    if (labels.some(({ label }) => label === this.model.missing)) {
      delete this.model.missing;
    }
    this.showReasons(fault !== undefined, this.reasons.isKnown() && labels.length === 0);
  }

  private showReasons(unreadable: boolean, none: boolean): void {
    if (unreadable || none) {
      this.model.reasons = unreadable ? "unreadable" : "none";
    } else {
      delete this.model.reasons;
    }
    this.change({});
  }

  private change(part: Partial<Model>): void {
    Object.assign(this.model, part);
    this.show(this.model);
  }
}
