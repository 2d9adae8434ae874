import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BUILT_IN, languageOf, loadWords, tomorrow, Words, type Dictionary, type Key } from "../src/words";

const NOW = new Date(2026, 2, 4, 15, 30).getTime();
const at = (day: number, hour: number): string => new Date(2026, 2, day, hour, 5).toISOString();
const none = (): string => "";

describe("every built-in language", () => {
  const keys = Object.keys(BUILT_IN["en"] ?? {});

  test("is one of six and has every sentence, with the same parameters", () => {
    assert.deepEqual(Object.keys(BUILT_IN).sort(), ["de", "en", "es", "fr", "ja", "pt"]);
    const parameters = (text: string): string => (text.match(/\{\w+\}/g) ?? []).sort().join();
    for (const [language, sentences] of Object.entries(BUILT_IN)) {
      assert.deepEqual(Object.keys(sentences), keys, language);
      for (const key of keys as Key[]) {
        assert.notEqual(sentences[key].trim(), "", `${language} ${key}`);
        assert.equal(parameters(sentences[key]), parameters(BUILT_IN["en"]?.[key] ?? ""), `${language} ${key}`);
      }
    }
  });

  test("differs from English in nearly all of them", () => {
    for (const [language, sentences] of Object.entries(BUILT_IN)) {
      const same = (keys as Key[]).filter((key) => sentences[key] === BUILT_IN["en"]?.[key]);
      assert.ok(language === "en" || same.length <= 3, `${language}: ${same.join()}`);
    }
  });

  test("addresses the agent formally where there is a familiar form", () => {
    const familiar = { de: "du|dein|deine|dich|dir", fr: "tu|ton|ta|tes|toi", es: "tú|tu|tus|has|ti", pt: "tu|teu|tua|contigo" };
    for (const [language, words] of Object.entries(familiar)) {
      const found = new RegExp(`(?<!\\p{L})(${words})(?!\\p{L})`, "iu").exec(Object.values(BUILT_IN[language] ?? {}).join(" "));
      assert.equal(found?.[0], undefined, language);
    }
  });
});

describe("the language", () => {
  test("is the desktop's, else the preferences', else the browser's, else English", () => {
    assert.equal(languageOf({ locale: "de_DE", language: "fr" }, () => "es", "ja"), "de-DE");
    assert.equal(languageOf({ language: "fr" }, () => "es", "ja"), "fr");
    assert.equal(languageOf(undefined, (name) => (name === "language" ? "es" : ""), "ja"), "es");
    assert.equal(languageOf({}, none, "pt-BR"), "pt-BR");
    assert.equal(languageOf({}, none, undefined), "en");
  });

  test("is not taken from a setting that names none", () => {
    assert.equal(languageOf({ locale: "ALL", language: "../x" }, none, "ja"), "ja");
  });

  test("of a country is spoken in its language and writes times as that country does", () => {
    assert.equal(Words.builtIn("de-AT").say("resume"), "Fortsetzen");
    assert.equal(Words.builtIn("en-GB").since(at(4, 14), NOW), "since 14:05");
    assert.match(Words.builtIn("en-US").since(at(4, 14), NOW), /^since 2:05\sPM$/);
  });
});

describe("a language that is not built in", () => {
  const asked: string[] = [];
  const server =
    (files: Record<string, Dictionary>) =>
    async (address: string): Promise<Dictionary | undefined> => {
      asked.push(address);
      return files[address];
    };

  test("is asked of the server, and what its file leaves out is English", async () => {
    asked.length = 0;
    const words = await loadWords("nl-BE", "https://x", server({ "https://x/gadget/lang/nl.json": { resume: "Hervatten" } }));
    assert.deepEqual(asked, ["https://x/gadget/lang/nl-be.json", "https://x/gadget/lang/nl.json"]);
    assert.deepEqual([words.say("resume"), words.say("pause"), words.language], ["Hervatten", "Pause sync", "nl"]);
  });

  test("without a file, or with a server that fails, is English", async () => {
    assert.equal((await loadWords("nl", "https://x", server({}))).language, "en");
    assert.equal((await loadWords("nl", "https://x", () => Promise.reject(new Error("down")))).language, "en");
  });

  test("is never asked for when it is built in", async () => {
    asked.length = 0;
    assert.equal((await loadWords("ja-JP", "https://x", server({}))).language, "ja");
    assert.deepEqual(asked, []);
  });
});

describe("a time", () => {
  const en = Words.builtIn("en-GB");

  test("is the hour today, and has its day on other days", () => {
    assert.equal(en.since(at(4, 14), NOW), "since 14:05");
    assert.match(en.since(at(3, 14), NOW), /3 Mar.*14:05/);
  });

  test("of another day follows each language's own grammar", () => {
    const dated: Record<string, [string, string]> = {
      "en-GB": ["since 3 Mar, 14:05", "until 6 Mar, 15:05"],
      de: ["seit 3. März, 14:05 Uhr", "bis 6. März, 15:05 Uhr"],
      fr: ["depuis le 3 mars à 14:05", "jusqu’au 6 mars à 15:05"],
      es: ["desde el 3 mar, 14:05", "hasta el 6 mar, 15:05"],
      "pt-BR": ["desde 3 de mar., 14:05", "até 6 de mar., 15:05"],
      ja: ["3月3日 14:05 から", "3月6日 15:05 まで"],
    };
    for (const [tag, [since, until]] of Object.entries(dated)) {
      const words = Words.builtIn(tag);
      assert.deepEqual([words.since(at(3, 14), NOW), words.until(at(6, 15), NOW)], [since, until], tag);
    }
  });

  test("of one o'clock is singular where the language counts hours", () => {
    const said = (tag: string, hour: number): string => Words.builtIn(tag).until(at(4, hour), NOW);
    assert.deepEqual([said("es", 1), said("es", 21), said("es", 11)], ["hasta la 1:05", "hasta las 21:05", "hasta las 11:05"]);
    assert.match(said("es-MX", 13), /^hasta la 1:05/);
    assert.match(said("fr", 1), /^jusqu’à 0?1:05$/);
  });

  test("of the coming midnight is tomorrow, in every language", () => {
    const midnight = new Date(tomorrow(NOW)).toISOString();
    const said = ["en", "de", "fr", "es", "pt", "ja"].map((tag) => Words.builtIn(tag).until(midnight, NOW));
    assert.deepEqual(said, ["until tomorrow", "bis morgen", "jusqu’à demain", "hasta mañana", "até amanhã", "明日まで"]);
    assert.match(en.until(new Date(tomorrow(NOW) + 60_000).toISOString(), NOW), /5 Mar/);
  });

  test("that is absent or unreadable is not told", () => {
    assert.deepEqual([en.since(undefined, NOW), en.since("soon", NOW)], ["", ""]);
  });

  test("of tomorrow is the agent's own midnight", () => {
    assert.equal(tomorrow(NOW), new Date(2026, 2, 5).getTime());
    assert.equal(tomorrow(new Date(2026, 11, 31, 23, 59).getTime()), new Date(2027, 0, 1).getTime());
  });
});
