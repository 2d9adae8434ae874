// When the gadget may begin: the container's hub must have connected, since before that nothing can be subscribed.
import type { Gadgets } from "./finesse";
import { browserTimers, type Timers } from "./timers";

const SAID_AFTER = 5_000;
const LOOK_EVERY = 1_000;

/** What of the gadget's page has to do with its start; names in capitals are set by the gadget's XML. */
export interface HubWindow {
  gadgets?: Gadgets;
  PRESENCE_SYNC_CONNECTED?: boolean;
  PRESENCE_SYNC_START?: () => void;
}

/**
 * Calls `start` once, when the container's hub is connected, even if it was so before us, and however late. `missed` is called
 * once when there is no connection after 5 s; the wait goes on.
 */
export function whenConnected(
  window: HubWindow,
  start: () => void,
  missed: () => void = () => {},
  timers: Timers = browserTimers,
): void {
  let started = false;
  const once = (): void => {
    if (!started) {
      started = true;
      stopSaying();
      start();
    }
  };
  const stopSaying = timers.after(SAID_AFTER, missed);
  window.PRESENCE_SYNC_START = once;
  listen(window.gadgets, once);
  const look = (): void => {
    if (connected(window)) {
      once();
    } else if (!started) {
      timers.after(LOOK_EVERY, look);
    }
  };
  look();
}

function listen(gadgets: Gadgets | undefined, connected: () => void): void {
  const settings = gadgets?.HubSettings;
  if (settings) {
    const earlier = settings.onConnect;
    settings.onConnect = () => {
      earlier?.();
      connected();
    };
  }
}

/** A container that had our listener replaced is found out by its hub's own word, where it gives one. */
function connected({ gadgets, PRESENCE_SYNC_CONNECTED: told }: HubWindow): boolean {
  try {
    return told === true || gadgets?.Hub?.isConnected?.() === true;
  } catch {
    return false;
  }
}
