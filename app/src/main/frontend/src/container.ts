// Everything the gadget takes from its surroundings: the container's globals, the configuration, the Finesse library.
import { topicOf } from "./agent-sighting";
import { CONNECTION_TOPIC } from "./desktop-connection";
import type { Finesse, FinesseUser, GadgetConfig, Gadgets, UserOptions } from "./finesse";
import type { HubWindow } from "./hub";
import { RequestIds } from "./request-ids";
import type { Timers } from "./timers";
import { languageOf, type Key } from "./words";

const NAME = "WebexPresenceConnector";

/** The window a gadget finds itself in; names in capitals are set by the gadget's XML. */
export interface GadgetWindow extends HubWindow {
  finesse?: Finesse;
  PRESENCE_SYNC_URL?: string;
  PRESENCE_SYNC_SITE?: string;
  PRESENCE_SYNC_VIEW?: string;
  PRESENCE_SYNC_THEME?: string;
}

/** A fault of the page, named by the key of the sentence that an agent can pass on. */
export class PageFault extends Error {
  constructor(readonly key: Key) {
    super(key);
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
  ) {}

  /** Needs the hub connected, for the library subscribes here. Throws a {@link PageFault}. */
  static open({ gadgets, finesse, PRESENCE_SYNC_SITE: site }: GadgetWindow): Container {
    if (!gadgets || !finesse?.clientservices) {
      throw new PageFault("fault.library");
    }
    const config = finesse.gadget?.Config ?? configFromPrefs(gadgets);
    giveContainer(finesse, config);
    finesse.clientservices.ClientServices.init(config, false);
    finesse.cslogger?.ClientLogger?.init(gadgets.Hub, NAME, config);
    const id = config.id || userOf(config.authorization);
    if (!id) {
      throw new PageFault("fault.user");
    }
    return new Container(finesse, gadgets, config, String(id), site ?? "");
  }

  user(options: Omit<UserOptions, "id">): FinesseUser {
    return new this.finesse.restservices.User({ ...options, id: this.agentId });
  }

  /** The names of our own changes at Finesse. */
  requestIds(timers: Timers): RequestIds {
    return new RequestIds(this.finesse, this.gadgets, timers);
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

  /** Passes on what the desktop says of its connection to Finesse. Containers without a hub never tell. */
  watchDesktop(told: (status: unknown) => void): void {
    this.subscribe(CONNECTION_TOPIC, told);
  }

  /** Passes on the notifications of the agent, each before the library hears of it. */
  watchAgent(told: (message: unknown) => void): void {
    this.subscribe(topicOf(this.agentId), told);
  }

  private subscribe(topic: string, told: (data: unknown) => void): void {
    try {
      this.gadgets.Hub?.subscribe?.(topic, (_topic, data) => told(data));
    } catch (fault) {
      this.log(`${topic} cannot be heard: ${String(fault)}`);
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
    try {
      const running = services?.init();
      running?.addHandler(services?.Topics.ACTIVE_TAB ?? "", () => this.adjustHeight());
      running?.makeActiveTabReq?.();
    } catch (fault) {
      this.log(`the desktop does not tell which tab is shown: ${String(fault)}`);
    }
  }
}

/**
 * The library of 10.x reads `finesse.container.Config` in each object it makes, and fails where a gadget has not defined
 * `finesse.container`. One that is there is left as it is.
 */
function giveContainer(finesse: Finesse, config: GadgetConfig): void {
  finesse.container ??= { Config: config };
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
