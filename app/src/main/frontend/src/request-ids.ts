// By which request a change came about: Finesse names it in each notification, and only there.
import { sameChange, type Sighting } from "./agent-sighting";
import type { Finesse, Gadgets } from "./finesse";
import type { Timers } from "./timers";

const HEADERS = "HEADERS";
const MAY_STILL_SHOW = 120_000;
const REMEMBERED = 100;

type Make = (url: unknown, handler: unknown, params?: Record<string, unknown>) => unknown;

/**
 * The names of our own changes at Finesse. The library gives each change a `requestId` that it makes up: here it gets the id of
 * our command instead, so that everybody who hears of the change can tell that it was ours. A library that will not be told is
 * listened to; where even that fails, no name is believed for a while.
 */
export class RequestIds {
  /** The command's id by the one that the library has given its change. */
  private readonly own = new Map<string, string>();
  private readonly sent = new Map<string, string>();
  private unnamedUntil = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly finesse: Pick<Finesse, "clientservices" | "utilities">,
    private readonly gadgets: Gadgets | undefined,
    private readonly timers: Timers,
  ) {}

  /** Has the library ask for one change in the name of this command. */
  naming(command: string, ask: () => void): void {
    const told = { made: false, carried: undefined as string | undefined };
    const undo = [this.nameNext(command, () => (told.made = true)), ...this.listen((id) => (told.carried ??= id))];
    try {
      ask();
    } finally {
      undo.reverse().forEach((restore) => restore());
      this.note(command, told.carried ?? (told.made ? command : undefined));
    }
  }

  /** The id that the change of this command has at Finesse; nothing where that is not known. */
  carriedBy(command: string): string | undefined {
    return this.sent.get(command);
  }

  /** The request behind a change as our server can compare it: our command's id, another's, or nothing where it might be either. */
  comparable(id: string | undefined): string | undefined {
    if (id === undefined) {
      return undefined;
    }
    return this.own.get(id) ?? (this.timers.now() < this.unnamedUntil ? undefined : id);
  }

  private note(command: string, id: string | undefined): void {
    if (id === undefined) {
      this.unnamedUntil = this.timers.now() + MAY_STILL_SHOW;
      return;
    }
    keep(this.own, id, command);
    keep(this.sent, command, id);
  }

  /** The next id that the library makes up is this one. */
  private nameNext(command: string, made: () => void): () => void {
    const utilities = this.finesse.utilities?.Utilities;
    return replaced(utilities, "generateUUID", (original) => {
      let first = true;
      return (...given: unknown[]) => {
        if (!first) {
          return original.apply(utilities, given);
        }
        first = false;
        made();
        return command;
      };
    });
  }

  /** Hears what id the request has, on its way through the library and the container. */
  private listen(heard: (id: string) => void): (() => void)[] {
    return [this.finesse.clientservices.ClientServices, this.gadgets?.io].map((owner) =>
      replaced(owner, "makeRequest", (original) => {
        const spy: Make = (url, handler, params) => {
          const id = idIn(params?.[this.gadgets?.io?.RequestParameters?.HEADERS ?? HEADERS]);
          if (id) {
            heard(id);
          }
          return original.call(owner, url, handler, params);
        };
        return spy as (...given: unknown[]) => unknown;
      }),
    );
  }
}

/** Which request the newest notification named, as long as what it told is what is shown. */
export class RequestBehind {
  private told: { sighting: Sighting; id: string | undefined } | undefined;

  /** The same change told once more without an id is still that request's. */
  heard(sighting: Sighting, id: string | undefined): void {
    const before = this.told && sameChange(this.told.sighting, sighting) ? this.told.id : undefined;
    this.told = { sighting, id: id ?? before };
  }

  of(shown: Sighting): string | undefined {
    return this.told && sameChange(this.told.sighting, shown) ? this.told.id : undefined;
  }
}

type Replacement = (original: (...given: unknown[]) => unknown) => (...given: unknown[]) => unknown;

/** Puts another function in the place of a method, where there is one and it may be done; answers how to undo it. */
function replaced(owner: unknown, name: string, by: Replacement): () => void {
  const methods = owner as Record<string, unknown> | null | undefined;
  const original = methods?.[name];
  if (!methods || typeof original !== "function") {
    return () => {};
  }
  try {
    methods[name] = by(original as (...given: unknown[]) => unknown);
    return () => void (methods[name] = original);
  } catch {
    return () => {};
  }
}

function idIn(headers: unknown): string | undefined {
  const id = (headers as Record<string, unknown> | null | undefined)?.["requestId"];
  return typeof id === "string" && id !== "" ? id : undefined;
}

function keep(map: Map<string, string>, key: string, value: string): void {
  map.set(key, value);
  const oldest = map.keys().next().value;
  if (map.size > REMEMBERED && oldest !== undefined) {
    map.delete(oldest);
  }
}
