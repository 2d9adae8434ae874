import type { Timers } from "../src/timers";

/** Time that moves only when a test says so. */
export class ManualTimers implements Timers {
  private time = 0;
  private readonly waiting = new Map<object, { due: number; task: () => void }>();

  now(): number {
    return this.time;
  }

  after(milliseconds: number, task: () => void): () => void {
    const key = {};
    this.waiting.set(key, { due: this.time + milliseconds, task });
    return () => this.waiting.delete(key);
  }

  pass(milliseconds: number): void {
    this.time += milliseconds;
    for (const [key, { due, task }] of [...this.waiting]) {
      if (due <= this.time && this.waiting.delete(key)) {
        task();
      }
    }
  }
}
