import type { Model } from "./face";
import type { Command, Outcome } from "./messages";

/** What this gadget itself has set, and what it could not set for want of a reason: for a server that does not tell. */
export class OwnHold {
  private readonly asked = new Map<string, Command>();

  constructor(private readonly model: Pick<Model, "hold" | "missing">) {}

  commanded(command: Command): void {
    this.asked.set(command.id, command);
  }

  /** The newest accepted Not Ready is ours, until it is refused after all or we ask for READY. False for what we never asked. */
  answered({ id, ok, errorType }: Outcome): boolean {
    const command = this.asked.get(id);
    if (!command) {
      return false;
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
    return true;
  }
}
