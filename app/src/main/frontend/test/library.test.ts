import assert from "node:assert/strict";
import { test } from "node:test";
import type { Finesse } from "../src/finesse";
import { libraryThere } from "../src/library";

const FOLDER = "https://fin1.example.com:8445/desktop/assets/js/";
const SOURCES = ["https://presence.example.com/x.js", `${FOLDER}jquery.min.js`, `${FOLDER}finesse.min.js`];

async function loadedFrom(there: string | undefined, sources: string[], page: { finesse?: Finesse } = {}): Promise<string[]> {
  const asked: string[] = [];
  await libraryThere(page, sources, (source) => {
    asked.push(source);
    if (source === there) {
      page.finesse = { clientservices: {} } as unknown as Finesse;
    }
    return Promise.resolve();
  });
  return asked;
}

test("a library that the page has loaded is not loaded again", async () => {
  assert.deepEqual(await loadedFrom(undefined, SOURCES, { finesse: { clientservices: {} } as unknown as Finesse }), []);
});

test("a desktop without the file that the page names has it under its other name, in the same folder", async () => {
  assert.deepEqual(await loadedFrom(`${FOLDER}finesse.js`, SOURCES), [`${FOLDER}finesse.js`]);
  assert.deepEqual(await loadedFrom(`${FOLDER}finesse.min.js`, SOURCES), [`${FOLDER}finesse.js`, `${FOLDER}finesse.min.js`]);
});

test("without the library each name is tried once, and a page that names no folder is left alone", async () => {
  assert.deepEqual(await loadedFrom(undefined, SOURCES), [`${FOLDER}finesse.js`, `${FOLDER}finesse.min.js`]);
  assert.deepEqual(await loadedFrom(undefined, ["https://presence.example.com/x.js"]), []);
});
