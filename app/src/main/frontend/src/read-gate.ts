import type { Timers } from "./timers";

const HEADER_LOOK = 15_000;

/**
 * Keeps a sign-in that Finesse has refused from being sent again: five failures lock the agent's account. Closed by a 401, open
 * again as soon as the desktop has another Authorization header. What the library sends by itself does not ask here.
 */
export class ReadGate {
  private refusedHeader: { value: string | undefined } | undefined;
  private stopLooking: () => void = () => {};

  /**
   * @param header the desktop's Authorization header as it is now
   * @param changed told each time the gate closes or opens
   */
  constructor(
    private readonly header: () => string | undefined,
    private readonly timers: Timers,
    private readonly changed: (open: boolean) => void,
  ) {}

  open(): boolean {
    return this.refusedHeader === undefined;
  }

  /** Takes note of the status of an answer; a 401 closes the gate. */
  heard(status: number | undefined): void {
    if (status === 401 && this.open()) {
      this.refusedHeader = { value: this.header() };
      this.lookLater();
      this.changed(false);
    }
  }

  /** There is another header, or Finesse has answered a read of the library's with this one. */
  proved(): void {
    if (!this.open()) {
      this.stopLooking();
      this.refusedHeader = undefined;
      this.changed(true);
    }
  }

  private lookLater(): void {
    this.stopLooking = this.timers.after(HEADER_LOOK, () => {
      const now = this.header();
      if (now === undefined || now === this.refusedHeader?.value) {
        this.lookLater();
      } else {
        this.proved();
      }
    });
  }
}
