// Everything the gadget takes from its surroundings: the container's globals, the configuration, the Finesse library.
import type { Finesse, FinesseUser, GadgetConfig, Gadgets, UserOptions } from "./finesse";
import { browserTimers, type Timers } from "./timers";

const START_ANYWAY = 5_000;
const NAME = "WebexPresenceConnector";
const CONNECTION = "finesse.info.connection";

/** The window a gadget finds itself in; names in capitals are set by the gadget's XML. */
export interface GadgetWindow {
  gadgets?: Gadgets;
  finesse?: Finesse;
  PRESENCE_SYNC_URL?: string;
  PRESENCE_SYNC_SITE?: string;
  PRESENCE_SYNC_VIEW?: string;
  PRESENCE_SYNC_CONNECTED?: boolean;
  PRESENCE_SYNC_START?: () => void;
}

/** Calls `start` once: when the container's hub connects (even if it did so before us), or after 5 s if it never does. */
export function whenConnected(window: GadgetWindow, start: () => void, timers: Timers = browserTimers): void {
  let started = false;
  const once = (): void => {
    if (!started) {
      started = true;
      start();
    }
  };
  window.PRESENCE_SYNC_START = once;
  const settings = window.gadgets?.HubSettings;
  if (settings) {
    const earlier = settings.onConnect;
    settings.onConnect = () => {
      earlier?.();
      once();
    };
  }
  timers.after(START_ANYWAY, once);
  if (window.PRESENCE_SYNC_CONNECTED) {
    once();
  }
}

/** What is left of the container once the Finesse library has been initialised. */
export class Container {
  private constructor(
    private readonly finesse: Finesse,
    private readonly gadgets: Gadgets,
    private readonly config: GadgetConfig,
    /** The agent's loginId. */
    readonly agentId: string,
    /** The site that the gadget's address in the desktop layout names; empty when it names none. */
    readonly site: string,
    /** How it is drawn: empty in a column, "header" in one line, "hidden" not at all. */
    readonly view: string,
  ) {}

  /** Throws an Error whose message an agent can pass on. */
  static open({ gadgets, finesse, PRESENCE_SYNC_SITE: site, PRESENCE_SYNC_VIEW: view }: GadgetWindow): Container {
    if (!gadgets || !finesse?.clientservices) {
      throw new Error("The Finesse library is missing on this page. Reload the desktop.");
    }
    const config = finesse.gadget?.Config ?? configFromPrefs(gadgets);
    finesse.clientservices.ClientServices.init(config, false);
    finesse.cslogger?.ClientLogger?.init(gadgets.Hub, NAME);
    const id = config.id || userOf(config.authorization);
    if (!id) {
      throw new Error("Finesse did not tell who is signed in. Sign out of the desktop and in again.");
    }
    const container = new Container(finesse, gadgets, config, String(id), site ?? "", view ?? "");
    container.fitWhenShown();
    return container;
  }

  user(options: Omit<UserOptions, "id">): FinesseUser {
    return new this.finesse.restservices.User({ ...options, id: this.agentId });
  }

  /** The whole header value, read anew each time; undefined when the desktop has none. Never to be logged or kept. */
  authorization(): string | undefined {
    try {
      const header = this.finesse.utilities?.Utilities?.getAuthHeaderString?.(this.config);
      if (header) {
        return header;
      }
    } catch {
      // An older library without it, or without a token: the configuration decides.
    }
    return this.config.authorization ? `Basic ${this.config.authorization}` : undefined;
  }

  /** Languages of the desktop, best first, then those of the browser. */
  languages(): (string | undefined)[] {
    const { locale, language, country } = this.config as Record<string, string | undefined>;
    const joined = language && country ? `${language}-${country}` : language;
    return [locale, joined, ...(globalThis.navigator?.languages ?? [])];
  }

  adjustHeight(): void {
    if (this.view === "") {
      this.gadgets.window?.adjustHeight?.();
    }
  }

  /** Tells when the desktop's own link to Finesse fails over, and when it is back. */
  onFailing(heard: (failing: boolean) => void): void {
    const hub = this.gadgets.Hub as { subscribe?(topic: string, heard: (topic: string, data: unknown) => void): unknown };
    try {
      hub?.subscribe?.(CONNECTION, (_topic, data) => {
        const status = (data as { status?: string } | undefined)?.status;
        if (status === "failing" || status === "recovered" || status === "connected") {
          heard(status === "failing");
        }
      });
    } catch {
      // An old hub without this topic: the user object still tells.
    }
  }

  log(line: string): void {
    try {
      this.finesse.cslogger?.ClientLogger?.log(`${NAME}: ${line}`);
    } catch {
      // The desktop's log is a convenience; nothing depends on it.
    }
  }

  /** A height can be set only while the gadget's tab is shown. */
  private fitWhenShown(): void {
    const services = this.finesse.containerservices?.ContainerServices;
    if (services) {
      const running = services.init();
      running.addHandler(services.Topics.ACTIVE_TAB, () => this.adjustHeight());
      running.makeActiveTabReq?.();
    }
  }
}

const PREFERENCES = [
  "id", "authorization", "country", "language", "locale", "host", "hostPort", "extension", "mobileAgentMode",
  "mobileAgentDialNumber", "xmppDomain", "pubsubDomain", "restHost", "scheme", "localhostFQDN", "localhostPort",
  "clientDriftInMillis",
];

/** Finesse 10.5 has no ready configuration object: gadgets gather it from their preferences. */
export function configFromPrefs(gadgets: Gadgets): GadgetConfig {
  const preferences = new gadgets.Prefs();
  return Object.fromEntries(
    PREFERENCES.map((name) => [name, preferences.getString(name)] as const).filter(([, value]) => value),
  );
}

function userOf(authorization: string | undefined): string | undefined {
  try {
    return authorization ? atob(authorization).split(":", 1)[0] : undefined;
  } catch {
    return undefined;
  }
}
