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
    assert.match(Words.builtIn("en-GB").time(at(4, 14), NOW), /^14:05$/);
    assert.match(Words.builtIn("en-US").time(at(4, 14), NOW), /^2:05\sPM$/);
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

  test("that is absent or unreadable is not told", () => {
    assert.deepEqual([en.since(undefined, NOW), en.since("soon", NOW)], ["", ""]);
  });

  test("of tomorrow is the agent's own midnight", () => {
    assert.equal(tomorrow(NOW), new Date(2026, 2, 5).getTime());
    assert.equal(tomorrow(new Date(2026, 11, 31, 23, 59).getTime()), new Date(2027, 0, 1).getTime());
  });
});
