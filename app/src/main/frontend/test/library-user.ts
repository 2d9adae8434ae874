import type { Answer, UserOptions } from "../src/finesse";
import { FakeUser } from "./fake-user";

export interface Shown {
  state: string;
  changedAt: string;
  reasonId?: string;
  pending?: string;
  requestId?: string;
}

/**
 * A user object that behaves as that of Cisco's 10.5(1): a notification before the first answer loads it, an older answer
 * overwrites what a notification told, and the first answer does so without a word.
 */
export class LibraryUser extends FakeUser {
  options: UserOptions | undefined;
  suppressed = false;
  private loaded = false;
  private readonly gets: { loadedBefore: boolean }[] = [{ loadedBefore: false }];

  override refresh(): void {
    super.refresh();
    this.gets.push({ loadedBefore: this.loaded });
  }

  override getState = (): string => {
    if (!this.loaded) {
      throw new Error("Cannot operate on object that is not fully instantiated");
    }
    return this.state;
  };

  /** The oldest read under way is answered. */
  answer(shown: Shown): void {
    const get = this.gets.shift();
    this.take(shown);
    if (get?.loadedBefore) {
      this.options?.onChange(this);
    }
  }

  fail(answer: Answer): void {
    this.gets.shift();
    this.options?.onError(answer);
  }

  /** A notification, when the library gets to it. */
  notify(shown: Shown): void {
    if (!this.suppressed) {
      this.take(shown);
      this.options?.onChange(this);
    }
  }

  underWay(): number {
    return this.gets.length;
  }

  private take({ state, changedAt, reasonId, pending }: Shown): void {
    Object.assign(this, { state, changedAt, reasonId, pending });
    if (!this.loaded) {
      this.loaded = true;
      this.options?.onLoad(this);
    }
  }
}

/** What the hub carries when Finesse notifies of the agent. */
export function notification({ state, changedAt, reasonId, pending, requestId }: Shown): unknown {
  const user = { state, stateChangeTime: changedAt, reasonCodeId: reasonId ?? "-1", pendingState: pending ?? null };
  return { content: "", object: { Update: { event: "PUT", data: { user }, requestId: requestId ?? null } } };
}
