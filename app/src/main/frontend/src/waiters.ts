import type { Timers } from "./timers";

/** Those who wait for the answer to a read; it may be one answer for all. */
export class Waiters {
  private readonly waiting = new Set<(read: boolean) => void>();

  constructor(
    private readonly within: number,
    private readonly timers: Timers,
  ) {}

  /** Answers false after the time within which an answer must have come. */
  wait(): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (read: boolean): void => {
        cancel();
        this.waiting.delete(settle);
        resolve(read);
      };
      const cancel = this.timers.after(this.within, () => settle(false));
      this.waiting.add(settle);
    });
  }

  settle(read: boolean): void {
    [...this.waiting].forEach((settle) => settle(read));
  }
}
