// The gadget's words in the agent's language. Six languages are built in; others come as a file of the server.
import type { GadgetConfig } from "./finesse";
import de from "./lang/de.json";
import en from "./lang/en.json";
import es from "./lang/es.json";
import fr from "./lang/fr.json";
import ja from "./lang/ja.json";
import pt from "./lang/pt.json";

export type Key = keyof typeof en;
export type Dictionary = Partial<Record<Key, string>>;
export type Parameters = Record<string, string | number>;

export const BUILT_IN: Record<string, Record<Key, string>> = { en, de, fr, es, pt, ja };

const TAG = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i;

/** A language with its sentences and its way to write times. What a file leaves out is said in English. */
export class Words {
  /**
   * @param tag of the language and, where known, the country: what times are written by
   * @param language of the sentences
   */
  constructor(
    readonly tag: string,
    readonly language: string,
    private readonly dictionary: Dictionary,
  ) {}

  static builtIn(tag: string): Words {
    const language = baseOf(tag);
    const dictionary = BUILT_IN[language];
    return dictionary ? new Words(known(tag), language, dictionary) : new Words("en", "en", en);
  }

  has(key: string): key is Key {
    return Object.prototype.hasOwnProperty.call(en, key);
  }

  say(key: Key, parameters: Parameters = {}): string {
    const own = this.dictionary[key];
    const sentence = typeof own === "string" && own !== "" ? own : en[key];
    return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));
  }

  /** "since 14:05", with the day when that is not the day of `now`; nothing for a time that is absent or unreadable. */
  since(time: string | undefined, now: number): string {
    return this.timed("since", time, now);
  }

  /** "until 14:05", the same way; "until tomorrow" for the coming midnight. */
  until(time: string | undefined, now: number): string {
    const tonight = time !== undefined && Date.parse(time) === tomorrow(now);
    return tonight ? this.say("until.tomorrow") : this.timed("until", time, now);
  }

  /** Each language has its own grammar for a day, and some for one o'clock. */
  private timed(key: "since" | "until", time: string | undefined, now: number): string {
    const at = time === undefined ? Number.NaN : Date.parse(time);
    if (Number.isNaN(at)) {
      return "";
    }
    const clock = new Intl.DateTimeFormat(this.tag, { hour: "numeric", minute: "2-digit" }).format(at);
    if (new Date(at).toDateString() === new Date(now).toDateString()) {
      return this.say(/^0?1\D/.test(clock) ? `${key}.one` : key, { time: clock });
    }
    const day = new Intl.DateTimeFormat(this.tag, { day: "numeric", month: "short" }).format(at);
    return this.say(`${key}.day`, { day, time: clock });
  }
}

/** Midnight at the end of the day of `now`, where this browser is. */
export function tomorrow(now: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
}

/** The agent's language as a tag: the desktop's setting, else the preferences', else the browser's, else English. */
export function languageOf(
  config: GadgetConfig | undefined,
  preference: (name: string) => string,
  browser: string | undefined,
): string {
  const wanted = [config?.locale, config?.["language"], preference("locale"), preference("language"), browser];
  return wanted.map(tagOf).find((tag) => tag !== "") ?? "en";
}

/** `de_DE` and `de-DE` alike; empty for what names no language. */
function tagOf(text: unknown): string {
  const tag = typeof text === "string" ? text.trim().replace(/_/g, "-").replace(/\..*$/, "") : "";
  return TAG.test(tag) && tag.toLowerCase() !== "all" ? tag : "";
}

export function baseOf(tag: string): string {
  return (tag.split("-", 1)[0] ?? "").toLowerCase();
}

/** The tag if the browser can write times by it. */
function known(tag: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag)[0] ?? baseOf(tag);
  } catch {
    return baseOf(tag);
  }
}

/**
 * The words for a tag. A language that is not built in is asked of the server, first with its country, then without; never
 * rejects: without a file the words are English.
 */
export async function loadWords(
  tag: string,
  url: string,
  get: (address: string) => Promise<Dictionary | undefined>,
): Promise<Words> {
  if (BUILT_IN[baseOf(tag)]) {
    return Words.builtIn(tag);
  }
  for (const name of new Set([tag, baseOf(tag)])) {
    const dictionary = await get(`${url}/gadget/lang/${name.toLowerCase()}.json`).catch(() => undefined);
    if (dictionary) {
      return new Words(known(tag), baseOf(tag), dictionary);
    }
  }
  return Words.builtIn("en");
}

/** A dictionary by HTTP, without credentials; undefined when there is none. */
export async function fetchDictionary(address: string): Promise<Dictionary | undefined> {
  const answer = await fetch(address, { credentials: "omit", cache: "no-store" });
  const read: unknown = answer.ok ? await answer.json() : undefined;
  return typeof read === "object" && read !== null && !Array.isArray(read) ? (read as Dictionary) : undefined;
}
