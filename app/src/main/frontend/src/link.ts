import { io, type Socket } from "socket.io-client";
import { PROTOCOL, type Command, type Credentials, type LinkStatus, type Pause, type Presence, type Reported, type Welcome } from "./messages";
import { browserTimers, type Timers } from "./timers";

const HEADER_LOOK = 15_000;
const REFUSED_AGAIN = 300_000;
const FIRST_RETRY = 2_000;
const LAST_RETRY = 60_000;
const TOKEN_MARGIN = 30_000;

export interface LinkOptions {
  /** The server's public URL; may have a path prefix. */
  url: string;
  agentId: string;
  /** Where the server keeps several sites: the agent's; empty when his desktop tells. */
  site?: string;
  /** The Finesse Authorization header as it is now (a bearer token is renewed by the desktop), or nothing. */
  authorization(): string | undefined;
  timers?: Timers;
}

export interface LinkEvents {
  status(status: LinkStatus): void;
  welcome(welcome: Welcome): void;
  command(command: Command): void;
  presence(presence: Presence): void;
  pause(pause: Pause): void;
}

/**
 * The gadget's Socket.IO connection. Lost connections come back by themselves; a displaced one does not. The Finesse header
 * is sent only when there is no valid token, and a header that was refused is never sent again: five failures lock the agent.
 */
export class Link {
  private readonly timers: Timers;
  private readonly socket: Socket;
  private token: { value: string; until: number } | undefined;
  private refusedHeader: string | undefined;
  private sentHeader: string | undefined;
  private welcomed = false;
  private connections = 0;
  private quiet = false;
  private retry = FIRST_RETRY;
  private cancelRetry: () => void = () => {};

  constructor(
    private readonly options: LinkOptions,
    private readonly events: LinkEvents,
  ) {
    this.timers = options.timers ?? browserTimers;
    const { origin, path } = endpoint(options.url);
    this.socket = io(origin, {
      path,
      autoConnect: false,
      forceNew: true,
      reconnectionDelay: 1_000,
      reconnectionDelayMax: 15_000,
      auth: (send) => send({ ...this.credentials() }),
    });
    this.listen();
  }

  start(): void {
    this.cancelRetry();
    this.quiet = false;
    this.events.status({ kind: "connecting" });
    this.socket.connect();
  }

  /** A human asks for another try: that may send even a refused header once more. */
  again(): void {
    this.refusedHeader = undefined;
    this.start();
  }

  /** For good: nothing brings it back but {@link Link.start} or {@link Link.again}. */
  close(): void {
    this.quiet = true;
    this.welcomed = false;
    this.cancelRetry();
    this.socket.disconnect();
  }

  /** Answers false, and sends nothing, while the server has not welcomed us. */
  send(event: "state" | "unreadable" | "outcome" | "reasons" | "pause" | "resume", payload: object): boolean {
    if (this.welcomed) {
      this.socket.emit(event, payload);
    }
    return this.welcomed;
  }

  /** Tells that something is wrong; false, and nothing is sent, while the server has not welcomed us. */
  report(answered: (answer: Reported) => void): boolean {
    if (this.welcomed) {
      this.socket.emit("report", {}, (answer?: Reported) => answered(answer ?? { ok: false }));
    }
    return this.welcomed;
  }

  /** Another number for each connection on which we are welcome; nothing while there is none. */
  connection(): number | undefined {
    return this.welcomed ? this.connections : undefined;
  }

  private listen(): void {
    this.socket.on("welcome", (welcome: Welcome) => this.onWelcome(welcome));
    this.socket.on("token", (fresh: Welcome) => this.keepToken(fresh));
    this.socket.on("command", (command: Command) => this.events.command(command));
    this.socket.on("presence", (presence: Presence) => this.events.presence(presence));
    this.socket.on("pause", (pause?: Pause) => this.events.pause(pause ?? {}));
    this.socket.on("displaced", () => this.goQuiet({ kind: "displaced" }));
    this.socket.on("refused", (refusal?: { reason?: string; message?: string }) =>
      this.onRefused(refusal?.reason ?? "", refusal?.message),
    );
    this.socket.on("disconnect", (reason) => this.onDisconnect(reason));
    this.socket.on("connect_error", (error) => this.onConnectError(error));
  }

