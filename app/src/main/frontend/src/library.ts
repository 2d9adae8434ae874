// Which of its two names a desktop keeps Cisco's library under is not the same everywhere.
import type { Finesse } from "./finesse";

const NAMES = ["finesse.js", "finesse.min.js"];
const FOLDER = /^(.*\/desktop\/assets\/js\/)[\w.-]+\.js/;

/**
 * Resolves when the Finesse library is there, or cannot be had: then the page's own attempt failed, and so did both names in
 * the folder that the page loads its scripts from.
 *
 * @param sources addresses of the page's scripts
 * @param load adds a script to the page; answers when it has run or failed
 */
export async function libraryThere(
  window: { finesse?: Finesse },
  sources: readonly string[],
  load: (source: string) => Promise<void>,
): Promise<void> {
  const folder = sources.map((source) => FOLDER.exec(source)?.[1]).find((found) => found !== undefined);
  for (const name of folder === undefined ? [] : NAMES) {
    if (window.finesse?.clientservices) {
      return;
    }
    await load(`${folder}${name}`);
  }
}
