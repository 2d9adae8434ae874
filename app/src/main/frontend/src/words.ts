// What the gadget says, in the agent's language. A language that is not built in may be served as a file.
import de from "./lang/de.json";
import en from "./lang/en.json";
import es from "./lang/es.json";
import fr from "./lang/fr.json";
import ja from "./lang/ja.json";
import pt from "./lang/pt.json";

export type Key = keyof typeof en;
export type Texts = Partial<Record<Key, string>>;

export const BUILT_IN: Record<string, Texts> = { en, de, es, fr, ja, pt };

/** Texts of one language; what it lacks is said in English. */
export class Words {
  constructor(
    /** BCP 47, for dates and the page's `lang`. */
    readonly language: string,
    private readonly texts: Texts,
  ) {}

  say(key: Key, values: Record<string, string | number> = {}): string {
    const text = this.texts[key] ?? en[key];
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
  }

  /** The hour and minute today, with the day when it is another one. */
  time(at: number, now: number): string {
    const date = new Date(at);
    const clock: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit" };
    const today = date.toDateString() === new Date(now).toDateString();
    const shown: Intl.DateTimeFormatOptions = today ? clock : { day: "numeric", month: "short", ...clock };
    return new Intl.DateTimeFormat(this.language, shown).format(date);
  }
}

export const ENGLISH = new Words("en", en);

/** Tags as they come, such as de_DE or pt-BR, best first; those that are none are left out. */
export function languages(wanted: readonly (string | undefined)[]): string[] {
  return wanted.flatMap((tag) => {
    const clean = (tag ?? "").trim().replace(/_/g, "-");
    return /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(clean) ? [clean] : [];
  });
}

/**
 * The first language that is built in or for which `read` gives texts; English when there is none. A file for the very tag
 * (de-CH) goes before one for the language (de), and a file goes before what is built in.
 */
export async function choose(
  wanted: readonly (string | undefined)[],
  read: (tag: string) => Promise<Texts | undefined>,
): Promise<Words> {
  for (const tag of languages(wanted)) {
    const base = tag.split("-", 1)[0]!.toLowerCase();
    const built = BUILT_IN[base];
    const file = built === undefined ? ((await read(tag)) ?? (tag === base ? undefined : await read(base))) : undefined;
    if (built || file) {
      return new Words(tag, { ...built, ...file });
    }
  }
  return ENGLISH;
}

/** What is built in alone, at once. */
export function atOnce(wanted: readonly (string | undefined)[]): Words {
  const tag = languages(wanted).find((each) => BUILT_IN[each.split("-", 1)[0]!.toLowerCase()]);
  return tag === undefined ? ENGLISH : new Words(tag, BUILT_IN[tag.split("-", 1)[0]!.toLowerCase()]!);
}
