import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { isDark, themeOf } from "../src/theme";

/** Elements from the frame outwards with these grounds. */
function inside(...grounds: string[]): { frameElement: Element | null } {
  const [first, ...others] = grounds;
  if (first === undefined) {
    return { frameElement: null };
  }
  const defaultView = { getComputedStyle: () => ({ backgroundColor: first }) };
  const frame = { ownerDocument: { defaultView }, parentElement: inside(...others).frameElement };
  return { frameElement: frame as unknown as Element };
}

describe("the theme", () => {
  test("is light where nothing can be seen of the container, or it is light", () => {
    assert.equal(themeOf("", inside()), "light");
    assert.equal(themeOf(undefined, inside("rgba(0, 0, 0, 0)", "rgb(250, 250, 250)", "rgb(0, 0, 0)")), "light");
  });

  test("is dark where the container is", () => {
    assert.equal(themeOf(undefined, inside("rgba(0, 0, 0, 0)", "rgb(20, 24, 28)")), "dark");
    assert.equal(isDark("rgb(0 0 0 / 1)"), true);
    assert.equal(isDark("canvas"), false);
  });

  test("is the one that is asked for", () => {
    assert.equal(themeOf("dark", inside("rgb(255, 255, 255)")), "dark");
    assert.equal(themeOf("light", inside("rgb(0, 0, 0)")), "light");
  });

  test("is light in a container that does not let us look", () => {
    const closed = { get frameElement(): Element { throw new Error("SecurityError"); } };
    assert.equal(themeOf(undefined, closed), "light");
  });
});
