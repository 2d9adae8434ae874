// Everything the gadget takes from its surroundings: the container's globals, the configuration, the Finesse library.
import type { Finesse, FinesseUser, GadgetConfig, Gadgets, UserOptions } from "./finesse";
import { browserTimers, type Timers } from "./timers";
import { languageOf, type Key } from "./words";

const START_ANYWAY = 5_000;
const NAME = "WebexPresenceConnector";

/** The window a gadget finds itself in; names in capitals are set by the gadget's XML. */
export interface GadgetWindow {
  gadgets?: Gadgets;
  finesse?: Finesse;
  PRESENCE_SYNC_URL?: string;
  PRESENCE_SYNC_SITE?: string;
  PRESENCE_SYNC_VIEW?: string;
  PRESENCE_SYNC_THEME?: string;
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

/** A fault of the page, named by the key of the sentence that an agent can pass on. */
export class PageFault extends Error {
  constructor(readonly key: Key) {
    super(key);
  }
}

/** The desktop's own connection to Finesse: `lost` while what it shows may be old. */
export type DesktopState = "lost" | "back";

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
  ) {}

  /** Throws a {@link PageFault}. */
  static open({ gadgets, finesse, PRESENCE_SYNC_SITE: site }: GadgetWindow): Container {
    if (!gadgets || !finesse?.clientservices) {
      throw new PageFault("fault.library");
    }
    const config = finesse.gadget?.Config ?? configFromPrefs(gadgets);
    finesse.clientservices.ClientServices.init(config, false);
    finesse.cslogger?.ClientLogger?.init(gadgets.Hub, NAME);
    const id = config.id || userOf(config.authorization);
    if (!id) {
      throw new PageFault("fault.user");
    }
    return new Container(finesse, gadgets, config, String(id), site ?? "");
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

  adjustHeight(): void {
    this.gadgets.window?.adjustHeight?.();
  }

  /** Tells when the desktop loses Finesse and when it has found it again. Containers without a hub never tell. */
  watchDesktop(changed: (state: DesktopState) => void): void {
    try {
      this.gadgets.Hub?.subscribe?.("finesse.info.connection", (_topic, told) => {
        const state = desktopState(told);
        if (state) {
          changed(state);
        }
      });
    } catch {
      // A hub that refuses us: the desktop is then taken to be well, as it was before.
    }
  }

  log(line: string): void {
    try {
      this.finesse.cslogger?.ClientLogger?.log(`${NAME}: ${line}`);
    } catch {
      // The desktop's log is a convenience; nothing depends on it.
    }
  }

  /** A height can be set only while the gadget's tab is shown: sets it again whenever that happens. */
  fitWhenShown(): void {
    const services = this.finesse.containerservices?.ContainerServices;
    if (services) {
      const running = services.init();
      running.addHandler(services.Topics.ACTIVE_TAB, () => this.adjustHeight());
      running.makeActiveTabReq?.();
    }
  }
}

/** What arrives on the hub is an object, on some containers its JSON text. */
function desktopState(told: unknown): DesktopState | undefined {
  const status = typeof told === "string" ? /"status"\s*:\s*"(\w+)"/.exec(told)?.[1] : (told as { status?: string })?.status;
  if (status === "failing" || status === "disconnected" || status === "reconnecting") {
    return "lost";
  }
  return status === "recovered" || status === "connected" ? "back" : undefined;
}

/** The language of the desktop, of the gadget's preferences or of the browser, in this order. */
export function languageHere({ gadgets, finesse }: GadgetWindow, browser: string | undefined): string {
  const preferences = gadgets && new gadgets.Prefs();
  return languageOf(finesse?.gadget?.Config, (name) => preferences?.getString(name) ?? "", browser);
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
