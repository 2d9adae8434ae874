import type { Timers } from "./timers";

/** Tries again after a while that grows: with a floor, a ceiling, and a quarter of chance so that desktops do not come at once. */
export class Retry {
  private next: number;
  private cancel: () => void = () => {};

  constructor(
    private readonly floor: number,
    private readonly ceiling: number,
    private readonly timers: Timers,
  ) {
    this.next = floor;
  }

  /** @param notBefore a time by this computer's clock, before which it is not tried */
  later(task: () => void, notBefore = 0): void {
    this.cancel();
    const wait = this.next * (1 + Math.random() / 4);
    this.cancel = this.timers.after(Math.max(wait, notBefore - this.timers.now()), task);
    this.next = Math.min(this.ceiling, this.next * 2);
  }

  /** All is well: nothing is tried, and the next failure starts from the floor. */
  reset(): void {
    this.cancel();
    this.next = this.floor;
  }
}