  private credentials(): Credentials {
    const { agentId: id, site } = this.options;
    const who = { protocol: PROTOCOL, id, ...(site ? { site } : {}) };
    if (this.token && this.timers.now() < this.token.until) {
      return { ...who, token: this.token.value };
    }
    this.token = undefined;
    this.sentHeader = this.options.authorization();
    return this.sentHeader && this.sentHeader !== this.refusedHeader
      ? { ...who, authorization: this.sentHeader }
      : who;
  }

  private onWelcome(welcome: Welcome): void {
    this.retry = FIRST_RETRY;
    this.keepToken(welcome);
    this.welcomed = true;
    this.connections += 1;
    this.events.status({ kind: "connected" });
    this.events.welcome(welcome);
  }

  private keepToken({ token, expiresInSeconds }: Welcome): void {
    if (token) {
      const lifetime = (expiresInSeconds ?? 0) * 1_000;
      this.token = { value: token, until: this.timers.now() + lifetime - Math.min(TOKEN_MARGIN, lifetime / 2) };
    }
  }

  private goQuiet(status: LinkStatus): void {
    this.close();
    this.events.status(status);
  }

  /**
   * The server says why it does not let us in. A wrong header is never sent again; what passes by itself is tried again soon;
   * not being one of the agents that are followed may change too, so that is asked again, but rarely.
   */
  private onRefused(reason: string, message?: string): void {
    this.close();
    if (reason === "unauthorized") {
      this.quiet = false;
      this.onUnauthorized();
    } else if (reason === "unavailable" || reason === "throttled") {
      this.quiet = false;
      this.events.status({ kind: "waiting", detail: reason });
      this.connectLater();
    } else {
      this.events.status({ kind: "refused", reason: reason === "unknown_site" && message ? message : reason });
      this.later(REFUSED_AGAIN, () => this.start());
    }
  }

  private onDisconnect(reason: string): void {
    this.welcomed = false;
    if (this.quiet) {
      return;
    }
    this.events.status({ kind: "disconnected" });
    if (reason === "io server disconnect") {
      this.connectLater();
    }
  }

  /** `active` tells a lost network, which the client retries itself, from the server's own refusal, which it does not. */
  private onConnectError(error: Error): void {
    if (this.quiet) {
      return;
    }
    if (this.socket.active) {
      this.events.status({ kind: "disconnected" });
    } else {
      this.events.status({ kind: "waiting", detail: error.message });
      this.connectLater();
    }
  }

  private onUnauthorized(): void {
    if (this.token) {
      this.token = undefined;
      this.later(0, () => this.start());
      return;
    }
    this.refusedHeader = this.sentHeader;
    this.events.status({ kind: "unauthorized" });
    this.awaitNewHeader();
  }

  private awaitNewHeader(): void {
    this.later(HEADER_LOOK, () => {
      const header = this.options.authorization();
      if (header && header !== this.refusedHeader) {
        this.start();
      } else {
        this.awaitNewHeader();
      }
    });
  }

  private connectLater(): void {
    this.later(this.retry * (0.75 + Math.random() / 2), () => this.socket.connect());
    this.retry = Math.min(LAST_RETRY, this.retry * 2);
  }

  private later(milliseconds: number, task: () => void): void {
    this.cancelRetry();
    this.cancelRetry = this.timers.after(milliseconds, task);
  }
}

/** Splits the public URL into what Socket.IO wants: the origin, and the path with any prefix of a reverse proxy. */
export function endpoint(url: string): { origin: string; path: string } {
  const { origin, pathname } = new URL(url);
  return { origin, path: `${pathname.replace(/\/+$/, "")}/socket.io/` };
}
